"""Blocks of four bits: 32 weights and a scale."""

import numpy as np

from index.embedding.model.blocks import BLOCK, BLOCK_BYTES, dequantized


def test_lower_halves_come_first_and_eight_is_nothing():
    """A byte has the weights at its place and 16 places later."""
    block = np.zeros(BLOCK_BYTES, np.uint8)
    block[:2] = np.array([0.5], np.float16).view(np.uint8)
    block[2:] = 0x88
    block[2], block[17] = 0xF0, 0x19
    weights = dequantized(np.stack([block, block]))
    expected = np.zeros(BLOCK)
    expected[[0, 16, 15, 31]] = -4, 3.5, 0.5, -3.5
    assert weights.dtype == np.float32
    assert weights.tolist() == [expected.tolist()] * 2


def test_no_blocks_have_no_weights():
    """An empty batch is a batch."""
    assert dequantized(np.zeros((0, BLOCK_BYTES), np.uint8)).shape == (0, BLOCK)
