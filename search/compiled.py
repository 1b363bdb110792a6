"""The kernels compiled by Numba, for a process that answers many queries.

Compiled code is kept beside this file (or in Numba's cache directory where that is not
writable), so that only the first process of an installation pays for it.
"""

import numpy as np
from numba import njit

from search.kernels import Kernels

_DOCUMENTS = (np.uint8, np.uint16, np.uint32)
_FREQUENCIES = (np.uint8, np.uint16)


@njit(cache=True, nogil=True, boundscheck=False)
def _add_term(scores, found, documents, frequencies, lengths, norms, idf, weight):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, PLR0913, PLR0917
    weight = np.float32(weight)
    for place in range(len(documents)):
        document = documents[place]
        tf = np.float64(frequencies[place])
        found[document] = True
        value = np.float32(idf * tf / (tf + np.float64(norms[lengths[document]])))
        scores[document] += value * weight


def compiled() -> Kernels:
    """Return the compiled kernels, ready for every type of array that an index may hold."""
    scores, norms = np.zeros(1, np.float32), np.ones(1, np.float32)
    found, lengths = np.zeros(1, np.bool_), np.zeros(1, np.uint8)
    for documents in _DOCUMENTS:
        for frequencies in _FREQUENCIES:
            one = np.zeros(1, documents), np.ones(1, frequencies)
            _add_term(scores, found, *one, lengths, norms, 1.0, 1.0)
    return Kernels(add_term=_add_term)
