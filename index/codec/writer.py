"""Writes a segment: articles in, runs in bounded memory, one segment out."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index.articles import Article
from index.codec.arrays import beside, write_array
from index.codec.columns import LABELS, NAMES, Columns, write_columns
from index.codec.inverter import InvertedRun, PlacedTerms, WordStream, invert, numbers
from index.codec.lexicon import Lexicon, Tokens
from index.codec.postings_writer import PostingsRun, write_field
from index.codec.segment import FIELDS, PackedSpans, encoded_lengths
from index.codec.stored import StoredWriter
from index.schema import SMALL_FIELDS, TEXT_FIELDS, TRUE, seconds
from index.text.spans import spans_as_text

#: The bytes that a word of a run takes while it is inverted, with all its terms: measured.
_BYTES_PER_WORD = 160


class ArticleAmounts(NamedTuple):
    """The terms of the amounts in a title and a body, at their words."""

    title: PlacedTerms
    body: PlacedTerms


@dataclass(frozen=True, slots=True)
class AnalyzedArticle:
    """An article with the words of its title and body, and the fingerprints of its folded text.

    The words of the body are those to index: repeated parts are left out. Beside them stand the
    terms of amounts. Identical texts have the same digest, with all their words; the signature
    (duplicates.signature) compares near ones.
    names are the names of what these words name, by facet, each once.
    """

    article: Article
    title: Tokens
    body: Tokens
    amounts: ArticleAmounts
    digest: bytes
    signature: bytes
    names: Mapping[str, Sequence[str]]


class SegmentWriter:
    """Writes the articles that are added to it as one segment.

    memory bounds the runs, in MiB: more articles make more runs, which are spilled to disk.
    """

    def __init__(self, directory: Path, name: str, lexicon: Lexicon, *, memory: int) -> None:
        self._path = directory / name
        self._lexicon = lexicon
        self._words_of_a_run = (memory << 20) // _BYTES_PER_WORD
        self._texts = StoredWriter(beside(self._path, ".texts"))
        self._waiting = beside(self._path, ".runs")
        self._runs: dict[str, list[PostingsRun]] = {field: [] for field in FIELDS}
        self._streams = {field: WordStream() for field in FIELDS}
        self._lengths: dict[str, list[NDArray[np.int64]]] = {field: [] for field in FIELDS}
        self._names: dict[str, NDArray[np.uint32]] = {}
        self._printed = np.zeros(0, np.int64)
        self._ids: list[str] = []
        self._published: list[int] = []
        self._digests, self._signatures = bytearray(), bytearray()
        self._labels: dict[str, list[str]] = {column: [] for column in LABELS}
        self._named: dict[str, list[Sequence[str]]] = {column: [] for column in NAMES}

    def add(self, read: AnalyzedArticle) -> None:
        """Add the next article."""
        article = read.article
        self._store(article, read.title, read.body)
        self._digests += read.digest
        self._signatures += read.signature
        for column, rows in self._named.items():
            rows.append(read.names.get(column, ()))
        self._streams["title"].add(read.title.words, read.amounts.title)
        self._streams["body"].add(read.body.words, read.amounts.body)
        for field in SMALL_FIELDS:
            self._streams[field].add(self._words_of_name(getattr(article, field[len("by_") :])))
        if sum(len(stream.words) for stream in self._streams.values()) >= self._words_of_a_run:
            self._end_run(spill=True)

    def finish(self) -> None:
        """Write the segment."""
        self._texts.close()
        self._end_run(spill=False)
        for field in FIELDS:
            self._merge(field)
        self._write_columns()
        shutil.rmtree(self._waiting, ignore_errors=True)

    def _words_of_name(self, name: str) -> NDArray[np.uint32]:
        """Return the words of a source, section or author; cached, because there are few."""
        if name not in self._names:
            (tokens,) = self._lexicon.read([name])
            self._names[name] = tokens.words
        return self._names[name]

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the open files, whether the segment was finished or not."""
        self._texts.abandon()

    @property
    def printed(self) -> NDArray[np.int64]:
        """Return how often titles and bodies print each word, by its number in the lexicon."""
        return self._printed

    def _store(self, article: Article, title: Tokens, body: Tokens) -> None:
        self._ids.append(article.id)
        self._published.append(seconds(article.published))
        for column in LABELS:
            self._labels[column].append(getattr(article, column))
        marks = TRUE if article.teaser else "", str(article.edition or "")
        repeated = spans_as_text(article.repeated)
        stored = (article.id, article.url, article.title, article.body, *marks, repeated)
        each = (PackedSpans.of(tokens.starts, tokens.ends) for tokens in (title, body))
        spans = (packed for of_text in each for packed in of_text)
        self._texts.add([*(text.encode() for text in stored), *spans])

    def _end_run(self, *, spill: bool) -> None:
        """Invert the articles since the last run; spill them to disk if more follow."""
        terms_of_words = self._lexicon.terms_of_words
        counts = np.count_nonzero(terms_of_words >= 0, axis=1)
        for field, stream in self._streams.items():
            words, per_document = numbers(stream.words), numbers(stream.counts)
            first = len(self._ids) - len(per_document)
            owner = np.repeat(np.arange(len(per_document)), per_document)
            self._lengths[field].append(  # without amounts: they repeat what the words say
                np.bincount(owner, counts[words], len(per_document)).astype(np.int64)
            )
            if field in TEXT_FIELDS:
                self._count(words)
            for run in invert(stream, first, terms_of_words):
                target = self._waiting / f"{field}.{len(self._runs[field])}"
                self._runs[field].append(_SpilledRun(run, target) if spill else run)
            self._streams[field] = WordStream()

    def _count(self, words: NDArray[np.uint32]) -> None:
        counts = np.bincount(words, minlength=len(self._printed))
        counts[: len(self._printed)] += self._printed
        self._printed = counts

    def _merge(self, field: str) -> None:
        """Merge the runs of a field."""
        path = beside(self._path, f".{field}")
        write_field(
            path,
            self._runs.pop(field),
            self._lexicon.terms,
            self._lexicon.terms_in_order(),
            len(self._ids),
            with_positions=field in TEXT_FIELDS,
        )
        lengths = encoded_lengths(np.concatenate(self._lengths[field]))
        write_array(beside(path, ".lengths.npy"), lengths)

    def _write_columns(self) -> None:
        fingerprints = bytes(self._digests), bytes(self._signatures)
        columns = Columns(self._ids, self._published, self._labels, self._named, *fingerprints)
        lengths = {field: int(sum(map(np.sum, runs))) for field, runs in self._lengths.items()}
        write_columns(self._path, columns, lengths)


def _on_disk(name: str) -> Any:  # noqa: ANN401  a property that holds an array
    return property(lambda run: np.load(run.directory / f"{name}.npy", allow_pickle=False))


class _SpilledRun:
    """A run on disk: each array is read when it is accessed, and not kept."""

    def __init__(self, run: InvertedRun, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(parents=True)
        for field in fields(InvertedRun):
            write_array(directory / f"{field.name}.npy", getattr(run, field.name))

    terms, postings, places = map(_on_disk, ("terms", "postings", "places"))
    documents, frequencies, positions = map(_on_disk, ("documents", "frequencies", "positions"))
