"""Four bits a weight: blocks of 32 weights that share a scale.

A block is a scale, float16, and 16 bytes; the lower halves of the bytes are the first 16 weights,
the upper halves the others, each 8 more than a multiple of the scale (the format Q4_0 of ggml).
"""

import numpy as np
from numpy.typing import NDArray

#: The weights of a block, and its bytes.
BLOCK, BLOCK_BYTES = 32, 18
_HALF = BLOCK // 2


def dequantized(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the weights of blocks (shape (n, BLOCK_BYTES)), float32, shape (n, BLOCK)."""
    halves = np.ascontiguousarray(blocks[:, 2:])
    weights = np.empty((len(blocks), BLOCK), np.float32)
    weights[:, :_HALF] = halves & 0xF
    weights[:, _HALF:] = halves >> 4
    weights -= 8
    weights *= np.ascontiguousarray(blocks[:, :2]).view(np.float16).astype(np.float32)
    return weights
