"""A text in sixteen numbers, by which near copies are told: a fifth of them may differ.

The words are taken by threes, each three becomes a random number, and of those in each
sixteenth of all numbers the least is kept: two texts share about as many of the sixteen as
they share threes. After Broder, On the Resemblance and Containment of Documents (1997), with
one permutation for all: Li, Owen and Zhang, One Permutation Hashing (2012).
"""

import numpy as np
from numpy.typing import NDArray

#: Numbers of a signature, and how many two near copies share at least.
SIZE, SHARED = 16, 13
#: Stands where no three of words fell into a sixteenth.
EMPTY = 0xFFFF
#: Three odd numbers without a pattern, one a word of three, and one to mix their sum.
_ODD = tuple(
    np.uint64(each)
    for each in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xFF51AFD7ED558CCD)
)
_TOP, _NEXT, _HALF = np.uint64(60), np.uint64(44), np.uint64(32)


def signatures(hashes: NDArray[np.uint64], ends: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Return the signatures of some texts, a row a text.

    hashes has a number for each of their words, the n-th text's up to ends[n].
    """
    threes = hashes[:-2] * _ODD[0] + hashes[1:-1] * _ODD[1] + hashes[2:] * _ODD[2]
    threes = (threes ^ (threes >> _HALF)) * _ODD[3]
    places = np.arange(len(threes))
    owners = np.searchsorted(ends, places, side="right")
    inside = places + 2 < ends[owners] if len(owners) else owners > 0
    threes, owners = threes[inside], owners[inside]
    least = np.full(len(ends) * SIZE, EMPTY, np.uint16)
    cells = owners * SIZE + (threes >> _TOP).astype(np.int64)
    np.minimum.at(least, cells, (threes >> _NEXT).astype(np.uint16))
    return least.reshape(-1, SIZE)
