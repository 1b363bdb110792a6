"""What is in the file of the model: a header, the pieces of words, and tensors by name.

All numbers are little-endian. In order: the four letters E5S1, a version, nine numbers of the
header; the pieces (how many, four special ones, the bytes of all, where each begins, their scores,
the bytes); how characters are folded; a directory of tensors, then the tensors. The file's hash was
checked, so nothing here is checked again.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from mmap import mmap
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.embedding.model.blocks import BLOCK_BYTES, dequantized

_Kind = TypeVar("_Kind", bound=np.generic)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The sizes of the model: of a vector and of an inner one, its layers and heads, a text."""

    width: int
    inner: int
    layers: int
    heads: int
    longest: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The pieces of words that a token can be.

    text: their UTF-8 bytes; ends: where each begins there, and the last ends, uint32, shape
    (pieces + 1,). scores: the logarithm of how frequent each is, float32. folds: what stands for
    a character, for str.translate. begin, end and unknown are special ones.
    """

    text: bytes
    ends: NDArray[np.uint32]
    scores: NDArray[np.float32]
    folds: Mapping[int, str]
    begin: int
    end: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Tensors:
    """The tensors of a mapped file, by name."""

    content: mmap
    places: Mapping[str, tuple[int, int]]

    def vector(self, name: str) -> NDArray[np.float32]:
        """Return a tensor of plain numbers, float32, one dimension."""
        start, size = self.places[name]
        return np.frombuffer(self.content, np.float32, size // 4, start).copy()

    def blocks(self, name: str) -> NDArray[np.uint8]:
        """Return the blocks of a 4-bit tensor, mapped, uint8, shape (blocks, BLOCK_BYTES)."""
        start, size = self.places[name]
        return np.frombuffer(self.content, np.uint8, size, start).reshape(-1, BLOCK_BYTES)

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """Return a 4-bit tensor, float32, shape (rows, columns)."""
        return dequantized(self.blocks(name)).reshape(-1, columns)


@dataclass(slots=True)
class _Reader:
    content: mmap
    place: int = 0

    def numbers(self, form: str) -> tuple[int, ...]:
        place = self.place
        self.place += struct.calcsize("<" + form)
        return struct.unpack_from("<" + form, self.content, place)

    def array(self, kind: type[_Kind], count: int) -> NDArray[_Kind]:
        place = self.place
        self.place += np.dtype(kind).itemsize * count
        return np.frombuffer(self.content[place : self.place], kind)


def read_contents(content: mmap) -> tuple[Header, Pieces, Tensors]:
    """Return what a mapped file contains."""
    reader = _Reader(content)
    _, _, width, layers, heads, inner, _, longest, _ = reader.numbers("4si7i")
    epsilon, _ = reader.numbers("fi")
    header = Header(
        width=width, inner=inner, layers=layers, heads=heads, longest=longest, epsilon=epsilon
    )
    return header, _pieces(reader), Tensors(content, _places(reader))


def _pieces(reader: _Reader) -> Pieces:
    count, begin, end, _, unknown, size = reader.numbers("5iQ")
    ends = reader.array(np.uint32, count + 1)
    scores = reader.array(np.float32, count)
    text = reader.array(np.uint8, size).tobytes()
    folds = {}
    for _ in range(reader.numbers("iI")[0]):
        character, length = reader.numbers("IB")
        folds[character] = "".join(map(chr, reader.numbers(f"{length}I")))
    return Pieces(
        text=text, ends=ends, scores=scores, folds=folds, begin=begin, end=end, unknown=unknown
    )


def _places(reader: _Reader) -> dict[str, tuple[int, int]]:
    """Return where each tensor begins and how many bytes it has."""
    places = {}
    for _ in range(reader.numbers("i")[0]):
        name = reader.array(np.uint8, reader.numbers("H")[0]).tobytes().decode()
        _, _, start, size = reader.numbers("BIQQ")
        places[name] = start, size
    return places
