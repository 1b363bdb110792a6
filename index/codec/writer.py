"""Writes a segment: articles in, runs in bounded memory, one merged segment out."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.articles import Article
from index.codec.arrays import beside, new_array, smallest, write_array
from index.codec.dictionary import write_dictionary
from index.codec.inverter import Run, Stream, invert, scatter
from index.codec.lexicon import Lexicon, Tokens
from index.codec.segment import ID, LABELS, LENGTHS, SMALL_FIELDS, TEXT_FIELDS
from index.codec.texts import TextWriter, pack
from index.schema import seconds

#: Bytes that a word of a run takes while it is inverted: measured, with all its terms.
_BYTES_PER_WORD = 160
_FIELDS = (*TEXT_FIELDS, *SMALL_FIELDS)


class SegmentWriter:
    """Writes the articles that are added to it as one segment.

    memory is what runs may take, in MiB: more articles make more runs, which wait on disk.
    """

    def __init__(self, directory: Path, name: str, lexicon: Lexicon, *, memory: int) -> None:
        self._path = directory / name
        self._lexicon = lexicon
        self._words_of_a_run = (memory << 20) // _BYTES_PER_WORD
        self._texts = TextWriter(beside(self._path, ".texts"))
        self._waiting = beside(self._path, ".runs")
        self._runs: dict[str, list[Run | _SpilledRun]] = {field: [] for field in _FIELDS}
        self._streams = {field: Stream() for field in _FIELDS}
        self._lengths: dict[str, list[NDArray[np.int64]]] = {field: [] for field in _FIELDS}
        self._names: dict[str, NDArray[np.uint32]] = {}
        self._printed = np.zeros(0, np.int64)
        self._ids: list[str] = []
        self._published: list[int] = []
        self._labels: dict[str, list[str]] = {column: [] for column in LABELS}

    def add(self, article: Article, title: Tokens, body: Tokens) -> None:
        """Add the next article, with the words of its title and body."""
        self._store(article, title, body)
        self._streams["title"].add(title.words)
        self._streams["body"].add(body.words)
        for field in SMALL_FIELDS:
            self._streams[field].add(self._words_of_name(getattr(article, field[len("by_") :])))
        if sum(len(stream.words) for stream in self._streams.values()) >= self._words_of_a_run:
            self._end_run(spill=True)

    def finish(self) -> None:
        """Write the segment."""
        self._texts.close()
        self._end_run(spill=False)
        for field in _FIELDS:
            self._merge(field)
        self._write_ids()
        self._write_columns()
        shutil.rmtree(self._waiting, ignore_errors=True)

    def _words_of_name(self, name: str) -> NDArray[np.uint32]:
        """Return the words of a source, section or author: there are few, so they are kept."""
        if name not in self._names:
            (tokens,) = self._lexicon.read([name])
            self._names[name] = tokens.words
        return self._names[name]

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of open files, whether the segment was finished or not."""
        self._texts.abandon()

    def printed(self, least: int) -> Iterator[tuple[str, str, int]]:
        """Yield the printed words of titles and bodies, with their folds and their counts.

        Those whose fold is not printed least times are left out.
        """
        folds = self._lexicon.exact_terms[: len(self._printed)]
        totals = np.bincount(folds[1:], self._printed[1:])
        told = np.flatnonzero((totals[folds] >= least) & (self._printed > 0)).tolist()
        words = [word for word, number in self._lexicon.items() if number]
        terms = self._lexicon.terms
        return ((words[n - 1], terms[folds[n]], int(self._printed[n])) for n in told if n)

    def _store(self, article: Article, title: Tokens, body: Tokens) -> None:
        self._ids.append(article.id)
        self._published.append(seconds(article.published))
        for column in LABELS:
            self._labels[column].append(getattr(article, column))
        stored = (article.id, article.url, article.title, article.author, article.body)
        spans = (packed for tokens in (title, body) for packed in _packed(tokens))
        self._texts.add([*(text.encode() for text in stored), *spans])

    def _end_run(self, *, spill: bool) -> None:
        """Invert what was added since the last run; spill it to disk where more follows."""
        terms_of_words = self._lexicon.terms_of_words
        counts = np.count_nonzero(terms_of_words >= 0, axis=1)
        for field, stream in self._streams.items():
            words = np.frombuffer(stream.words, np.uint32) if stream.words else _NO_WORDS
            per_document = np.frombuffer(stream.counts, np.uint32) if stream.counts else _NO_WORDS
            first = len(self._ids) - len(per_document)
            owner = np.repeat(np.arange(len(per_document)), per_document)
            self._lengths[field].append(
                np.bincount(owner, counts[words], len(per_document)).astype(np.int64)
            )
            if field in TEXT_FIELDS:
                self._count(words)
            run = invert(stream, first, terms_of_words)
            number = len(self._runs[field])
            target = self._waiting / f"{field}.{number}"
            self._runs[field].append(_SpilledRun(run, target) if spill else run)
            self._streams[field] = Stream()

    def _count(self, words: NDArray[np.uint32]) -> None:
        counts = np.bincount(words, minlength=len(self._printed))
        counts[: len(self._printed)] += self._printed
        self._printed = counts

    def _merge(self, field: str) -> None:
        """Merge the runs of a field: the pieces of each term one behind the other."""
        runs, names = self._runs.pop(field), self._lexicon.terms
        postings, places = (np.zeros(len(names), np.int64) for _ in range(2))
        for run in runs:
            postings[run.terms] += run.postings
            places[run.terms] += run.places
        in_order = np.array(
            sorted(np.flatnonzero(postings).tolist(), key=names.__getitem__), np.int64
        )
        path = beside(self._path, f".{field}")
        write_dictionary(path, [names[term] for term in in_order.tolist()])
        starts = _write_starts(beside(path, ".starts.npy"), postings[in_order])
        _put(beside(path, ".documents.npy"), len(self._ids), runs, "documents", in_order, starts)
        highest = max((int(run.frequencies.max(initial=0)) for run in runs), default=0)
        _put(beside(path, ".frequencies.npy"), highest, runs, "frequencies", in_order, starts)
        if field in TEXT_FIELDS:
            starts = _write_starts(beside(path, ".place_starts.npy"), places[in_order])
            highest = max((int(run.positions.max(initial=0)) for run in runs), default=0)
            _put(beside(path, ".positions.npy"), highest, runs, "positions", in_order, starts)
        else:
            _write_no_positions(path)
        lengths = np.concatenate(self._lengths[field])
        write_array(beside(path, ".lengths.npy"), _as_bytes(lengths))

    def _write_ids(self) -> None:
        """Write the ids as the terms of a field, each in one document."""
        path = beside(self._path, f".{ID}")
        order = sorted(range(len(self._ids)), key=self._ids.__getitem__)
        write_dictionary(path, [self._ids[document] for document in order])
        _write_starts(beside(path, ".starts.npy"), np.ones(len(order), np.int64))
        write_array(
            beside(path, ".documents.npy"),
            np.array(order, np.promote_types(smallest(len(order)), np.uint16)),
        )
        ones = np.ones(len(order), np.uint8)
        write_array(beside(path, ".frequencies.npy"), ones)
        write_array(beside(path, ".lengths.npy"), ones)
        _write_no_positions(path)

    def _write_columns(self) -> None:
        write_array(beside(self._path, ".published.npy"), np.array(self._published, np.int64))
        names: dict[str, list[str]] = {}
        for column, labels in self._labels.items():
            names[column] = sorted(set(labels))
            numbers = {name: number for number, name in enumerate(names[column])}
            codes = np.array([numbers[label] for label in labels], np.int32)
            write_array(beside(self._path, f".{column}.npy"), codes)
        lengths = {field: int(sum(map(np.sum, runs))) for field, runs in self._lengths.items()}
        about = {"documents": len(self._ids), "lengths": lengths, **names}
        beside(self._path, ".json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")


