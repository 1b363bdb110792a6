"""Which words of an article a query asks for, read from the postings and not from the text.

An article in a list was found by its postings, and they tell where the words are. So nothing is
analyzed again, and what is highlighted is what matched.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.postings import PLACES
from index.schema import TEXT_FIELDS
from search.engine.protocol import Documents, Highlights, Positions
from search.engine.scoring.evaluator import PREFIX_EXPANSIONS
from search.query.tree import (
    Atom,
    Phrase,
    Prefix,
    Quantity,
    Query,
    Word,
    atoms,
    without_stop_words,
)


def highlights(
    documents: Documents, query: Query, chosen: Sequence[int], *, exact: bool
) -> list[Highlights]:
    """Return the words that query asks for in each of the chosen documents, in their order.

    With exact only the exact forms count.
    """
    ascending = np.sort(np.array(chosen, np.int64))
    title, body = (
        _by_document(documents, query, field, ascending, exact=exact) for field in TEXT_FIELDS
    )
    return [Highlights(title[document], body[document]) for document in chosen]


def _by_document(
    documents: Documents, query: Query, field: str, chosen: NDArray[np.int64], *, exact: bool
) -> dict[int, Positions]:
    positions: dict[int, Positions] = {document: {} for document in chosen.tolist()}
    wanted = tuple(atom for at, atom in atoms(query) if at in (None, field))
    for number, atom in enumerate(without_stop_words(wanted)):
        for location in _locations(documents, atom, field, chosen, exact=exact):
            positions[location // PLACES].setdefault(location % PLACES, number)
    return positions


def _locations(
    documents: Documents, atom: Atom, field: str, chosen: NDArray[np.int64], *, exact: bool
) -> list[int]:
    """Return the locations of the words of atom in the chosen documents, ascending."""
    match atom:
        case Phrase():
            return _of_phrase(documents, atom, field, chosen)
        case Prefix():
            terms = tuple(documents.expand_prefix(field, atom.exact, PREFIX_EXPANSIONS))
        case Quantity():
            return documents.places_between(field, atom.ranges, chosen).tolist()
        case Word():
            return _of_word(documents, atom, field, chosen, exact=exact)
    return documents.places_in(field, terms, chosen).tolist()


def _of_word(
    documents: Documents, word: Word, field: str, chosen: NDArray[np.int64], *, exact: bool
) -> list[int]:
    """Return the locations of a word, ascending; exact ones as it was typed."""
    terms = (word.exact,) if exact else word.finding
    places = documents.places_in(field, terms, chosen)
    if exact and word.is_spelled:
        meant = documents.places_in(field, (word.stem, *word.kin.same), chosen)
        places = np.intersect1d(places, meant)
    return places.tolist()


def _of_phrase(
    documents: Documents, phrase: Phrase, field: str, chosen: NDArray[np.int64]
) -> list[int]:
    """Return the locations of the words of every occurrence of phrase, ascending."""
    each = [_of_word(documents, word, field, chosen, exact=phrase.exact) for word in phrase.words]
    return sorted(set(_chained(each, phrase.slop)))


def _chained(each: list[list[int]], slop: int) -> Iterator[int]:
    for start in each[0]:
        yield from _chain(start, each[1:], slop)


def _chain(location: int, following: list[list[int]], slop: int) -> list[int]:
    """Return location and one location of each list after it, [] if the words do not follow."""
    if not following:
        return [location]
    first = bisect_left(following[0], location + 1)
    last = bisect_left(following[0], location + slop + 2)
    for after in following[0][first:last]:
        if rest := _chain(after, following[1:], slop):
            return [location, *rest]
    return []
