"""The inner loops of scoring, in NumPy and compiled: the same results, one chosen for a process.

A server compiles (search.compiled): it answers many queries. A single command does not: its
one query is over before a compiler is imported.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.reader import PLACES, ArticleReader, Occurrences

Scores: TypeAlias = NDArray[np.float32]
Found: TypeAlias = NDArray[np.bool_]
#: Adds a term to all documents' scores and marks those that hold it. The arguments: scores,
#: found, the term's documents and frequencies, the byte of every document's length, what each
#: such byte is worth in BM25's denominator, the term's idf, its weight.
AddTerm: TypeAlias = Callable[
    [Scores, Found, NDArray[Any], NDArray[Any], NDArray[np.uint8], Scores, float, float], None
]
#: Finds which positions of a second term come at most so far behind one of a first. The
#: arguments: the first's documents, its counts in them and positions, the second's, how far.
Follow: TypeAlias = Callable[..., Occurrences]


@dataclass(frozen=True, slots=True)
class Kernels:
    """The loops that a searcher runs."""

    add_term: AddTerm
    follow: Follow
    #: Called with each index that is opened, before the first query.
    prepare: Callable[[ArticleReader], None]


def add_term(  # noqa: PLR0913, PLR0917  plain arrays, so that it can be compiled
    scores: Scores,
    found: Found,
    documents: NDArray[Any],
    frequencies: NDArray[Any],
    lengths: NDArray[np.uint8],
    norms: Scores,
    idf: float,
    weight: float,
) -> None:
    """Add weight * idf * tf / (tf + norm) to the score of every document of a term."""
    tf = frequencies.astype(np.float64)
    values = (idf * tf / (tf + norms[lengths[documents]])).astype(np.float32)
    found[documents] = True
    scores[documents] += values * np.float32(weight)


def follow(  # noqa: PLR0913, PLR0917
    documents: NDArray[Any],
    counts: NDArray[Any],
    positions: NDArray[Any],
    next_documents: NDArray[Any],
    next_counts: NDArray[Any],
    next_positions: NDArray[Any],
    reach: int,
) -> Occurrences:
    """Return the occurrences of the second term at most reach behind one of the first."""
    if not len(positions):
        return documents, counts, positions
    before = np.repeat(documents.astype(np.int64) * PLACES, counts) + positions
    owners = np.repeat(next_documents, next_counts)
    places = owners.astype(np.int64) * PLACES + next_positions
    last = np.searchsorted(before, places) - 1  # the nearest of before that is smaller
    reached = (last >= 0) & (places - before[np.maximum(last, 0)] <= reach)
    holding, in_each = np.unique(owners[reached], return_counts=True)
    return holding, in_each.astype(next_counts.dtype), next_positions[reached]


def _prepare(_: ArticleReader) -> None:
    """Do nothing: NumPy is ready."""


NUMPY = Kernels(add_term=add_term, follow=follow, prepare=_prepare)
