"""The inner loops of scoring, in NumPy and compiled: the same results, one chosen for a process.

A server compiles (search.compiled): it answers many queries. A single command does not: its
one query is over before a compiler is imported.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Scores: TypeAlias = NDArray[np.float32]
Found: TypeAlias = NDArray[np.bool_]
#: Adds a term to all documents' scores and marks those that hold it. The arguments: scores,
#: found, the term's documents and frequencies, the byte of every document's length, what each
#: such byte is worth in BM25's denominator, the term's idf, its weight.
AddTerm: TypeAlias = Callable[
    [Scores, Found, NDArray[Any], NDArray[Any], NDArray[np.uint8], Scores, float, float], None
]


@dataclass(frozen=True, slots=True)
class Kernels:
    """The loops that a searcher runs."""

    add_term: AddTerm


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


NUMPY = Kernels(add_term=add_term)
