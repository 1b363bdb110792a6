"""An opened version -> its statistics, in a folder.

The sorted terms of its segments are merged as they are read: no more than arrays over the terms is
in memory.
"""

import shutil
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.cluster.statistics.about import About
from index.cluster.statistics.archive import LABELS, MARKED, MARKS, TERMS
from index.cluster.statistics.arrays import NO_DAY
from index.codec.arrays import beside, smallest, write_array
from index.codec.deletions import PartialSegment
from index.codec.dictionary import Dictionary, read_dictionary, write_dictionary, write_slots
from index.codec.multi import Segments
from index.codec.segment import FIELDS, FieldReader, Segment
from index.labels import day_spans
from index.phrases import phrases
from index.quantities.terms import AMOUNT_TAG
from index.reader import ArticleReader
from index.schema import FACETS
from index.versions import vocabulary
from index.versions.manifest import checksums
from index.versions.store import OpenIndex

#: The postings of which it is looked up at once which remain: 16 MB of memory.
_POSTINGS = 1 << 24
#: The files of a version that are copied: those of its vocabulary and of its phrases.
_COPIED = (vocabulary.NAME, phrases.NAME)
_AMOUNT = AMOUNT_TAG.encode()
_NO_DAYS = (NO_DAY, NO_DAY)


def write_statistics(
    opened: OpenIndex, directory: Path, seqs: NDArray[np.int64], *, shards: int = 1
) -> None:
    """Write the statistics of an opened version into a directory, which is new or empty.

    seqs are the places of its articles in the order of the archive, ascending, int64; shards is
    how many parts the index of its articles has. Raises OSError.
    """
    directory.mkdir(exist_ok=True)
    reader, parts = ArticleReader(opened), _parts(opened.segment)
    for field in FIELDS:
        _write_terms(directory / f"{TERMS}.{field}", parts, field)
    labels = _write_labels(directory / LABELS, reader)
    write_array(directory / MARKS, seqs[::MARKED].astype(np.int64))
    for name in _COPIED:
        for path in sorted(opened.directory.glob(f"{name}.*")):
            shutil.copyfile(path, directory / path.name)
    about = About(
        name=opened.name,
        created=opened.manifest.created,
        articles=reader.articles,
        span=reader.span,
        average_lengths={field: reader.average_length(field) for field in FIELDS},
        labels=labels,
        days=reader.daily_counts(),
        last=int(seqs[-1]) if len(seqs) else -1,
        shards=shards,
        files=checksums(directory),
    )
    about.write(directory)


def _parts(segment: Segments) -> Sequence[PartialSegment]:
    if isinstance(segment, Segment):
        return [PartialSegment(segment, np.zeros(0, np.int64))]
    return segment.parts


def _write_terms(path: Path, parts: Sequence[PartialSegment], field: str) -> None:
    """Write the terms of a field, their counts, and the documents of the amounts among them."""
    counts = array("I")
    write_dictionary(path, _counting(_merged(parts, field), counts))
    names = read_dictionary(path)
    write_slots(beside(path, ".slots.npy"), names)
    in_all = np.frombuffer(counts, np.uint32)
    of_type = smallest(int(in_all.max(initial=0)))
    write_array(beside(path, ".counts.npy"), in_all.astype(of_type))
    write_array(beside(path, ".amounts.npy"), _amounts(parts, field, names))


def _counting(merged: Iterable[tuple[bytes, int]], counts: "array[int]") -> Iterator[bytes]:
    """Yield the terms, while their counts are appended to counts."""
    for term, count in merged:
        counts.append(count)
        yield term


def _merged(parts: Sequence[PartialSegment], field: str) -> Iterator[tuple[bytes, int]]:
    """Yield the sorted terms of what remains of a field, with the number of documents of each."""
    each = [
        zip(part.segment.fields[field].terms, _counts(part, field), strict=True) for part in parts
    ]
    in_order = each[0] if len(each) == 1 else merge(*each, key=itemgetter(0))
    for term, same in groupby(in_order, key=itemgetter(0)):
        if count := sum(count for _, count in same):
            yield term, count


def _counts(part: PartialSegment, field: str) -> Iterator[int]:
    """Yield the number of remaining documents of each term of a segment."""
    reader = part.segment.fields[field]
    for ordinals in _slices(reader):
        yield from part.counts(reader, ordinals).tolist()


def _slices(reader: FieldReader) -> Iterator[range]:
    """Yield the ordinals in slices of about _POSTINGS postings."""
    starts = reader.starts
    bounds = np.searchsorted(starts, np.arange(0, int(starts[-1]), _POSTINGS)).tolist()
    yield from map(range, bounds, [*bounds[1:], len(reader.terms)])


def _amounts(
    parts: Sequence[PartialSegment], field: str, names: Dictionary
) -> NDArray[np.unsignedinteger]:
    """Return the documents of each amount, those of the first amount first."""
    found = [_amounts_of(part, field, names) for part in parts]
    owners, documents = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    in_order = documents[np.argsort(owners, kind="stable")]
    return in_order.astype(smallest(sum(part.documents for part in parts)))


def _amounts_of(
    part: PartialSegment, field: str, names: Dictionary
) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """Return the ordinal among names and the document of each posting of an amount in a segment."""
    reader = part.segment.fields[field]
    begun = reader.terms.beginning(_AMOUNT)
    ordinals = [names.ordinal(reader.terms[ordinal]) or 0 for ordinal in begun]  # 0: none remains
    bounds = reader.starts[begun.start : begun.stop + 1].astype(np.int64)
    documents = reader.documents[bounds[0] : bounds[-1]]
    remains = part.mask[documents]
    owners = np.repeat(np.array(ordinals, np.int64), np.diff(bounds))
    return owners[remains], part.numbered(documents[remains])


def _write_labels(path: Path, reader: ArticleReader) -> dict[str, int]:
    """Write the values of all facets with their numbers; return how many each facet has."""
    rows = [(facet.name, *row) for facet in FACETS for row in _rows(reader, facet.name)]
    write_dictionary(path, [value.encode(errors="surrogatepass") for _, value, _, _ in rows])
    counts = np.array([count for _, _, count, _ in rows], np.int64)
    write_array(beside(path, ".counts.npy"), counts)
    write_array(beside(path, ".days.npy"), np.array([days for *_, days in rows], np.int32))
    numbers = Counter(facet for facet, *_ in rows)
    return {facet.name: numbers[facet.name] for facet in FACETS}


def _rows(reader: ArticleReader, facet: str) -> Iterator[tuple[str, int, tuple[int, int]]]:
    """Yield each value of a facet, its articles, and its first and last day, NO_DAY for none."""
    spans = day_spans(reader.labels(facet), reader.published)
    for value, count in reader.label_counts(facet):
        span = spans.get(value)
        yield value, count, (span[0].toordinal(), span[1].toordinal()) if span else _NO_DAYS
