"""The first documents of an order, without putting the rest in order."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.kernels import NUMPY, Found, Leading

Documents = NDArray[np.int64]


def first(
    found: Found, count: int, *keys: NDArray[Any], leading: Leading = NUMPY.leading
) -> Documents:
    """Return the first count of the documents found, at most; count is 1 or more.

    Documents with the highest first key come first, equals by the next key, and
    after all keys by their number. Every key has an entry for every document.

    >>> first(np.array([True, True, False, True]), 2, np.array([1, 3, 9, 3])).tolist()
    [1, 3]
    """
    return in_order(leading(found, keys[0], count), *keys)[:count]


def in_order(documents: Documents, *keys: NDArray[Any]) -> Documents:
    """Return documents in the order of keys, as first does."""
    falling = (-key[documents] for key in reversed(keys))
    return documents[np.lexsort((documents, *falling))]  # the last key counts first
