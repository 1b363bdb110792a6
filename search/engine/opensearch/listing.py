"""The list of a plan in a cluster: its best rows in our own order, then those of the cluster's.

A page within the candidates is the collector's over them, as on one machine. A page behind them,
and a file of the whole list, goes on in the cluster's order, which differs by what it keeps less
exactly; no article comes twice, and none is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain, islice, takewhile

from search.engine.listing.collector import Collector, Listed
from search.engine.listing.place import numbered, rows_before
from search.engine.meaning import Closeness
from search.engine.opensearch.candidates import CandidateReader
from search.engine.opensearch.candidates.candidate import Candidate
from search.engine.opensearch.first_stage import FirstStage, first_stage
from search.engine.opensearch.opened import OpenedIndex
from search.engine.opensearch.tail import ListedId, Tail
from search.engine.scoring.proximity import DEPTH
from search.query.plan import Plan
from search.query.tree import is_scored
from search.request import After, Sort

#: The rows beyond a page that are fetched with it, for those that are folded. Set by hand.
_BEYOND = 50
#: The rows that can be leafed through: OpenSearch's own limit of a result window.
DEEPEST = 10_000


class PlanListing:
    """The list of one plan. With counted the answers count by facets, too."""

    def __init__(self, opened: OpenedIndex, plan: Plan, *, counted: bool = False) -> None:
        self._opened, self._plan = opened, plan
        self.first: FirstStage = first_stage(opened, plan, self._size, counted=counted)

    @property
    def _size(self) -> int:
        """Return how many candidates are fetched: enough for what is ranked, or for the page."""
        most = self._opened.candidates
        if self._plan.order is Sort.RELEVANCE:
            return most
        return min(self._end, max(most, DEPTH)) + _BEYOND

    @property
    def _end(self) -> int:
        """Return how many rows the list has up to the end of the page."""
        window = self._plan.request.window
        return rows_before(window) + window.size

    @cached_property
    def reader(self) -> CandidateReader:
        """Return the candidates as arrays."""
        return self._opened.reader(self.first.candidates.values())

    @cached_property
    def collector(self) -> Collector:
        """Return the collector over the candidates."""
        closeness = self._opened.closeness if self._opened.has_vectors else None
        return self._collector(self.reader, closeness)

    @property
    def embedding(self) -> bool:
        """Return whether some of the first rows have no vector yet, where they are asked for."""
        return bool(self._plan.request.meaning and self._collected) and self.collector.embedding

    def page(self) -> tuple[Listed, CandidateReader]:
        """Return the page that the request asks for, and the articles that it numbers."""
        if self._end <= self._exact or self._has_all:
            listed = self.collector.page()
            return replace(listed, rows_matching_all=self.rows_matching_all), self.reader
        return self._page_behind()

    def beginning(self) -> tuple[list[int], CandidateReader]:
        """Return the first documents of the list: as many as are scored by position."""
        return self.collector.beginning(), self.reader

    def rows_from(self, begin: int) -> Iterator[ListedId]:
        """Yield the rows of the list from a number on, each when it is asked for."""
        return islice(chain(self._head, self._tail), begin, None)

    @property
    def _has_all(self) -> bool:
        """Return whether everything that was found is among the candidates."""
        return len(self.first.candidates) >= self.first.total

    @property
    def _exact(self) -> int:
        """Return how many rows of the collector's list are those of the whole list.

        By relevance that is all of them. By date an article that was not fetched may come before
        the last ones.
        """
        if self._plan.order is Sort.RELEVANCE or self._has_all:
            return len(self._collected)
        fetched, ids = {*self.first.ranked, *self.first.as_asked}, self.reader.ids
        return sum(1 for _ in takewhile(lambda row: ids[row[0]] in fetched, self._collected))

    @cached_property
    def _collected(self) -> list[tuple[int, float]]:
        """Return the documents of the collector's list with their scores, all rows of it."""
        return self.collector.best_with_scores(len(self.reader))

    @cached_property
    def _head(self) -> list[ListedId]:
        """Return the rows before those in the cluster's order.

        By date these are the articles that match the whole query, where others join them.
        """
        ids, rows = self.reader.ids, self._collected
        if self._plan.order is not Sort.RELEVANCE:
            rows = [row for row in rows if ids[row[0]] in self.first.as_asked]
        folded = self.collector.folded([document for document, _ in rows])
        return [
            ListedId(ids[document], count, score)
            for (document, score), count in zip(rows, folded, strict=True)
        ]

    @property
    def _tail(self) -> Iterable[ListedId]:
        if self._plan.order is Sort.RELEVANCE:
            before, after = frozenset(self.first.candidates), self.first.last
        else:
            before, after = frozenset(row.id for row in self._head), None
        return Tail(self._opened, self.first.asked, before, after)

    def _page_behind(self) -> tuple[Listed, CandidateReader]:
        """Return a page that is not within the candidates, or not all of it."""
        window, whole = self._plan.request.window, self.first.whole
        begin, moved = self.begin()
        there = begin < min(DEEPEST, whole.rows)
        rows = list(islice(self.rows_from(begin), window.size)) if there else []
        reader = self._opened.reader(self._texts(rows))
        collector = self._collector(reader)
        known = [(reader.document(row.id), row) for row in rows]
        held = [(document, row) for document, row in known if document is not None]
        documents = [document for document, _ in held]
        scores = zip(held, collector.scores(documents), strict=True)
        listed = Listed(
            request=numbered(self._plan.request, begin),
            documents=documents,
            scores=[score if row.score is None else row.score for (_, row), score in scores],
            missing=collector.missing(documents),
            near_duplicates=[row.near_duplicates for _, row in held],
            rows=whole.rows,
            rows_matching_all=self.rows_matching_all,
            end=min(begin + len(rows), whole.rows),
            moved=moved,
        )
        return listed, reader

    @property
    def rows_matching_all(self) -> int:
        """Return the number of rows that match the whole query."""
        whole = self.first.whole
        return self.collector.rows_matching_all if whole.enough else whole.rows

    def begin(self) -> tuple[int, bool]:
        """Return how many rows stand before the page, and whether its cursor's row has moved."""
        window = self._plan.request.window
        begin, after = rows_before(window), window.after
        if after is None or not begin or self._stands(after):
            return begin, False
        ids = (row.id for row in islice(self.rows_from(0), DEEPEST))
        at = next((number for number, each in enumerate(ids, 1) if each == after.id), begin)
        return at, True

    def _stands(self, after: After) -> bool:
        last = next(self.rows_from(after.rows - 1), None)
        return last is not None and last.id == after.id

    def _texts(self, rows: Iterable[ListedId]) -> list[Candidate]:
        return list(self._opened.with_texts(row.id for row in rows))

    def _collector(self, reader: CandidateReader, closeness: Closeness | None = None) -> Collector:
        """Return the collector over some articles.

        Their texts are analyzed before its time begins to run: on a busy machine that would be all
        of it, and the list another one.
        """
        if is_scored(self._plan.query):
            reader.analyze()
        return Collector(
            reader,
            self._plan,
            self._opened.weights,
            whole=self.first.whole,
            closeness=closeness,
        )
