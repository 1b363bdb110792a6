"""An amount in a query is found in every writing: 3.2 مليار دولار finds 3,200 مليون دولار too.

Its words stay what they are, so that an article that prints them is found as before; an article
with the amount is found by the term of that, which weighs more than the words.
"""

from collections.abc import Iterator
from dataclasses import replace

from index.quantities.amounts import Amount, find_amounts
from index.quantities.terms import Interval
from search.query.quantities import of_unit
from search.query.tree import All, Any, InField, Query, Spellings, Word

#: What is between the words of a query: a detached و before a number was dropped with its text.
_BLANK, _AND = " ", " و"


def with_amounts(query: Query) -> Query:
    """Return query with the terms of the amounts that its words say.

    Phrases in quotes, exclusions and fields without positions stay as they were typed.
    """
    match query:
        case All(parts) | Any(parts):
            return type(query)(tuple(_of_row(parts, type(query))))
        case InField("title" | "body", part):
            return replace(query, query=with_amounts(part))
        case Word():
            return next(_of_row((query,), All))
    return query


def _of_row(parts: tuple[Query, ...], kind: type[All] | type[Any]) -> Iterator[Query]:
    """Yield parts, with the words of each amount as one part."""
    number = 0
    while number < len(parts):
        words = _words_from(parts, number)
        reached = number
        for amount in _amounts(words):
            yield from words[reached - number : amount.first]
            yield _either(words[amount.first : amount.last + 1], amount, kind)
            reached = number + amount.last + 1
        yield from words[reached - number :]
        number += len(words)
        if number < len(parts):
            yield with_amounts(parts[number])
            number += 1


def _words_from(parts: tuple[Query, ...], first: int) -> tuple[Word, ...]:
    """Return the run of words that begins with the part first."""
    run = []
    for part in parts[first:]:
        if not isinstance(part, Word):
            break
        run.append(part)
    return tuple(run)


def _amounts(words: tuple[Word, ...]) -> list[Amount]:
    gaps = [_AND if word.exact[0].isdecimal() else _BLANK for word in words]
    return find_amounts([word.text for word in words], gaps)


def _either(words: tuple[Word, ...], amount: Amount, kind: type[All] | type[Any]) -> Query:
    """Return the words or their amount; in a question, where any word counts, it leads nothing."""
    said = kind(words) if len(words) > 1 else words[0]
    quantity = of_unit(amount.unit, Interval(amount.value, amount.value))
    return Spellings(said, (replace(quantity, leads=kind is All),), 1.0)
