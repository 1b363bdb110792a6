"""Measures of the ranking on test collections, with the queries run as the web form runs them.

The measures are those of ir-measures, also for each transform of the queries. The difference from
another engine's run comes with the p-value of a paired randomisation test (Smucker, Allan and
Carterette 2007).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, R, nDCG
from numpy.typing import NDArray

from search.evaluation.collection import Collection, Run, request_of
from search.snapshot.snapshot import Snapshot

#: The measures, by the names that they are printed under.
MEASURES = {"ndcg@10": nDCG @ 10, "mrr@10": RR @ 10, "recall@100": R @ 100}
#: What nobody judged counts as not relevant: the share of the first ten that somebody did.
_JUDGED, _FIRST = "judged@10", 10
_SHUFFLES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TransformScore:
    """The number of queries that one transform made, and their nDCG@10: ours, the baseline's."""

    transform: str
    queries: int
    ndcg: float
    baseline: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Scores by measure, ours and the baseline's; difference and p are those of nDCG@10."""

    collection: str
    queries: int
    scores: dict[str, float]
    baseline: dict[str, float] | None
    difference: float | None
    p: float | None
    transforms: tuple[TransformScore, ...]


def evaluate(searcher: Snapshot, collection: Collection, *, meaning: bool = False) -> Evaluation:
    """Return how well the searcher answers the queries of a collection.

    With meaning it orders by that, too, and the baseline is its order by words alone.
    """
    ours = _by_query(collection, _run(searcher, collection, meaning=meaning))
    baseline = _run(searcher, collection) if meaning else collection.baseline
    theirs = _by_query(collection, baseline) if baseline else ours
    differences = ours["ndcg@10"] - theirs["ndcg@10"]
    against = bool(baseline)
    return Evaluation(
        collection=collection.name,
        queries=len(collection.queries),
        scores=_means(ours),
        baseline=_means(theirs) if against else None,
        difference=float(differences.mean()) if against else None,
        p=randomisation_test(differences) if against else None,
        transforms=tuple(
            _by_transform(collection, ours["ndcg@10"], theirs["ndcg@10"], against=against)
        ),
    )


def _by_transform(
    collection: Collection,
    ours: NDArray[np.float64],
    theirs: NDArray[np.float64],
    *,
    against: bool,
) -> Iterator[TransformScore]:
    """Yield the scores of each transform, sorted by name."""
    made_by = np.array([collection.transforms.get(query, "") for query in collection.queries])
    for transform in sorted(set(collection.transforms.values())):
        chosen = made_by == transform
        yield TransformScore(
            transform=transform,
            queries=int(chosen.sum()),
            ndcg=round(float(ours[chosen].mean()), 4),
            baseline=round(float(theirs[chosen].mean()), 4) if against else None,
        )


def ndcg_by_query(
    searcher: Snapshot, collection: Collection, *, meaning: bool = False
) -> NDArray[np.float64]:
    """Return nDCG@10 of each query of a collection, in its order, float64."""
    return _by_query(collection, _run(searcher, collection, meaning=meaning))["ndcg@10"]


def _run(searcher: Snapshot, collection: Collection, *, meaning: bool = False) -> Run:
    return {
        query: _falling(searcher.rank(request_of(text, meaning=meaning)))
        for query, text in collection.queries.items()
    }


def _falling(ids: list[str]) -> dict[str, float]:
    """Return ranked ids with falling scores: the list goes by more than the score."""
    return {article_id: -float(rank) for rank, article_id in enumerate(ids)}


def randomisation_test(differences: NDArray[np.float64]) -> float:
    """Return the p-value of a mean difference: how often random signs make one as large.

    >>> randomisation_test(np.full(20, 0.1)) < 0.01, randomisation_test(np.array([1, -1.0]))
    (True, 1.0)
    """
    signs = np.random.default_rng(0).choice([-1, 1], (_SHUFFLES, len(differences)))
    at_least = np.abs(signs @ differences) >= np.abs(differences.sum()) - 1e-12
    return float((at_least.sum() + 1) / (_SHUFFLES + 1)) if not at_least.all() else 1.0


def _by_query(collection: Collection, run: Run) -> dict[str, NDArray[np.float64]]:
    """Return the scores of a run by measure, float64 with an entry for each query."""
    order = {query: number for number, query in enumerate(collection.queries)}
    scores = {name: np.zeros(len(order)) for name in (*MEASURES, _JUDGED)}
    names = {measure: name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(list(names), collection.qrels, run):
        if metric.query_id in order:
            scores[names[metric.measure]][order[metric.query_id]] = metric.value
    for query, number in order.items():
        scores[_JUDGED][number] = _judged(run.get(query, {}), collection.qrels[query])
    return scores


def _judged(ranked: dict[str, float], grades: dict[str, int]) -> float:
    """Return the share of the first ten documents that have a grade, 1 where there are none."""
    first = sorted(ranked, key=lambda document: -ranked[document])[:_FIRST]
    return sum(document in grades for document in first) / len(first) if first else 1.0


def _means(scores: dict[str, NDArray[np.float64]]) -> dict[str, float]:
    return {name: round(float(values.mean()), 4) for name, values in scores.items()}
