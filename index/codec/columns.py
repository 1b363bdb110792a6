"""What a segment knows of its documents beside their words: columns, ids, counts."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, write_array
from index.codec.dictionary import write_dictionary
from index.codec.fields import document_type, write_no_positions, write_starts

#: The field that holds the articles' ids, each a term of one document.
ID = "id"
#: Columns of names: a number a document, and the names by their numbers.
LABELS = ("source", "section")
#: Bytes of a digest.
DIGEST = 16


@dataclass(frozen=True, slots=True)
class Columns:
    """Of every document: its id, its moment of publication, its names, marks of its text.

    Of the text there are a digest and a signature, each of all documents in one string.
    """

    ids: Sequence[str]
    published: Sequence[int] | NDArray[np.int64]
    labels: Mapping[str, Sequence[str]]
    digests: bytes
    signatures: bytes


def write_columns(path: Path, columns: Columns, lengths: Mapping[str, int]) -> None:
    """Write the columns of the segment at path; lengths are the sums of every field's lengths."""
    _write_ids(beside(path, f".{ID}"), columns.ids)
    write_array(beside(path, ".published.npy"), np.array(columns.published, np.int64))
    write_array(beside(path, ".digests.npy"), np.frombuffer(columns.digests, np.uint8))
    write_array(beside(path, ".signatures.npy"), np.frombuffer(columns.signatures, np.uint8))
    names: dict[str, list[str]] = {}
    for column, labels in columns.labels.items():
        names[column] = sorted(set(labels))
        numbers = {name: number for number, name in enumerate(names[column])}
        codes = np.array([numbers[label] for label in labels], np.int32)
        write_array(beside(path, f".{column}.npy"), codes)
    about: dict[str, Any] = {"documents": len(columns.ids), "lengths": dict(lengths), **names}
    beside(path, ".json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")


def _write_ids(path: Path, ids: Sequence[str]) -> None:
    """Write the ids as the terms of a field.

    An update that brings an article twice leaves two documents of one id, one of them removed.
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
