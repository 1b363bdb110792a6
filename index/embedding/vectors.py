"""Vectors by key, wherever they are, and their eight bits."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

#: The largest number of a vector in eight bits.
_MOST = 127


class Found(NamedTuple):
    """What is held of some keys: a row each, int8 (keys, dimensions), and whether it is one."""

    vectors: NDArray[np.int8]
    held: NDArray[np.bool_]


class Vectors(Protocol):
    """The vectors of articles, by the keys of their passages. Threads may share it."""

    @property
    def has_some(self) -> bool:
        """Return whether there is a vector at all; that costs next to nothing."""

    def of(self, keys: Sequence[bytes]) -> Found:
        """Return the vectors of some keys."""


def packed(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return vectors in eight bits, each by its own scale: a cosine needs no other.

    >>> packed(np.array([[0.5, -1.0, 0.25]], np.float32))
    array([[  64, -127,   32]], dtype=int8)
    """
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.rint(vectors / np.where(largest > 0, largest, 1) * _MOST).astype(np.int8)


def cosines(found: Found, query: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how close each vector is to that of a query, which has length 1; NaN without one.

    >>> cosines(Found(np.array([[3, 4], [0, 0]], np.int8), np.array([True, False])),
    ...     np.array([0, 1], np.float32))
    array([0.8, nan], dtype=float32)
    """
    vectors = found.vectors.astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1)
    close = vectors @ query / np.where(lengths > 0, lengths, 1)
    return np.where(found.held & (lengths > 0), close, np.nan).astype(np.float32)
