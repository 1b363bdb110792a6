"""Test collections: queries with known answers, and the run of another engine.

A collection is a folder with queries.jsonl (id, text) and qrels.tsv (query, document, grade), and
often with the articles themselves and the run of another engine to compare with. Queries may say
by which transform they were made.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from search.request import Request, Window

#: For each query the documents that an engine ranks, with falling scores.
Run: TypeAlias = dict[str, dict[str, float]]
#: How many articles of each query are looked at.
_DEPTH = 100


class CollectionError(Exception):
    """A folder is not a test collection; the message names file, line and fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Queries, their graded answers (qrels), and another engine's run, empty if there is none.

    transforms names what was changed in a query, for the queries that say so. corpus is the file
    of the articles, if the collection has one.
    """

    name: str
    queries: dict[str, str]
    transforms: dict[str, str]
    qrels: dict[str, dict[str, int]]
    baseline: Run
    corpus: Path | None


def read_collection(folder: Path, judgments: Path | None = None) -> Collection:
    """Return the collection in a folder; raises CollectionError.

    judgments is a file like qrels.tsv with grades of further documents.
    """
    qrels: dict[str, dict[str, int]] = {}
    for path in filter(None, [folder / "qrels.tsv", judgments]):
        for query, document, grade in _columns(path, 3):
            qrels.setdefault(query, {}).setdefault(document, int(grade))
    run: Run = {}
    baseline = _first(folder, "baseline.run", "baseline.run.gz")
    for query, _, document, _, score, _ in _columns(baseline, 6) if baseline else ():
        run.setdefault(query, {})[document] = float(score)
    queries = {q.id: q for q in _queries(folder / "queries.jsonl") if q.id in qrels}
    return Collection(
        name=folder.name,
        queries={q: query.text for q, query in queries.items()},
        transforms={q: query.transform for q, query in queries.items() if query.transform},
        qrels=qrels,
        baseline=run,
        corpus=_first(folder, "corpus.jsonl", "corpus.jsonl.gz", "corpus.jsonl.xz"),
    )


def request_of(text: str, *, most: int = _DEPTH, meaning: bool = False) -> Request:
    """Return the request for the best articles of a query, near duplicates among them."""
    return Request(text=text, window=Window(size=most), grouped=False, meaning=meaning)


@dataclass(frozen=True, slots=True)
class _Query:
    id: str
    text: str
    transform: str


def _queries(path: Path) -> Iterator[_Query]:
    for number, line in enumerate(_lines(path), 1):
        try:
            record = json.loads(line)
            yield _Query(str(record["id"]), str(record["text"]), record.get("transform", ""))
        except (ValueError, KeyError, TypeError) as error:
            raise CollectionError(
                f'{path}:{number}: no {{"id": …, "text": …}} ({error})'
            ) from error


def _columns(path: Path, count: int) -> Iterable[list[str]]:
    for number, line in enumerate(_lines(path), 1):
        columns = line.split()
        if len(columns) != count:
            raise CollectionError(f"{path}:{number}: {len(columns)} columns where {count} belong")
        yield columns


def _lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as opened:
            yield from (line for line in opened if line.strip())
    except OSError as error:
        raise CollectionError(f"{path}: {error.strerror or error}") from error


def _first(folder: Path, *names: str) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)
