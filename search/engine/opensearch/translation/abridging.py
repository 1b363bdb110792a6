"""Shorter queries for one that has more clauses than a cluster takes."""

from collections.abc import Iterator
from dataclasses import replace

from search.query.parser import MAX_TERMS
from search.query.tree import All, Any, InField, Not, Query, Spellings, Synonyms

#: How many other names a shorter query keeps of each, and then how many parts: halved each time.
_NAMES = (4, 2, 1, 0)
_PARTS = (16, 8, 4, 2, 1)


def abridged(query: Query) -> Iterator[Query]:
    """Yield query, then ever shorter ones: with fewer other names, then with fewer parts.

    The last one is a single word, phrase, prefix, amount or filter.
    """
    yield query
    for names in _NAMES:
        yield _shortened(query, names, MAX_TERMS)
    for parts in _PARTS:
        yield _shortened(query, 0, parts)


def _shortened(query: Query, names: int, parts: int) -> Query:
    """Return a query with at most so many other names of each name, and parts of each AND or OR."""
    match query:
        case Synonyms() | Spellings():
            kept = [_shortened(other, names, parts) for other in query.others[:names]]
            first = _shortened(query.query, names, parts)
            return replace(query, query=first, others=tuple(kept)) if kept else first
        case All() | Any():
            return type(query)(
                tuple(_shortened(part, names, parts) for part in query.parts[:parts])
            )
        case InField() | Not():
            return replace(query, query=_shortened(query.query, names, parts))
    return query
