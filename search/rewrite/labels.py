"""Words of a label's field find the label by all its names: مصدر:alarabiya, source:العربية."""

from collections.abc import Callable
from functools import reduce

from index.schema import FACETS
from search.names.labels import LabelNames, NamedWords
from search.query.tree import (
    All,
    Any,
    InField,
    Named,
    Not,
    Phrase,
    Prefix,
    Query,
    Spellings,
    Synonyms,
    Word,
)

_FACET_OF = {facet.words_field: facet.name for facet in FACETS}


def with_names(query: Query, names: LabelNames) -> Query:
    """Return a query whose fields of labels find articles by any name of a label too."""
    match query:
        case InField(field, part) if field in _FACET_OF:
            facet = _FACET_OF[field]
            values = _meant(part, names.words.get(facet, ()))
            return Spellings(query, (_named(facet, values),), 1.0) if values else query
        case All(parts):
            named = tuple(with_names(part, names) for part in parts)
            return query if named == parts else All(named)
        case Any(parts):
            named = tuple(with_names(part, names) for part in parts)
            return query if named == parts else Any(named)
        case Not(part):
            other = with_names(part, names)
            return query if other == part else Not(other)
    return query


def _named(facet: str, values: frozenset[str]) -> Named:
    return Named(facet, " ".join(sorted(values)), tuple(sorted(values)))


def _meant(query: Query, named: tuple[NamedWords, ...]) -> frozenset[str]:
    """Return the labels that a query names whole, or else those that its words find.

    العربية is a source; the word also stands, in one form or another, in the names of others.
    """
    words = _in_order(query)
    whole = _holding(named, lambda label: label.words == words)
    return whole or _values(query, named)


def _in_order(query: Query) -> tuple[str, ...]:
    """Return the folded words of a query that is nothing but words, else ()."""
    match query:
        case Word():
            return (query.exact,)
        case Phrase(words):
            return tuple(word.exact for word in words)
        case All(parts) if all(isinstance(part, Word) for part in parts):
            return tuple(word for part in parts for word in _in_order(part))
        case Synonyms(part) | Spellings(part):
            return _in_order(part)
    return ()


def _values(query: Query, named: tuple[NamedWords, ...]) -> frozenset[str]:
    """Return the labels that a query of their words finds."""
    match query:
        case Word():
            return _holding(named, lambda label: _has_word(label, query))
        case Phrase(words):
            wanted = tuple(word.exact for word in words)
            return _holding(named, lambda label: _has_run(label, wanted))
        case Prefix(_, exact):
            return _holding(named, lambda label: any(w.startswith(exact) for w in label.words))
        case Any(parts):
            return frozenset().union(*(_values(part, named) for part in parts))
        case All(parts):
            found = [_values(part, named) for part in parts if not isinstance(part, Not)]
            excluded = [_values(part.query, named) for part in parts if isinstance(part, Not)]
            both = reduce(frozenset.intersection, found) if found else frozenset()
            return both.difference(*excluded)
        case Synonyms(part, others) | Spellings(part, others):
            return frozenset().union(*(_values(each, named) for each in (part, *others)))
    return frozenset()


def _holding(named: tuple[NamedWords, ...], holds: Callable[[NamedWords], bool]) -> frozenset[str]:
    return frozenset(label.value for label in named if holds(label))


def _has_word(label: NamedWords, word: Word) -> bool:
    return word.exact in label.words or not label.stems.isdisjoint(word.finding)


def _has_run(label: NamedWords, wanted: tuple[str, ...]) -> bool:
    count = len(wanted)
    return any(label.words[at : at + count] == wanted for at in range(len(label.words) - count + 1))
