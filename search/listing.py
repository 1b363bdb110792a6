"""What a request finds, in order: all of it for counts, a page of it for the list.

Everything that is told of a result comes from here (list, count, facets, chart, feed,
export), so that it agrees.
"""

import time
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.reader import ArticleReader
from index.schema import NO_DATE
from search.evaluate import Evaluator, between
from search.kernels import Kernels
from search.order import first, in_order
from search.query import All, Not, Query
from search.ranking import Weights
from search.request import Request, Sort
from search.rescore import DEPTH, position_scores
from search.understand import Understood

#: When fewer articles hold all the words, those that hold most of them follow.
FEW = 10
#: A query that takes longer is answered in part: the slowest that can be typed takes a
#: twentieth of it over a hundred thousand articles.
SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Listed:
    """The documents of a page in order, and the page: the one asked for, or the last.

    Beside them how many near copies of each are folded under it, and how many rows the
    whole list has, and the part of it that is as asked.
    """

    request: Request
    documents: list[int]
    folded: list[int]
    rows: int
    complete_rows: int


class Found:
    """What a request finds: complete is as asked; found is that, or also what nearly is."""

    def __init__(
        self,
        reader: ArticleReader,
        request: Request,
        understood: Understood,
        weights: Weights,
        kernels: Kernels,
    ) -> None:
        self._reader, self._request, self._understood = reader, request, understood
        self._weights, self._kernels = weights, kernels
        deadline = time.monotonic() + SECONDS
        evaluator = Evaluator(reader, request.exact, weights, kernels, deadline)
        passed = filtered(reader, request)
        matches = evaluator.matches(understood.query)
        self.complete = self.found = matches.found & passed
        self.completely = int(np.count_nonzero(self.complete))
        if self.completely < FEW and (most := evaluator.mostly(understood.typed, FEW)):
            self.found = self.complete | (most.found & passed)
            matches = most
        #: Of all documents; listing adds to those of the best, so it is done once.
        self.scores = matches.scores
        #: Whether the time was over before the whole query was looked at.
        self.partial = evaluator.late

    @cached_property
    def documents(self) -> NDArray[np.int64]:
        """Return all documents found, by their numbers."""
        return np.flatnonzero(self.found)

    @property
    def total(self) -> int:
        """Return how many are found."""
        return len(self.documents)

    def page(self) -> Listed:
        """Return the page that the request asks for; a page beyond the last is the last."""
        shown, folded = self._unfolded()
        rows, asked = int(np.count_nonzero(shown)), self.complete & shown
        request = _with_page_of(self._request, rows)
        end = request.page * request.size
        documents = self._first(asked, shown, max(DEPTH, end), rows)[end - request.size : end]
        return Listed(
            request=request,
            documents=documents.tolist(),
            folded=[folded.get(document, 0) for document in documents.tolist()],
            rows=rows,
            complete_rows=int(np.count_nonzero(asked)),
        )

    def first(self) -> list[int]:
        """Return the first documents of the list in order: as many as are looked at again."""
        shown, _ = self._unfolded()
        rows = int(np.count_nonzero(shown))
        return self._first(self.complete & shown, shown, DEPTH, rows).tolist()

    def _first(
        self, asked: NDArray[np.bool_], shown: NDArray[np.bool_], wanted: int, rows: int
    ) -> NDArray[np.int64]:
        """Return the first so many of those shown: what is as asked, then the rest.

        The best are put in order once more, by where the words stand in them.
        """
        keys, leading = self._keys(), self._kernels.leading
        documents = first(asked, wanted, *keys, leading=leading)
        if len(documents) < min(wanted, rows):
            rest = first(shown & ~asked, wanted - len(documents), *keys, leading=leading)
            documents = np.concatenate([documents, rest])
        if self._request.sort is Sort.RELEVANCE and not _asks_no_words(self._understood.query):
            best = documents[:DEPTH]
            typed = self._understood.typed
            self.scores[best] += position_scores(self._reader, typed, best, self._weights)
            documents[:DEPTH] = in_order(best, asked.view(np.int8), *keys)
        return documents

    def _unfolded(self) -> tuple[NDArray[np.bool_], dict[int, int]]:
        """Return what has a row of its own, and how many near copies lie under each.

        Of near copies the earliest is shown, one that is as asked before the others.
        """
        if not self._request.grouped:
            return self.found, {}
        copies = self._reader.near_copies
        members = copies.members[self.found[copies.members]]
        groups = copies.group[members]
        order = np.lexsort((~self.complete[members], groups))
        members, groups = members[order], groups[order]
        firsts = np.flatnonzero(np.diff(groups, prepend=-1))
        sizes = np.diff(np.append(firsts, len(members)))
        shown = self.found.copy()
        shown[members] = False
        shown[members[firsts]] = True
        return shown, dict(zip(members[firsts].tolist(), (sizes - 1).tolist(), strict=True))

    def _keys(self) -> tuple[NDArray[Any], ...]:
        """Return what the documents are ordered by, the highest first.

        Equals go newest first, articles without a date last.
        """
        published = self._reader.published
        if self._request.sort is Sort.OLDEST:
            return (np.where(published == NO_DATE, NO_DATE, -published),)
        if self._request.sort is Sort.NEWEST or _asks_no_words(self._understood.query):
            return (published,)
        return self.scores, published


def filtered(reader: ArticleReader, request: Request) -> NDArray[np.bool_]:
    """Return which documents pass the filters of request."""
    passed = np.ones(reader.articles, np.bool_)
    if request.since or request.until:
        passed &= between(reader, request.since, request.until)
    for labels, wanted, unwanted in (
        (reader.sources, request.sources, request.not_sources),
        (reader.sections, request.sections, request.not_sections),
    ):
        if wanted or unwanted:
            kept = [
                (not wanted or value in wanted) and value not in unwanted for value in labels.values
            ]
            passed &= np.array(kept, np.bool_)[labels.codes]
    return passed


def _with_page_of(request: Request, rows: int) -> Request:
    """Return request with a page that there is: the last where it asks for a later one."""
    last = max(1, -(-rows // request.size))
    return replace(request, page=min(max(request.page, 1), last))


def _asks_no_words(query: Query) -> bool:
    """Return whether nothing in query is scored: no word, or only excluded ones."""
    parts = query.parts if isinstance(query, All) else (query,)
    return all(isinstance(part, Not) for part in parts)
