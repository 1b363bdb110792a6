"""The signature of a text: a few bytes that say how similar two texts are.

Every shingle of three words is hashed. The range of hashes has 64 parts, and the signature keeps
the least hash in each: two texts share about as many of the 64 as they share shingles. After
Broder, On the Resemblance and Containment of Documents (1997), with one permutation for all parts:
Li, Owen and Zhang, One Permutation Hashing (2012). Only a byte of each hash is kept, because many
rough numbers say more than few exact ones: Li and König, b-Bit Minwise Hashing (2010).

Eight more bytes are the least hashes of the text's printed numbers (1.44, 2015), one for each
eighth of the range. The market reports of two days have the same words, and only their numbers
tell them apart.
"""

import numpy as np
from numpy.typing import NDArray

#: The bytes of a signature: of shingles, of printed numbers, and of both.
SHINGLES, NUMBERS = 64, 8
SIZE = SHINGLES + NUMBERS
#: The value of a part without a hash: in a signature, and before a byte is kept.
EMPTY = 0xFF
_NOTHING = 0xFFFF
#: Odd random numbers: one for each word of a shingle, and one to mix their sum.
_ODD = tuple(
    np.uint64(each)
    for each in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xFF51AFD7ED558CCD)
)
_HALF = np.uint64(32)


def signatures(
    hashes: NDArray[np.uint64], numeric: NDArray[np.bool_], ends: NDArray[np.int64]
) -> NDArray[np.uint8]:
    """Return the signatures of some texts, uint8, shape (texts, SIZE).

    hashes has a hash for each word of all texts, those of text n up to ends[n]; numeric says
    which words are printed numbers.
    """
    shingles = _mixed(hashes[:-2] * _ODD[0] + hashes[1:-1] * _ODD[1] + hashes[2:] * _ODD[2])
    first_words = np.arange(len(shingles))
    owners = np.searchsorted(ends, first_words, side="right")
    inside = first_words + 2 < ends[owners] if len(owners) else owners > 0
    of_words = _least(shingles[inside], owners[inside], len(ends), SHINGLES)
    numbers = np.flatnonzero(numeric)
    owners = np.searchsorted(ends, numbers, side="right")
    of_numbers = _least(_mixed(hashes[numbers]), owners, len(ends), NUMBERS)
    return np.concatenate([of_words, of_numbers], axis=1)


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return (numbers ^ (numbers >> _HALF)) * _ODD[3]


def _least(
    numbers: NDArray[np.uint64], owners: NDArray[np.int64], texts: int, parts: int
) -> NDArray[np.uint8]:
    """Return a byte of the least number of every text in each part, uint8, shape (texts, parts)."""
    part = np.uint64(64 - (parts - 1).bit_length())
    least = np.full(texts * parts, _NOTHING, np.uint16)
    cells = owners * parts + (numbers >> part).astype(np.int64)
    np.minimum.at(least, cells, (numbers >> (part - np.uint64(16))).astype(np.uint16))
    # The lower byte: the upper byte of the least of many numbers is nearly always zero.
    lower = np.minimum(least & 0xFF, EMPTY - 1).astype(np.uint8)
    return np.where(least == _NOTHING, EMPTY, lower).astype(np.uint8).reshape(-1, parts)
