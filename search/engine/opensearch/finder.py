"""The finder of a cluster: it finds and counts, and our own code orders the best and shows them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Self

from index.stored_article import Headline, StoredArticle
from search.engine.counting.trends import Found, trends
from search.engine.listing.collector import Listed
from search.engine.opensearch.aggregations import (
    BY_DAY,
    MOST_VALUES,
    by_facet,
    facet_of,
    facets_of,
    published_of,
    timeline_of,
    total_of,
)
from search.engine.opensearch.candidates import CandidateReader
from search.engine.opensearch.first_stage import FirstStage, as_asked, first_stage, like
from search.engine.opensearch.listing import DEEPEST, PlanListing
from search.engine.opensearch.opened import Heard, OpenedIndex, candidates_of
from search.engine.opensearch.shelf import Shelf
from search.engine.opensearch.tail import ListedId
from search.engine.protocol import Collected, Exported, Row
from search.engine.scoring.evaluator import Evaluator
from search.engine.scoring.highlights import highlights
from search.engine.scoring.proximity import DEPTH
from search.engine.scoring.top_k import top_k
from search.query.plan import Plan
from search.query.tree import Query
from search.request import After, Filters, Window
from search.results import Facet, Trends

#: The related articles that are considered for each that is wanted, as on one machine, and those
#: that are fetched for that, because the cluster's order is not quite ours. Set by hand.
_SPARE, _FETCHED = 4, 10
#: The counts of a request, which has seconds: the front page asks for 220. Set by hand.
_COUNTED = 25


class ClusterFinder:
    """Answers from one index of a cluster. Threads may share it; raises ClusterError."""

    def __init__(self, opened: OpenedIndex) -> None:
        self._opened, self._shelf = opened, Shelf(opened)
        self.statistics = opened.statistics
        self.names = opened.statistics.names

    def session(self) -> Self:
        """Return a finder that remembers whether all of the archive answered it."""
        return type(self)(replace(self._opened, heard=Heard()))

    @property
    def is_partial(self) -> bool:
        """Return whether only a part of the archive has answered some of what was asked so far."""
        return self._opened.heard.partial

    @property
    def has_vectors(self) -> bool:
        """Return whether lists can be ordered by meaning, too."""
        return self._opened.has_vectors

    def label_spans(self, facet: str) -> dict[str, tuple[date, date]]:
        """Return the first and the last day of the dated articles of each label."""
        return self.statistics.label_spans(facet)

    def collect(self, plan: Plan) -> Collected:
        """Return what a plan finds: the page of its request, and counts of all."""
        listing = PlanListing(self._opened, plan, counted=True)
        listed, reader = listing.page()
        first, rows = listing.first, self._rows(plan, reader, listed.documents)
        rows = [
            replace(row, score=score, missing=missing, near_duplicates=folded)
            for row, score, missing, folded in zip(
                rows, listed.scores, listed.missing, listed.near_duplicates, strict=True
            )
        ]
        return Collected(
            request=listed.request,
            rows=tuple(rows),
            total=first.total,
            total_matching_all=first.whole.total_matching_all,
            list_rows=listed.rows,
            rows_matching_all=listed.rows_matching_all,
            facets=facets_of(self.statistics, first.answer, first.beside),
            timeline=timeline_of(first.answer, first.by_day),
            partial=listing.collector.partial,
            after=self._after(listed.end, listed.rows, _id_of_last(rows)),
            moved=listed.moved or self._is_of_another(plan.request.window.after),
            notes=tuple(self._notes(first, listed)),
        )

    def counts(self, plans: Iterable[Plan]) -> Iterator[int]:
        """Yield the number of articles that match the whole query of each plan, in order."""
        waiting = (as_asked(self._opened, plan).counted({}) for plan in plans)
        while some := list(islice(waiting, _COUNTED)):
            yield from map(total_of, self._opened.answers(some))

    def values(self, plan: Plan, facet: str, most: int) -> Facet:
        """Return what a plan finds, counted by a facet: its first values, at most most."""
        first = first_stage(self._opened, plan, size=0)
        counted = by_facet(facet, self.statistics.printed_values(facet), MOST_VALUES)
        filters = plan.request.filters.without_facet(facet)
        answer = self._opened.answer(first.asked.counted(counted, filters=filters))
        return facet_of(self.statistics, answer, facet, most)

    def ranked(self, plan: Plan) -> list[str]:
        """Return the ids of the page that the plan's request asks for, best first."""
        listed, reader = PlanListing(self._opened, plan).page()
        return [reader.ids[document] for document in listed.documents]

    def neighbours(
        self, plan: Plan, article_id: str
    ) -> tuple[StoredArticle | None, StoredArticle | None]:
        """Return the articles before and after one in the list of a plan, None where none is."""
        beginning = replace(plan, request=replace(plan.request, window=Window(size=DEPTH)))
        documents, reader = PlanListing(self._opened, beginning).beginning()
        document = reader.document(article_id)
        if document not in documents:
            return None, None
        at = documents.index(document)
        before, after = documents[max(at - 1, 0) : at], documents[at + 1 : at + 2]
        first, last = (next(map(reader.stored, some), None) for some in (before, after))
        return first, last

    def export(self, plan: Plan) -> Exported:
        """Return the page of the plan's request as whole articles."""
        listing = PlanListing(self._opened, plan)
        begin, moved = listing.begin()
        first = listing.first
        end = min(begin + plan.request.window.size, first.whole.rows)
        rows: Iterable[ListedId] = islice(listing.rows_from(begin), max(end - begin, 0))
        last = ""
        if end < first.whole.rows:  # where it goes on must be known before the first is read
            rows = list(rows)
            last = rows[-1].id if rows else ""
        return Exported(
            total=first.total,
            total_matching_all=first.whole.total_matching_all,
            partial=self.is_partial,
            articles=self._articles(first, rows),
            rows=max(end - begin, 0),
            after=self._after(end, first.whole.rows, last),
            moved=moved or self._is_of_another(plan.request.window.after),
            embedding=listing.embedding,
        )

    def catalogue(self, begin: int, most: int) -> Iterator[tuple[str, date | None]]:
        """Yield id and day of most of all articles from a number on."""
        return self._shelf.catalogue(begin, most)

    def trends(self, plans: Sequence[Plan], filters: Filters, unit: str) -> Trends:
        """Return what plans find over time; shares are of the articles that pass filters."""
        searches = [as_asked(self._opened, plan).counted(BY_DAY) for plan in plans]
        everything = self._opened.everything(filters).counted(BY_DAY)
        *answers, of_all = self._opened.answers([*searches, everything])
        found = [
            Found(plan.request.text, total_of(answer), published_of(answer))
            for plan, answer in zip(plans, answers, strict=True)
        ]
        return trends(found, published_of(of_all), unit)

    def row(self, article_id: str, query: Query, *, exact: bool) -> Row | None:
        """Return the article of an id with the words of query highlighted, None without one."""
        candidate = self._shelf.candidate(article_id)
        if candidate is None:
            return None
        reader = self._opened.reader([candidate])
        (words,) = highlights(reader, query, [0], exact=exact)
        return Row(article=reader.stored(0), highlights=words, score=0.0)

    def article(self, article_id: str) -> StoredArticle | None:
        """Return the article of an id, None if there is none."""
        return self._shelf.article(article_id)

    def current_id(self, article_id: str) -> str | None:
        """Return the id by which the article with another id is found, None if there is none."""
        return self._shelf.leading(article_id)

    def any_article(self) -> StoredArticle:
        """Return the first article of the archive."""
        return self._first

    def identical(self, article_id: str) -> list[Headline]:
        """Return the identical articles that were left out of the index beside one."""
        return self._shelf.identical(article_id)

    def near_duplicates(self, article_id: str, limit: int) -> list[StoredArticle]:
        """Return the near duplicates of an article, the earliest first, at most limit."""
        candidate = self._shelf.candidate(article_id)
        return self._shelf.near_duplicates(candidate, limit) if candidate else []

    def related(self, article_id: str, query: Query, limit: int) -> list[StoredArticle]:
        """Return the articles that fit query best, without the article and its near duplicates."""
        article = self._shelf.candidate(article_id)
        if article is None:
            return []
        search = like(self._opened, query, article).listed(limit * _FETCHED)
        reader = self._opened.reader(candidates_of(self._opened.answer(search)))
        matches = Evaluator(reader, weights=self._opened.weights).matches(query)
        keys = (matches.scores, reader.published)
        best = top_k(matches.mask, limit * _SPARE, *keys).tolist() if len(reader) else []
        of_groups: dict[int, int] = {}
        for document in best:
            of_groups.setdefault(int(reader.near_duplicates.group[document]), document)
        return [reader.stored(document) for document in islice(of_groups.values(), limit)]

    def bodies(self, words: Sequence[str], most: int) -> Iterator[str]:
        """Yield bodies that contain all the exact forms, from all over the archive."""
        return self._shelf.bodies(words, most)

    @cached_property
    def _first(self) -> StoredArticle:
        return self._shelf.first()

    def _rows(self, plan: Plan, reader: CandidateReader, documents: Sequence[int]) -> list[Row]:
        """Return documents with their words highlighted."""
        marked = highlights(reader, plan.query, documents, exact=plan.request.exact)
        return [
            Row(article=reader.stored(document), highlights=words, score=0.0)
            for document, words in zip(documents, marked, strict=True)
        ]

    def _articles(
        self, first: FirstStage, rows: Iterable[ListedId]
    ) -> Iterator[tuple[StoredArticle, bool]]:
        """Yield the articles of rows, each beside whether it matches the whole query."""
        for candidate in self._opened.with_texts(row.id for row in rows):
            (article,) = self._shelf.stored([candidate])
            yield article, not first.whole.enough or candidate.id in first.as_asked

    def _notes(self, first: FirstStage, listed: Listed) -> Iterator[str]:
        """Yield the codes of what is not as it would be on one machine, or with all vectors."""
        if self.is_partial:
            yield "unanswered"
        if first.capped:
            yield "capped"
        if first.whole.rows > DEEPEST and listed.end >= DEEPEST:
            yield "deep"
        if listed.embedding:
            yield "embedding"

    def _after(self, end: int, rows: int, last: str) -> After | None:
        """Return the place behind a page and its last article, None at the end of the list."""
        if not last or end >= rows:
            return None
        return After(rows=end, id=last, version=self.statistics.name)

    def _is_of_another(self, after: After | None) -> bool:
        """Return whether a page follows a place in another version."""
        return after is not None and after.version != self.statistics.name


def _id_of_last(rows: Sequence[Row]) -> str:
    return rows[-1].article.headline.id if rows else ""
