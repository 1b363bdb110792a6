"""English words in a query that say nothing about its subject: the price of oil in Egypt."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from search.query.tree import All, Any, InField, Not, Query, Word

#: Function words, folded, the article of Arabic names, and what all of an archive is. Without those
#: that are names as well: US, IT, WHO, May.
_STOP_WORDS = frozenset(
    "a an the this that these those its their our and of in on at by for from to with into between"
    " during than about after before as is are was were be been has have had do does did will would"
    " what which when where why how there or not vs versus al el news latest".split()
)


def stop_words(words: Sequence[str]) -> list[bool]:
    """Return for each of the folded words of a row whether it is a stop word of English.

    The AT of AT&T, beside a letter, is none, nor is the A of Vitamin A, after which nothing comes.

    >>> stop_words(["price", "of", "a", "barrel"]), stop_words(["at", "t"])
    ([False, True, True, False], [False, False])
    """
    if _STOP_WORDS.isdisjoint(words):  # nearly every term of the tables
        return [False] * len(words)
    threes = zip(("", *words), words, (*words[1:], ""), strict=False)
    return [three[1] in _STOP_WORDS and _is_apart(*three) for three in threes]


def _is_apart(before: str, word: str, after: str) -> bool:
    """Return whether a word is no letter of a name."""
    is_last_letter = len(word) == 1 and not after
    return not (is_last_letter or _is_initial(before) or _is_initial(after))


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word not in _STOP_WORDS


def without_subject(query: Query) -> Query:
    """Return query with its English stop words as stop words, if others of its words are Latin."""
    match query:
        case All(parts) | Any(parts):
            return type(query)(tuple(_row(parts)))
        case InField(_, part) | Not(part):
            return replace(query, query=without_subject(part))
    return query


def _row(parts: tuple[Query, ...]) -> Iterator[Query]:
    words = [part.exact if isinstance(part, Word) else "()" for part in parts]
    are_stop_words = stop_words(words)
    latin = [word.isascii() and word.isalpha() for word in words]
    each = zip(latin, are_stop_words, strict=True)
    has_subject = any(is_latin and not stop for is_latin, stop in each)
    for part, stop in zip(parts, are_stop_words, strict=True):
        if stop and has_subject and isinstance(part, Word):
            yield part._replace(stem="", root="")
        else:
            yield without_subject(part)