_NO_WORDS = np.zeros(0, np.uint32)


def _packed(tokens: Tokens) -> tuple[bytes, bytes]:
    """Return the gap before each word and its length, packed."""
    before = np.concatenate([_NO_WORDS[:0], np.zeros(1, np.uint32), tokens.ends[:-1]])
    gaps = tokens.starts - before[: len(tokens.starts)]
    return pack(gaps), pack(tokens.ends - tokens.starts)


class _SpilledRun:
    """A run that waits on disk: each array is read when it is asked for, and let go of."""

    def __init__(self, run: Run, directory: Path) -> None:
        self._directory = directory
        directory.mkdir(parents=True)
        for field in fields(Run):
            write_array(directory / f"{field.name}.npy", getattr(run, field.name))

    def __getattr__(self, name: str) -> NDArray[Any]:
        """Return an array of the run."""
        return np.load(self._directory / f"{name}.npy", allow_pickle=False)


def _write_starts(path: Path, counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Write where each of the counts begins, and where the last ends."""
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    write_array(path, starts.astype(smallest(int(starts[-1]))))
    return starts


def _put(  # noqa: PLR0913, PLR0917  a file, its type, what goes in and where
    path: Path,
    highest: int,
    runs: Sequence[Run | _SpilledRun],
    name: str,
    in_order: NDArray[np.int64],
    starts: NDArray[np.int64],
) -> None:
    """Write one array of all runs, each term's part from its start on."""
    least = np.uint8 if name == "frequencies" else np.uint16  # few types: each is compiled for
    of_type = np.promote_types(smallest(highest), least)
    target = new_array(path, of_type, int(starts[-1]))
    free = np.zeros(int(in_order.max(initial=-1)) + 1, np.int64)
    free[in_order] = starts[:-1]
    for run in runs:
        counts, terms = (run.places if name == "positions" else run.postings), run.terms
        scatter(target, getattr(run, name), free[terms], counts)
        free[terms] += counts


def _write_no_positions(path: Path) -> None:
    for name in ("place_starts", "positions"):
        write_array(beside(path, f".{name}.npy"), np.zeros(0, np.uint8))


def _as_bytes(lengths: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return lengths in the byte that Whoosh keeps them in."""
    return np.minimum(np.searchsorted(LENGTHS, lengths), len(LENGTHS) - 1).astype(np.uint8)
