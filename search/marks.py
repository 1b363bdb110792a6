"""Which words of an article the query asked for: read off the postings, not off the text.

An article that is shown was found by its postings, and they tell where the words stand. So
nothing is analysed again, and what is marked is what was matched.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.reader import PLACES, ArticleReader
from search.query import Phrase, Prefix, Query, Word, atoms

#: A prefix marks so many words at most, the most frequent ones.
_EXPANSIONS = 64

#: By their position in the text: the number of the part of the query that asks for the word.
Asked: TypeAlias = dict[int, int]
Places: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Marks:
    """The asked words of some articles' titles and bodies, by document number."""

    title: dict[int, Asked] = field(default_factory=dict)
    body: dict[int, Asked] = field(default_factory=dict)


def marks(reader: ArticleReader, query: Query, documents: list[int], *, exact: bool) -> Marks:
    """Return which words of the documents query asks for; exact counts the exact forms alone."""
    in_order = np.sort(np.array(documents, np.int64))
    return Marks(
        *(
            dict(_by_document(reader, query, name, in_order, exact=exact))
            for name in ("title", "body")
        )
    )


def _by_document(
    reader: ArticleReader, query: Query, field: str, documents: np.ndarray, *, exact: bool
) -> Iterator[tuple[int, Asked]]:
    asked: dict[int, Asked] = {document: {} for document in documents.tolist()}
    wanted = [atom for at, atom in atoms(query) if at in (None, field)]
    telling = [a for a in wanted if not (isinstance(a, Word) and not a.stem)] or wanted
    for number, atom in enumerate(telling):
        places = _places(reader, atom, field, documents, exact=exact)
        owners, positions = (places // PLACES).tolist(), (places % PLACES).tolist()
        for owner, position in zip(owners, positions, strict=True):
            asked[owner].setdefault(position, number)
    return iter(asked.items())


def _places(
    reader: ArticleReader,
    atom: Word | Phrase | Prefix,
    field: str,
    documents: np.ndarray,
    *,
    exact: bool,
) -> Places:
    """Return the places of the words that atom asks for, ascending."""
    match atom:
        case Phrase():
            return _phrase_places(reader, atom, field, documents)
        case Prefix():
            terms = tuple(reader.expand_prefix(field, atom.exact, _EXPANSIONS))
        case Word():
            terms = (atom.exact if exact else atom.widest,)
    return reader.places_in(field, terms, documents)


def _phrase_places(
    reader: ArticleReader, phrase: Phrase, field: str, documents: np.ndarray
) -> Places:
    """Return the places of the words of every occurrence of phrase."""
    wanted = [
        reader.places_in(field, (word.exact if phrase.exact else word.widest,), documents).tolist()
        for word in phrase.words
    ]
    chains = (_chain(start, wanted[1:], phrase.slop) for start in wanted[0])
    return np.array(sorted({place for chain in chains for place in chain}), np.int64)


def _chain(place: int, wanted: list[list[int]], slop: int) -> list[int]:
    """Return place and a place of each list after it, [] where the words do not follow."""
    if not wanted:
        return [place]
    first = bisect_left(wanted[0], place + 1)
    last = bisect_left(wanted[0], place + slop + 2)
    for following in wanted[0][first:last]:
        if rest := _chain(following, wanted[1:], slop):
            return [place, *rest]
    return []
