"""The finder of one machine, over the arrays of an index directory."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, reduce
from itertools import islice
from typing import Self

import numpy as np

from index.labels import day_spans
from index.schema import NO_DATE, moment
from index.stored_article import Headline, StoredArticle
from search.engine.counting.bars import DAY
from search.engine.counting.trends import Found, Published, trends
from search.engine.listing.collector import Collector, Listed
from search.engine.local.columns import Columns
from search.engine.local.facets import facets, values
from search.engine.local.named_reader import NamedReader
from search.engine.local.timeline import timeline
from search.engine.meaning import Closeness
from search.engine.protocol import Collected, Exported, Row
from search.engine.scoring.evaluator import Evaluator
from search.engine.scoring.filters import passing
from search.engine.scoring.highlights import highlights
from search.engine.scoring.kernels import Kernels, Mask
from search.engine.scoring.top_k import top_k
from search.query.plan import Plan
from search.query.tree import Query
from search.request import After, Filters
from search.results import Facet, Trends
from search.weights import Weights

#: The related articles that are considered for each that is wanted, because some are near
#: duplicates of each other. Set by hand: 2 and 8 give 150 articles the same lists.
_SPARE = 4


class LocalFinder:
    """Answers from one opened version. Threads may share it."""

    def __init__(
        self,
        reader: NamedReader,
        weights: Weights,
        kernels: Kernels,
        closeness: Closeness | None = None,
    ) -> None:
        self.statistics = reader
        self.names = reader.names
        self._reader, self._weights, self._kernels = reader, weights, kernels
        self._closeness = closeness

    def session(self) -> Self:
        """Return this finder: all of the archive is here."""
        return self

    @property
    def is_partial(self) -> bool:
        """Return that all of the archive answers."""
        return False

    @property
    def has_vectors(self) -> bool:
        """Return whether lists can be ordered by meaning, too."""
        return self._closeness is not None and self._closeness.possible

    def label_spans(self, facet: str) -> dict[str, tuple[date, date]]:
        """Return the first and the last day of the dated articles of each label."""
        return day_spans(self._reader.labels(facet), self._reader.published)

    def collect(self, plan: Plan) -> Collected:
        """Return what a plan finds: the page of its request, and counts of all."""
        collector = self._collector(plan)
        listed = collector.page()
        marked = highlights(self._reader, plan.query, listed.documents, exact=plan.request.exact)
        columns = zip(
            listed.documents,
            marked,
            listed.scores,
            listed.missing,
            listed.near_duplicates,
            strict=True,
        )
        rows = tuple(
            Row(
                article=self._reader.stored(document),
                highlights=words,
                score=score,
                missing=missing,
                near_duplicates=near_duplicates,
            )
            for document, words, score, missing, near_duplicates in columns
        )
        return Collected(
            request=listed.request,
            rows=rows,
            total=collector.total,
            total_matching_all=collector.total_matching_all,
            list_rows=listed.rows,
            rows_matching_all=listed.rows_matching_all,
            facets=self._facets(collector),
            timeline=timeline(self._reader, collector.documents),
            partial=collector.partial,
            after=self._after(listed, rows[-1].article if rows else None),
            moved=self._moved(listed),
            notes=("embedding",) if listed.embedding else (),
        )

    def counts(self, plans: Iterable[Plan]) -> Iterator[int]:
        """Yield the number of articles that match the whole query of each plan, in order."""
        for plan in plans:
            evaluator = self._evaluator(exact=plan.request.exact, counting=True)
            matches = evaluator.matches(plan.query)
            passed = passing(self._reader, plan.request.filters)
            yield int(np.count_nonzero(matches.mask & passed))

    def values(self, plan: Plan, facet: str, most: int) -> Facet:
        """Return what a plan finds, counted by a facet: its first values, at most most."""
        collector = self._collector(plan)
        documents = collector.beside.get(facet, collector.documents)
        return values(self._reader, facet, documents, most)

    def ranked(self, plan: Plan) -> list[str]:
        """Return the ids of the page that the plan's request asks for, best first."""
        return [self._reader.ids[document] for document in self._collector(plan).page().documents]

    def neighbours(
        self, plan: Plan, article_id: str
    ) -> tuple[StoredArticle | None, StoredArticle | None]:
        """Return the articles before and after one in the list of a plan, None where none is."""
        document = self._reader.document(article_id)
        documents = self._collector(plan).beginning()
        if document not in documents:
            return None, None
        at = documents.index(document)
        before, after = documents[max(at - 1, 0) : at], documents[at + 1 : at + 2]
        first, last = (next(self._stored(some), None) for some in (before, after))
        return first, last

    def export(self, plan: Plan) -> Exported:
        """Return the page of the plan's request as whole articles."""
        collector = self._collector(plan)
        listed = collector.page()
        complete = collector.matches_all(listed.documents)
        last = next(self._stored(listed.documents[-1:]), None)
        return Exported(
            total=collector.total,
            total_matching_all=collector.total_matching_all,
            partial=collector.partial,
            articles=zip(self._stored(listed.documents), complete, strict=True),
            rows=len(listed.documents),
            after=self._after(listed, last),
            moved=self._moved(listed),
            embedding=listed.embedding,
        )

    def catalogue(self, begin: int, most: int) -> Iterator[tuple[str, date | None]]:
        """Yield id and day of most of all articles from a number on."""
        ids = self._reader.ids[begin : begin + most]
        published = self._reader.published[begin : begin + most].tolist()
        for article_id, value in zip(ids, published, strict=True):
            when = moment(value)
            yield article_id, when and when.date()

    def trends(self, plans: Sequence[Plan], filters: Filters, unit: str) -> Trends:
        """Return what plans find over time; shares are of the articles that pass filters."""
        found = [self._found(plan) for plan in plans]
        return trends(found, self._published(passing(self._reader, filters)), unit)

    def _found(self, plan: Plan) -> Found:
        mask = self._collector(plan).matching_all
        return Found(plan.request.text, int(np.count_nonzero(mask)), self._published(mask))

    def _published(self, mask: Mask) -> Published:
        """Return the days of the documents of a mask that have one."""
        published = self._reader.published[mask]
        return Published(np.floor_divide(published[published != NO_DATE], DAY))

    def row(self, article_id: str, query: Query, *, exact: bool) -> Row | None:
        """Return the article of an id with the words of query highlighted, None without one."""
        document = self._reader.document(article_id)
        if document is None:
            return None
        (words,) = highlights(self._reader, query, [document], exact=exact)
        return Row(article=self._reader.stored(document), highlights=words, score=0.0)

    def article(self, article_id: str) -> StoredArticle | None:
        """Return the article of an id, None if there is none."""
        document = self._reader.document(article_id)
        return None if document is None else self._reader.stored(document)

    def current_id(self, article_id: str) -> str | None:
        """Return the id by which the article with another id is found, None if there is none."""
        return self._reader.current_id(article_id)

    def any_article(self) -> StoredArticle:
        """Return the first article of the archive."""
        return self._reader.stored(0)

    def identical(self, article_id: str) -> list[Headline]:
        """Return the identical articles that were left out of the index beside one."""
        return self._reader.identical(article_id)

    def near_duplicates(self, article_id: str, limit: int) -> list[StoredArticle]:
        """Return the near duplicates of an article, the earliest first, at most limit."""
        document = self._reader.document(article_id)
        if document is None:
            return []
        return list(self._stored(self._reader.near_duplicates.of(document)[:limit]))

    def related(self, article_id: str, query: Query, limit: int) -> list[StoredArticle]:
        """Return the articles that fit query best, without the article and its near duplicates."""
        document = self._reader.document(article_id)
        if document is None:
            return []
        matches = self._evaluator(exact=False).matches(query)
        duplicates = self._reader.near_duplicates
        matches.mask[document] = False
        matches.mask[duplicates.of(document)] = False
        keys = (matches.scores, self._reader.published)
        of_groups: dict[int, int] = {}
        for each in top_k(matches.mask, limit * _SPARE, *keys).tolist():
            of_groups.setdefault(int(duplicates.group[each]), each)
        return list(self._stored(islice(of_groups.values(), limit)))

    def bodies(self, words: Sequence[str], most: int) -> Iterator[str]:
        """Yield bodies that contain all the exact forms, from all over the archive."""
        holding = (self._reader.postings("body", word).documents for word in words)
        documents = reduce(np.intersect1d, holding)
        step = -(-len(documents) // most) or 1
        return (self._reader.body(document) for document in documents[::step].tolist())

    def _after(self, listed: Listed, last: StoredArticle | None) -> After | None:
        """Return the place behind a page and its last article, None at the end of the list."""
        if last is None or listed.end == listed.rows:
            return None
        return After(rows=listed.end, id=last.headline.id, version=self._reader.name)

    def _facets(self, collector: Collector) -> tuple[Facet, ...]:
        documents, beside = collector.documents, collector.beside
        return facets(self._reader, self._columns, documents, beside, self._kernels.tally)

    @cached_property
    def _columns(self) -> Columns:
        """Return the columns of all facets as one: it is made when the first page is."""
        return Columns(self._reader)

    def _moved(self, listed: Listed) -> bool:
        """Return whether a page follows a place in another version."""
        after = listed.request.window.after
        return listed.moved or (after is not None and after.version != self._reader.name)

    def _collector(self, plan: Plan) -> Collector:
        closeness = self._closeness if self.has_vectors else None
        return Collector(self._reader, plan, self._weights, self._kernels, closeness=closeness)

    def _evaluator(self, *, exact: bool, counting: bool = False) -> Evaluator:
        return Evaluator(self._reader, exact, self._weights, self._kernels, counting=counting)

    def _stored(self, documents: Iterable[int]) -> Iterator[StoredArticle]:
        return (self._reader.stored(document) for document in documents)
