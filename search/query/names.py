"""The names in a query: بلد:مصر asks for the articles that name what the gazetteer calls مصر."""

from collections.abc import Sequence

from index.entities.directory import directory
from search.query.tree import Named

#: The most words of a name that is not in quotes.
_MOST = 6


def named(facet: str, text: str) -> Named:
    """Return what a text names by a facet; a name that nothing has finds nothing.

    One that is the part of several names asks for all of them.
    """
    typed = " ".join(text.split())
    found = tuple(entity.name for entity in directory().meant(typed, facet))
    return Named(facet, found[0] if len(found) == 1 else typed, found)


def length_of_name(facet: str, words: Sequence[str]) -> int:
    """Return how many of the words after a facet are its name: as many as are a writing, or one."""
    for count in range(min(len(words), _MOST), 1, -1):
        if directory().called(" ".join(words[:count]), facet):
            return count
    return 1
