"""The words of an archive as they follow each other, read from the positions of its postings.

Only words that may be part of a phrase are told apart: a word that few articles print is in no
sequence that many print.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.analysis import ROOT_TAG, STEM_TAG
from index.codec.deletions import PartialSegment
from index.codec.segment import FieldReader
from index.schema import TEXT_FIELDS

#: The numbers of what is no word of its own: between two texts, and in the place of a rare word.
BREAK, RARE = 0, 1
#: The most words that are told apart, the commonest: their numbers take two bytes.
_MOST = int(np.iinfo(np.uint16).max) - RARE
#: The positions that are placed at once: it bounds the memory.
_AT_ONCE = 1 << 21
_TAGS = tuple(tag.encode() for tag in (ROOT_TAG, STEM_TAG))


@dataclass(frozen=True, slots=True)
class RunningWords:
    """The words of all texts, one after the other, with a break after each text.

    names are the folded words by their number, "" for BREAK and RARE. numbers (uint16) are those
    of the words, documents (uint32, ascending) tells which document prints each.
    """

    names: list[str]
    numbers: NDArray[np.uint16]
    documents: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Text:
    """One text field of a segment: its exact terms with their ordinals, and the words of each text.

    names, ordinals and held (the number of documents that are not deleted) run parallel; lengths
    has the number of words of each document's text.
    """

    reader: FieldReader
    names: list[bytes]
    ordinals: NDArray[np.int64]
    held: NDArray[np.int64]
    lengths: NDArray[np.int64]


def running_words(parts: Sequence[PartialSegment], least: int) -> RunningWords:
    """Return the words of parts, those told apart that least articles may print."""
    texts = [[_text(part, field) for field in TEXT_FIELDS] for part in parts]
    names = _frequent([text for of_part in texts for text in of_part], least)
    numbers = {name: number for number, name in enumerate(names, RARE + 1)}
    placed = [_placed(part, of_part, numbers) for part, of_part in zip(parts, texts, strict=True)]
    return RunningWords(
        names=["", "", *(name.decode() for name in names)],
        numbers=np.concatenate([words for words, _ in placed]),
        documents=np.concatenate([documents for _, documents in placed]),
    )


def _text(part: PartialSegment, field: str) -> _Text:
    reader = part.segment.fields[field]
    terms = reader.terms[:]
    exact = [number for number, term in enumerate(terms) if not term.startswith(_TAGS)]
    ordinals = np.array(exact, np.int64)
    is_exact = np.zeros(len(terms), np.bool_)
    is_exact[ordinals] = True
    counts = reader.starts[1:].astype(np.int64) - reader.starts[:-1].astype(np.int64)
    of_exact = np.repeat(is_exact, counts)
    lengths = np.bincount(
        reader.documents[of_exact], reader.frequencies[of_exact], part.segment.documents
    )
    owners = np.repeat(np.arange(len(terms)), counts)[part.mask[reader.documents]]
    return _Text(
        reader=reader,
        names=[terms[number] for number in exact],
        ordinals=ordinals,
        held=np.bincount(owners, minlength=len(terms))[ordinals],
        lengths=lengths.astype(np.int64),
    )


def _frequent(texts: Sequence[_Text], least: int) -> list[bytes]:
    """Return the words that may be in least articles, sorted; the commonest if they are many."""
    held: Counter[bytes] = Counter()
    for text in texts:
        held.update(dict(zip(text.names, text.held.tolist(), strict=True)))
    often = [name for name, count in held.items() if count >= least]
    return sorted(sorted(often, key=lambda name: (-held[name], name))[:_MOST])


def _placed(
    part: PartialSegment, texts: Sequence[_Text], number_of: dict[bytes, int]
) -> tuple[NDArray[np.uint16], NDArray[np.uint32]]:
    """Return the running words of a segment, and the document of each; deleted ones are empty."""
    sizes = sum((text.lengths + 1 for text in texts), np.zeros(part.segment.documents, np.int64))
    begins = np.cumsum(sizes) - sizes
    words = np.full(int(sizes.sum()), RARE, np.uint16)
    for text in texts:
        numbers = np.array([number_of.get(name, RARE) for name in text.names], np.uint16)
        told = numbers != RARE
        for places, of_words in _occurrences(text.reader, text.ordinals[told], numbers[told]):
            owners, positions = places
            words[begins[owners] + positions] = of_words
        begins = begins + text.lengths + 1
        words[begins - 1] = BREAK
    numbered = np.arange(part.segment.documents, dtype=np.uint32)
    words[np.repeat(~part.mask, sizes)] = BREAK
    return words, np.repeat(part.numbered(numbered), sizes)


def _occurrences(
    reader: FieldReader, ordinals: NDArray[np.int64], numbers: NDArray[np.uint16]
) -> Iterator[tuple[tuple[NDArray[np.int64], NDArray[np.uint32]], NDArray[np.uint16]]]:
    """Yield documents and positions of words, and the number of each, some words at a time."""
    starts, places = reader.starts.astype(np.int64), reader.place_starts.astype(np.int64)
    counts = places[ordinals + 1] - places[ordinals]
    for first, last in pairwise(_cuts(counts)):
        some = ordinals[first:last]
        of_words = _joined(starts[some], starts[some + 1])
        owners = np.repeat(reader.documents[of_words], reader.frequencies[of_words])
        positions = reader.positions[_joined(places[some], places[some + 1])]
        yield (owners, positions), np.repeat(numbers[first:last], counts[first:last])


def _cuts(counts: NDArray[np.int64]) -> list[int]:
    """Return where to cut a row so that the counts of each piece are about _AT_ONCE."""
    pieces = np.cumsum(counts) // _AT_ONCE
    return [0, *(np.flatnonzero(np.diff(pieces)) + 1).tolist(), len(counts)]


def _joined(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return all numbers of some ranges, one range after the other."""
    lengths = ends - begins
    shifts = np.repeat(begins - (np.cumsum(lengths) - lengths), lengths)
    return np.arange(len(shifts)) + shifts
