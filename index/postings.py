"""Posting lists as arrays: which documents have a term, how often, and where."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

#: Document numbers: unsigned, in as few bytes as the archive needs.
DocumentNumbers: TypeAlias = NDArray[np.unsignedinteger]
#: Ascending documents, the number of positions in each, and all positions one after the other.
Occurrences: TypeAlias = tuple[
    DocumentNumbers, NDArray[np.unsignedinteger], NDArray[np.unsignedinteger]
]
#: Finds where a term occurs in some documents. Arguments: its occurrences, and ascending documents.
Locate: TypeAlias = Callable[..., NDArray[np.int64]]
#: A location is document * PLACES + position: no article has more words.
PLACES = 1 << 24
#: No location.
NO_LOCATIONS = np.zeros(0, np.int64)


class Postings(NamedTuple):
    """A posting list.

    documents: ascending document numbers, unsigned, shape (n,). frequencies: how often each
    contains the term, unsigned, shape (n,).
    """

    documents: DocumentNumbers
    frequencies: NDArray[np.unsignedinteger]


def locate(
    holding: DocumentNumbers,
    counts: NDArray[np.unsignedinteger],
    positions: NDArray[np.unsignedinteger],
    documents: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return where a term, of which the first three are the occurrences, occurs in documents.

    documents and the locations that are returned are those of places_in.
    """
    at = holding.searchsorted(documents.astype(holding.dtype))
    held = holding.take(at, mode="clip") == documents
    at = at[held]
    if not len(at):
        return NO_LOCATIONS
    in_each = counts[at].astype(np.int64)
    ends = counts[: at[-1] + 1].cumsum(dtype=np.int64)[at]
    at_positions = (ends - in_each.cumsum()).repeat(in_each)
    at_positions += np.arange(len(at_positions))
    return (documents[held] * PLACES).repeat(in_each) + positions[at_positions]


def united(pieces: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return what any of the pieces has, ascending; np.unique takes longer for so few."""
    places = np.concatenate(pieces)
    places.sort()
    return places[np.append(True, places[1:] != places[:-1])]
