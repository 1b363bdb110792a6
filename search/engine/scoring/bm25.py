"""BM25: what a document's length does to the score of a term.

Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with Lucene's idf and
without the constant k1 + 1: idf * tf / (tf + norm), where the norm depends on the length.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.codec.segment import LENGTHS


@lru_cache(64)
def length_norms(average: float, k1: float, b: float) -> NDArray[np.float32]:
    """Return the norm for each byte that encodes a length, float32, shape (256,).

    average is the mean length in terms over all documents, those without the field included.
    """
    relative = LENGTHS / np.float32(max(average, 1.0))
    return (k1 * (1 - b + b * relative)).astype(np.float32)
