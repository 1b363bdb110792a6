"""What a segment stores about its documents beside their words: ids, columns, counts."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, smallest, write_array
from index.codec.dictionary import write_dictionary
from index.codec.postings_writer import document_type, write_no_positions, write_starts
from index.codec.ragged import ragged, write_ragged
from index.schema import NAMED_FACETS, PRINTED_FACETS

#: The field that holds the articles' ids, each a term of one document.
ID = "id"
#: Columns of labels: a code a document, and the values by their codes.
LABELS = tuple(facet.name for facet in PRINTED_FACETS)
#: Columns of names: any number of codes a document.
NAMES = tuple(facet.name for facet in NAMED_FACETS)
#: The bytes of a digest.
DIGEST = 16


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of all documents, in their order.

    published is in seconds since 1970; labels has the value of every document by each facet of
    one value, names has the values by each facet of several. digests and signatures have those of
    all documents one after the other, DIGEST and signature.SIZE bytes each.
    """

    ids: Sequence[str]
    published: Sequence[int] | NDArray[np.int64]
    labels: Mapping[str, Sequence[str]]
    names: Mapping[str, Sequence[Sequence[str]]]
    digests: bytes
    signatures: bytes


def write_columns(path: Path, columns: Columns, lengths: Mapping[str, int]) -> None:
    """Write the columns of the segment at path; lengths are the total lengths of the fields."""
    _write_ids(beside(path, f".{ID}"), columns.ids)
    write_array(beside(path, ".published.npy"), np.array(columns.published, np.int64))
    write_array(beside(path, ".digests.npy"), np.frombuffer(columns.digests, np.uint8))
    write_array(beside(path, ".signatures.npy"), np.frombuffer(columns.signatures, np.uint8))
    values: dict[str, list[str]] = {}
    for column, labels in columns.labels.items():
        numbers = _numbered(labels)
        values[column] = list(numbers)
        codes = np.array([numbers[label] for label in labels], np.int32)
        write_array(beside(path, f".{column}.npy"), codes)
    for column, rows in columns.names.items():
        numbers = _numbered(chain.from_iterable(rows))
        values[column] = list(numbers)
        coded = [sorted(numbers[name] for name in row) for row in rows]
        write_ragged(beside(path, f".{column}"), ragged(coded, smallest(len(numbers))))
    about: dict[str, Any] = {"documents": len(columns.ids), "lengths": dict(lengths), **values}
    beside(path, ".json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")


def _numbered(values: Iterable[str]) -> dict[str, int]:
    """Return the number of each distinct value among all of them, sorted."""
    return {value: number for number, value in enumerate(sorted(set(values)))}


def _write_ids(path: Path, ids: Sequence[str]) -> None:
    """Write the ids as the terms of a field.

    An update with an article twice leaves two documents with one id, one of them deleted.
    """
    order = sorted(range(len(ids)), key=ids.__getitem__)
    counts = Counter(ids[document] for document in order)
    write_dictionary(path, counts)
    write_starts(beside(path, ".starts.npy"), np.array(list(counts.values()), np.int64))
    write_array(beside(path, ".documents.npy"), np.array(order, document_type(len(order))))
    ones = np.ones(len(order), np.uint8)
    write_array(beside(path, ".frequencies.npy"), ones)
    write_array(beside(path, ".lengths.npy"), ones)
    write_no_positions(path)
