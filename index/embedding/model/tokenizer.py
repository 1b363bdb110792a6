"""Text -> tokens: the pieces of words that the model was trained on.

A text is folded, its words begin with a mark in place of the space before, and it is cut into the
pieces whose scores have the greatest sum: the unigram language model of Kudo, Subword
Regularization (2018), by the algorithm of Viterbi (1967), with float32 sums, by which the reference
decides between equals.

Which strings are pieces is asked of a sorted array of hashes, for all places of a text at once: a
dictionary of 250,000 strings would take 30 MB and a second.
"""

import re
from array import array

import numpy as np
from numpy.typing import NDArray

from index.embedding.model.contents import Pieces

#: What stands for the space before a word. No piece has one but at its beginning.
_MARK = "▁"
_SPACES = re.compile("  +")
#: FNV-1a, over characters in place of bytes.
_OFFSET, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)


class Tokenizer:
    """Cuts texts into tokens. Threads may share it."""

    def __init__(self, pieces: Pieces, most: int) -> None:
        """Take the pieces, and the most tokens of a text with the two at its ends."""
        codes = _codes(pieces.text.decode())
        starts = _character_starts(pieces)
        lengths = np.diff(starts)
        hashes = np.full(len(lengths), _OFFSET)
        for step in range(lengths.max()):
            longer = np.flatnonzero(lengths > step)
            hashes[longer] = _hashed(hashes[longer], codes[starts[longer] + step])
        self._longest = int(lengths.max())
        self._ids = np.argsort(hashes).astype(np.int32)
        self._ids = self._ids[self._ids != pieces.unknown]
        self._hashes = hashes[self._ids]
        self._scores = pieces.scores
        self._unknown = pieces.unknown
        self._unknown_score = pieces.scores.min() - np.float32(10)  # as SentencePiece has it
        self._folds = {**pieces.folds, 0: ""}  # as other controls; in C it ends a text
        self._most = most - 2
        self._ends = pieces.begin, pieces.end
        # As many characters as so many tokens can have: a text that is longer costs no more.
        self._characters = most * self._longest

    def tokens(self, text: str) -> list[int]:
        """Return the tokens of a text, the first if it has too many, between two for its ends."""
        folded = text[: self._characters].translate(self._folds)[: self._characters]
        spaced = _SPACES.sub(" ", folded if folded.startswith(" ") else " " + folded)
        best = self._best(_codes(spaced.replace(" ", _MARK)))
        return [self._ends[0], *best[: self._most], self._ends[1]]

    def _best(self, codes: NDArray[np.uint32]) -> list[int]:
        """Return the pieces with the greatest sum of scores that make up a text."""
        sums = array("f", [0.0, *[float("-inf")] * len(codes)])
        origins, chosen = [0] * len(sums), [0] * len(sums)
        rounded = array("f", [0.0])
        for start, end, piece, score in zip(*self._matches(codes), strict=True):
            rounded[0] = sums[start] + score
            if rounded[0] > sums[end]:
                sums[end], origins[end], chosen[end] = rounded[0], start, piece
        tokens = []
        end = len(codes)
        while end:
            tokens.append(chosen[end])
            end = origins[end]
        return tokens[::-1]

    def _matches(
        self, codes: NDArray[np.uint32]
    ) -> tuple[list[int], list[int], list[int], list[float]]:
        """Return every piece in a text: starts, in order, ends, ids and scores.

        A character that is no piece is an unknown one.
        """
        starts = np.arange(len(codes))
        hashes = np.full(len(codes), _OFFSET)
        begins = np.append(codes == ord(_MARK), True)
        found = []
        for length in range(1, self._longest + 1):
            hashes = _hashed(hashes, codes[starts + length - 1])
            places = np.searchsorted(self._hashes, hashes)
            known = self._hashes[np.minimum(places, len(self._hashes) - 1)] == hashes
            ids = np.full(len(places), self._unknown)
            ids[known] = self._ids[places[known]]
            if length > 1:
                found.append((starts[known], starts[known] + length, ids[known]))
            else:
                found.append((starts, starts + 1, ids))
            inside = ~begins[starts + length]
            starts, hashes = starts[inside], hashes[inside]
        columns = [np.concatenate(column) for column in zip(*found, strict=True)]
        order = np.argsort(columns[0], kind="stable")
        starts, ends, ids = (column[order] for column in columns)
        scores = np.where(ids == self._unknown, self._unknown_score, self._scores[ids])
        return starts.tolist(), ends.tolist(), ids.tolist(), scores.tolist()


def _hashed(hashes: NDArray[np.uint64], codes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return the hashes of strings that are a character longer, uint64."""
    return (hashes ^ codes) * _PRIME


def _codes(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text, what is no character as a question mark, uint32."""
    return np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)


def _character_starts(pieces: Pieces) -> NDArray[np.int64]:
    """Return where each piece begins, in characters, and where the last one ends, int64."""
    begins = (np.frombuffer(pieces.text, np.uint8) & 0xC0) != 0x80  # noqa: PLR2004  UTF-8
    return np.append(0, np.cumsum(begins))[pieces.ends]
