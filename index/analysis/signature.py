"""A text in a few numbers, by which near copies are told: a third of its words may differ.

The words are taken by threes, each three becomes a random number, and of those in each
sixty-fourth of all numbers the least is kept: two texts share about as many of the sixty-four
as they share threes. After Broder, On the Resemblance and Containment of Documents (1997), with
one permutation for all: Li, Owen and Zhang, One Permutation Hashing (2012). Of each least a
byte is kept, because many rough numbers tell more than few exact ones: Li and König, b-Bit
Minwise Hashing (2010).

Behind them stand the least of the text's printed numbers (1.44, 2015) in each eighth. The
market reports of two days are of the same words, and only their numbers tell them apart.
"""

import numpy as np
from numpy.typing import NDArray

#: Bytes of a signature: of threes of words, of printed numbers, and of both.
THREES, NUMBERS = 64, 8
SIZE = THREES + NUMBERS
#: Stands where nothing fell into a part: in a signature, and before a byte of it is kept.
EMPTY = 0xFF
_NOTHING = 0xFFFF
#: Three odd numbers without a pattern, one a word of three, and one to mix their sum.
_ODD = tuple(
    np.uint64(each)
    for each in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xFF51AFD7ED558CCD)
)
_HALF = np.uint64(32)


def signatures(
    hashes: NDArray[np.uint64], numeric: NDArray[np.bool_], ends: NDArray[np.int64]
) -> NDArray[np.uint8]:
    """Return the signatures of some texts, a row a text.

    hashes has a number for each of their words, the n-th text's up to ends[n]; numeric tells
    which words are printed numbers.
    """
    threes = _mixed(hashes[:-2] * _ODD[0] + hashes[1:-1] * _ODD[1] + hashes[2:] * _ODD[2])
    places = np.arange(len(threes))
    owners = np.searchsorted(ends, places, side="right")
    inside = places + 2 < ends[owners] if len(owners) else owners > 0
    of_words = _least(threes[inside], owners[inside], len(ends), THREES)
    places = np.flatnonzero(numeric)
    owners = np.searchsorted(ends, places, side="right")
    of_numbers = _least(_mixed(hashes[places]), owners, len(ends), NUMBERS)
    return np.concatenate([of_words, of_numbers], axis=1)


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return (numbers ^ (numbers >> _HALF)) * _ODD[3]


def _least(
    numbers: NDArray[np.uint64], owners: NDArray[np.int64], texts: int, parts: int
) -> NDArray[np.uint8]:
    """Return of every text a byte of its least number in each part of all numbers."""
    part = np.uint64(64 - (parts - 1).bit_length())
    least = np.full(texts * parts, _NOTHING, np.uint16)
    cells = owners * parts + (numbers >> part).astype(np.int64)
    np.minimum.at(least, cells, (numbers >> (part - np.uint64(16))).astype(np.uint16))
    # The lower byte: among the least of many the upper one is nearly always zero.
    lower = np.minimum(least & 0xFF, EMPTY - 1).astype(np.uint8)
    return np.where(least == _NOTHING, EMPTY, lower).astype(np.uint8).reshape(-1, parts)
