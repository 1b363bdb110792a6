"""What a plan finds, in order: all of it for counts, a page of it for the list.

Everything that is said about a result comes from here (list, counts, facets, chart, feed,
export), so that it agrees.
"""

import time
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.reader import ArticleReader
from index.schema import NO_DATE
from search.engine.scoring.evaluator import Evaluator
from search.engine.scoring.filters import passing
from search.engine.scoring.kernels import Kernels, Mask, Matches
from search.engine.scoring.proximity import DEPTH, position_scores
from search.engine.scoring.top_k import top_k
from search.query.plan import Plan
from search.request import Request, Sort
from search.weights import Weights

#: When fewer articles match the whole query, those that match most of its words follow. Set by
#: hand: nDCG@10 changes by .001 from 10 to 40 and falls below 5.
FEW = 10
#: The time limit of a query, after which it is answered in part. The slowest query that can be
#: typed takes a twentieth of it over 116,853 articles.
SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Listed:
    """The documents of a page in order, and the request with the page that they are.

    scores and near_duplicates (the number folded under each) run parallel to documents; rows and
    rows_matching_all count the whole list.
    """

    request: Request
    documents: list[int]
    scores: list[float]
    near_duplicates: list[int]
    rows: int
    rows_matching_all: int


class Collector:
    """The documents that match a plan, as masks over all documents.

    matching_all are those that match the whole query; matching are these and, where they are
    few, those that match most of its words.
    """

    def __init__(
        self, reader: ArticleReader, plan: Plan, weights: Weights, kernels: Kernels
    ) -> None:
        self._reader, self._plan = reader, plan
        self._weights, self._kernels = weights, kernels
        request = plan.request
        deadline = time.monotonic() + SECONDS
        evaluator = Evaluator(reader, request.exact, weights, kernels, deadline)
        passed = passing(reader, request.filters)
        matches = evaluator.matches(plan.query)
        self.matching_all: Mask = matches.mask & passed
        self.matching: Mask = self.matching_all
        self.total_matching_all = int(np.count_nonzero(self.matching_all))
        if self.total_matching_all < FEW and (most := evaluator.mostly(plan.typed, FEW)):
            self.matching = self.matching_all | (most.mask & passed)
            of_all = matches.scores * matches.mask  # by other names and writings too
            matches = Matches(most.mask, np.maximum(most.scores, of_all))
        self._scores = matches.scores
        #: Whether the time limit ended the search before the whole query was evaluated.
        self.partial = evaluator.late

    @cached_property
    def documents(self) -> NDArray[np.int64]:
        """Return all matching documents, ascending."""
        return np.flatnonzero(self.matching)

    @property
    def total(self) -> int:
        """Return the number of matching documents."""
        return len(self.documents)

    def page(self) -> Listed:
        """Return the page that the request asks for; a page beyond the last is the last."""
        shown, folded = self._unfolded
        rows = int(np.count_nonzero(shown))
        request = _with_existing_page(self._plan.request, rows)
        end = request.window.page * request.window.size
        begin = end - request.window.size
        documents, scores = self._best(max(DEPTH, end), rows)
        chosen = documents[begin:end].tolist()
        return Listed(
            request=request,
            documents=chosen,
            scores=scores[begin:end].tolist(),
            near_duplicates=[folded.get(document, 0) for document in chosen],
            rows=rows,
            rows_matching_all=int(np.count_nonzero(self.matching_all & shown)),
        )

    def beginning(self) -> list[int]:
        """Return the first documents of the list: as many as are scored by position."""
        shown, _ = self._unfolded
        return self._best(DEPTH, int(np.count_nonzero(shown)))[0].tolist()

    def _best(self, wanted: int, rows: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the first documents of the list, at most wanted, and their scores.

        Those that match the whole query come first. The best are sorted once more, by where the
        words of the query stand in them.
        """
        shown, _ = self._unfolded
        first = self.matching_all & shown
        keys, candidates = self._keys(), self._kernels.candidates
        documents = top_k(first, wanted, *keys, candidates=candidates)
        if len(documents) < min(wanted, rows):
            rest = top_k(shown & ~first, wanted - len(documents), *keys, candidates=candidates)
            documents = np.concatenate([documents, rest])
        scores = self._scores[documents]
        if self._plan.order is not Sort.RELEVANCE:
            return documents, scores
        best = documents[:DEPTH]
        rescored = scores[:DEPTH] + position_scores(
            self._reader, self._plan.typed, best, self._weights
        )
        order = np.lexsort((best, -self._reader.published[best], -rescored, ~first[best]))
        documents[:DEPTH], scores[:DEPTH] = best[order], rescored[order]
        return documents, scores

    @cached_property
    def _unfolded(self) -> tuple[Mask, dict[int, int]]:
        """Return the documents with a row of their own, and how many are folded under each.

        Of near duplicates the earliest is shown, one that matches the whole query before others.
        """
        if not self._plan.request.grouped:
            return self.matching, {}
        duplicates = self._reader.near_duplicates
        members = duplicates.members[self.matching[duplicates.members]]
        groups = duplicates.group[members]
        order = np.lexsort((~self.matching_all[members], groups))
        members, groups = members[order], groups[order]
        firsts = np.flatnonzero(np.diff(groups, prepend=-1))
        sizes = np.diff(np.append(firsts, len(members)))
        shown = self.matching.copy()
        shown[members] = False
        shown[members[firsts]] = True
        return shown, dict(zip(members[firsts].tolist(), (sizes - 1).tolist(), strict=True))

    def _keys(self) -> tuple[NDArray[Any], ...]:
        """Return the keys that documents are sorted by, the highest first.

        Equal scores go newest first, articles without a date last.
        """
        published = self._reader.published
        match self._plan.order:
            case Sort.OLDEST:
                return (np.where(published == NO_DATE, NO_DATE, -published),)
            case Sort.NEWEST:
                return (published,)
        return self._scores, published


def _with_existing_page(request: Request, rows: int) -> Request:
    """Return request with a page that exists: the last where it asks for a later one."""
    last = max(1, -(-rows // request.window.size))
    return request.at(min(max(request.window.page, 1), last))
