"""How good the ranking is: queries with known answers, run through the reader's own path.

A collection is a folder with queries.jsonl (id, text), qrels.tsv (query, document, grade)
and often the articles themselves and the run of another engine to be held against. Where
queries say by which transform they were made, each transform is measured for itself too.
Measures are those of ir-measures; the difference from the other run comes with the
p-value of a paired randomisation test (Smucker, Allan and Carterette 2007).
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import RR, R, nDCG
from numpy.typing import NDArray

from search.request import Request
from search.searcher import Searcher

#: The measures, and the names that they are printed under.
MEASURES = {"ndcg@10": nDCG @ 10, "mrr@10": RR @ 10, "recall@100": R @ 100}
_DEPTH = 100
_SHUFFLES = 10_000

Run = dict[str, dict[str, float]]


class CollectionError(Exception):
    """A folder is not a test collection; the message names file, line and fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Queries, the graded answers to them, and another engine's run, empty if there is none.

    transforms names what was changed in a query, for those that tell.
    """

    name: str
    queries: dict[str, str]
    transforms: dict[str, str]
    qrels: dict[str, dict[str, int]]
    baseline: Run
    corpus: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfTransform:
    """How many queries one transform made, and their nDCG@10: ours and the baseline's."""

    transform: str
    queries: int
    ndcg: float
    baseline: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Scores by measure, of ours and of the baseline; difference and p are of nDCG@10."""

    collection: str
    queries: int
    scores: dict[str, float]
    baseline: dict[str, float] | None
    difference: float | None
    p: float | None
    transforms: tuple[OfTransform, ...]


def read_collection(folder: Path) -> Collection:
    """Return the collection in folder; raises CollectionError."""
    qrels: dict[str, dict[str, int]] = {}
    for query, document, grade in _columns(folder / "qrels.tsv", 3):
        qrels.setdefault(query, {})[document] = int(grade)
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


def evaluate(searcher: Searcher, collection: Collection) -> Evaluation:
    """Return how well the searcher answers the collection's queries."""
    ours = _by_query(collection, _run(searcher, collection))
    theirs = _by_query(collection, collection.baseline) if collection.baseline else ours
    differences = ours["ndcg@10"] - theirs["ndcg@10"]
    against = bool(collection.baseline)
    return Evaluation(
        collection=collection.name,
        queries=len(collection.queries),
        scores=_means(ours),
        baseline=_means(theirs) if against else None,
        difference=float(differences.mean()) if against else None,
        p=randomisation_test(differences) if against else None,
        transforms=tuple(_by_transform(collection, ours["ndcg@10"], theirs["ndcg@10"])),
    )


def _by_transform(
    collection: Collection, ours: NDArray[np.float64], theirs: NDArray[np.float64]
) -> Iterator[OfTransform]:
    """Yield the scores of each transform in the order of the names."""
    made_by = np.array([collection.transforms.get(query, "") for query in collection.queries])
    for transform in sorted(set(collection.transforms.values())):
        of_it = made_by == transform
        yield OfTransform(
            transform=transform,
            queries=int(of_it.sum()),
            ndcg=round(float(ours[of_it].mean()), 4),
            baseline=round(float(theirs[of_it].mean()), 4) if collection.baseline else None,
        )


def ndcg_by_query(searcher: Searcher, collection: Collection) -> NDArray[np.float64]:
    """Return nDCG@10 of each query of the collection, in its order."""
    return _by_query(collection, _run(searcher, collection))["ndcg@10"]


def _run(searcher: Searcher, collection: Collection) -> Run:
    return {
        query: dict(searcher.rank(Request(text=text, size=_DEPTH, grouped=False)))
        for query, text in collection.queries.items()
    }


def randomisation_test(differences: NDArray[np.float64]) -> float:
    """Return how often chance alone makes a mean difference as large, either way.

    >>> randomisation_test(np.full(20, 0.1)) < 0.01, randomisation_test(np.array([1, -1.0]))
    (True, 1.0)
    """
    signs = np.random.default_rng(0).choice([-1, 1], (_SHUFFLES, len(differences)))
    by_chance = np.abs(signs @ differences) >= np.abs(differences.sum()) - 1e-12
    return float((by_chance.sum() + 1) / (_SHUFFLES + 1)) if not by_chance.all() else 1.0


def _by_query(collection: Collection, run: Run) -> dict[str, NDArray[np.float64]]:
    """Return the scores of a run by measure, one for each query that has answers."""
    order = {query: place for place, query in enumerate(collection.queries)}
    scores = {name: np.zeros(len(order)) for name in MEASURES}
    names = {measure: name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(list(names), collection.qrels, run):
        if metric.query_id in order:
            scores[names[metric.measure]][order[metric.query_id]] = metric.value
    return scores


def _means(scores: dict[str, NDArray[np.float64]]) -> dict[str, float]:
    return {name: round(float(values.mean()), 4) for name, values in scores.items()}


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
