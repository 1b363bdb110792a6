"""The first k documents of an order, without sorting the rest."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engine.scoring.kernels import NUMPY, Candidates, Mask


def top_k(
    mask: Mask, k: int, *keys: NDArray[Any], candidates: Candidates = NUMPY.candidates
) -> NDArray[np.int64]:
    """Return the first k documents of a mask, or all where it has fewer; k is 1 or more.

    Documents with the highest first key come first, equal ones by the next key, and after all
    keys by their number. Every key has an entry for every document. Returns int64, shape (≤ k,).

    >>> top_k(np.array([True, True, False, True]), 2, np.array([1, 3, 9, 3])).tolist()
    [1, 3]
    """
    return in_order(candidates(mask, keys[0], k), *keys)[:k]


def in_order(documents: NDArray[np.int64], *keys: NDArray[Any]) -> NDArray[np.int64]:
    """Return documents sorted by keys over all documents, as top_k sorts them, int64."""
    falling = (-key[documents] for key in reversed(keys))
    return documents[np.lexsort((documents, *falling))]  # lexsort's last key counts first
