"""Searcher: requests in, pages of hits out, over whichever version of the index is live."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import accumulate, islice
from pathlib import Path

from index.schema import FACETS
from search.engine.factory import live_finder
from search.engine.protocol import Collected, Finder, IndexUnavailableError, Statistics
from search.front.front import front
from search.hits import entities
from search.hits.hits import (
    hit,
    printed_title,
    summaries,
    summaries_of_copies,
    view,
)
from search.hits.records import Export, Record, record, records
from search.names.labels import LabelNames
from search.query.parser import parse_query
from search.query.plan import Plan
from search.request import Label, Request, Window
from search.results import (
    Archive,
    ArticleView,
    Completion,
    Count,
    Coverage,
    EntityView,
    Facet,
    Front,
    IndexInfo,
    Page,
    Relaxation,
    Repair,
    Suggestion,
    Summary,
    Surroundings,
    Trends,
)
from search.rewrite.english_terms import is_english
from search.rewrite.more_like_this import more_like_this
from search.rewrite.rewriter import rewrite
from search.rewrite.synonyms import expansions
from search.suggest.completion import complete
from search.suggest.relaxation import relaxations
from search.suggest.suggestions import as_phrase, filter_offers, suggestions, sure_repair
from search.weights import WEIGHTS, Weights

#: The most suggestions of a page. Set by hand.
_SUGGESTED = 3
#: The most near duplicates and related articles that an article's page lists. Set by hand.
_LISTED, _RELATED = 20, 6
#: The most values of a facet in a list of their own. Set by hand: what a page may weigh.
_VALUES = 500
#: Two words, one of them misspelled: synonyms, vocabulary and spelling are all used.
_WARMING = "الاقتصاد اقتصضاد"


class Searcher:
    """Searches the live version of an index. Threads may share it.

    Nothing is opened before the first call. A version that goes live later is noticed within a
    second, and answers as soon as it has been opened. Every method raises IndexUnavailableError
    while there is no index that can be opened.
    """

    def __init__(
        self,
        index_dir: Path,
        *,
        names: Path | None = None,
        cache_dir: Path | None = None,
        weights: Weights = WEIGHTS,
        compiled: bool = False,
    ) -> None:
        """Search the index in a directory.

        names is a file, compiled is for a server, with cache_dir; see engine.factory.
        """
        self._weights = weights
        self._archive: Archive | None = None
        #: The front pages of the last versions: one may answer while the next is warmed.
        self._fronts: tuple[Front, ...] = ()
        self._live = live_finder(
            index_dir,
            names=names,
            cache_dir=cache_dir,
            weights=weights,
            compiled=compiled,
            warm=self._warm,
        )

    def search(self, request: Request) -> Page:
        """Return the page of hits that request asks for.

        A page beyond the last is empty, with its totals; a query without words lists the archive. A
        text that no article matches whole and that is surely a slip is repaired (Page.repaired),
        unless request is literal.
        """
        finder = self._live.get()
        page = self._page(finder, request)
        repair = None if page.total_matching_all else self._repair(request, page.suggestions)
        if repair is None:
            return page
        return replace(self._page(finder, replace(request, text=repair.text)), repaired=repair)

    def _page(self, finder: Finder, request: Request) -> Page:
        started = time.perf_counter()
        plan = self._plan(finder, request)
        collected = finder.collect(plan)
        counts = partial(self._counts, finder)
        return Page(
            request=collected.request,
            order=plan.order,
            orders=plan.orders,
            echo=plan.echo,
            notes=(*plan.notes, *_notes(collected)),
            total=collected.total,
            total_matching_all=collected.total_matching_all,
            rows=collected.list_rows,
            rows_matching_all=collected.rows_matching_all,
            hits=tuple(map(hit, collected.rows)),
            relaxations=self._relaxations(finder, request, collected),
            index=_info(finder),
            suggestions=self._suggestions(finder, request, collected.total_matching_all),
            offers=tuple(self._offers(finder, request)),
            expansions=tuple(expansions(plan.query)),
            facets=collected.facets,
            timeline=collected.timeline,
            chips=plan.chips,
            after=collected.after,
            phrase=as_phrase(request, plan.typed, counts) if collected.total else None,
            took_ms=(time.perf_counter() - started) * 1000,
        )

    @staticmethod
    def _repair(request: Request, suggested: tuple[Suggestion, ...]) -> Repair | None:
        """Return what to search instead of what finds nothing, None if that is not sure."""
        meant = None if request.literal else sure_repair(suggested)
        if meant is None:
            return None
        return Repair(
            kind=meant.kind,
            typed=request.text,
            text=meant.request.text,
            literal=request.change(literal=True),
        )

    def values(self, request: Request, facet: str) -> Facet:
        """Return what request finds, counted by a facet of schema.FACETS, with many more values.

        It is searched as it stands: whoever shows a repaired page asks by the request of that.
        """
        finder = self._live.get()
        return finder.values(self._plan(finder, request), facet, _VALUES)

    def rank(self, request: Request) -> list[str]:
        """Return the ids of the page of hits that request asks for, best first."""
        finder = self._live.get()
        return finder.ranked(self._plan(finder, request))

    def trends(self, texts: Sequence[str], request: Request, unit: str = "") -> Trends:
        """Return how often each of texts is found over time, within the filters of request.

        unit is "day", "week", "month" or "year"; "" stands for the one that fits.
        """
        finder = self._live.get()
        request = finder.names.known(request)
        plans = [self._plan(finder, replace(request, text=text)) for text in texts]
        return finder.trends(plans, request.filters, unit)

    def article(self, article_id: str, request: Request) -> ArticleView | None:
        """Return an article with the words of request highlighted, None if there is none."""
        finder = self._live.get()
        query = self._plan(finder, request).query
        row = finder.row(article_id, query, exact=request.exact)
        return view(row) if row else None

    def surroundings(self, article_id: str, request: Request) -> Surroundings | None:
        """Return what is near an article, None if there is none with the id.

        Its neighbours are those in the list of request, if that has words or filters.
        """
        finder = self._live.get()
        article = finder.article(article_id)
        if article is None:
            return None
        previous, following = self._neighbours(finder, article_id, request)
        like = more_like_this(article, finder.statistics)
        return Surroundings(
            identical=summaries_of_copies(finder.identical(article_id)),
            near_duplicates=summaries(finder.near_duplicates(article_id, _LISTED)),
            related=summaries(finder.related(article_id, like, _RELATED)),
            previous=previous,
            following=following,
        )

    def _neighbours(
        self, finder: Finder, article_id: str, request: Request
    ) -> tuple[Summary | None, Summary | None]:
        if request.is_empty:
            return None, None
        around = finder.neighbours(self._plan(finder, request), article_id)
        before, after = (next(iter(summaries(filter(None, [each]))), None) for each in around)
        return before, after

    def export(self, request: Request, limit: int | None = None) -> Export:
        """Return the articles of the request's list, whole, from its cursor on; at most limit.

        The list is that of search, repaired where that is.
        """
        finder = self._live.get()
        window = Window(size=limit or finder.statistics.articles, after=request.window.after)
        request = replace(request, window=window, grouped=False)
        exported = finder.export(self._plan(finder, request))
        if not exported.total_matching_all and (
            repair := self._repair(request, self._suggestions(finder, request, 0))
        ):
            exported = finder.export(self._plan(finder, replace(request, text=repair.text)))
        return Export(
            index=_info(finder),
            built=finder.statistics.built,
            total=exported.total,
            total_matching_all=exported.total_matching_all,
            partial=exported.partial,
            rows=exported.rows,
            after=exported.after,
            moved=exported.moved,
            records=records(exported.articles),
        )

    def catalogue(self, begin: int, most: int) -> Iterator[tuple[str, date | None]]:
        """Yield id and day of most of all articles from a number on, counted from 0."""
        return self._live.get().catalogue(begin, most)

    def record(self, article_id: str) -> Record | None:
        """Return the article of an id as files carry it, None if there is none."""
        article = self._live.get().article(article_id)
        return None if article is None else record(article)

    def current_id(self, article_id: str) -> str | None:
        """Return the id by which the article with another id is found, None if there is none."""
        return self._live.get().current_id(article_id)

    def entity(self, name: str) -> EntityView | None:
        """Return what a name in any spelling names, with its articles; None for no entry."""
        finder = self._live.get()
        found = entities.find_entity(name)
        if found is None:
            return None
        page = self._page(finder, entities.request_for(found))
        return entities.view(found, page)

    def entities(self) -> tuple[Facet, ...]:
        """Return what most articles name, by kind."""
        return tuple(entities.most_named(self._live.get().statistics))

    def complete(self, text: str, limit: int = 8) -> list[Completion]:
        """Return what text may become when it is typed to the end, the likeliest first."""
        finder = self._live.get()
        return complete(text, finder, partial(self._counts, finder), limit)

    def archive(self) -> Archive:
        """Return what the index holds: its size, its span of dates, its labels.

        It is summed up once for each version, because every page shows it.
        """
        finder, archive = self._live.get(), self._archive
        if archive is None or archive.index != _info(finder):
            archive = self._archive = _archive(finder)
        return archive

    def names(self) -> LabelNames:
        """Return what the labels of the archive are called."""
        return self._live.get().names

    def label_spans(self, facet: str) -> dict[str, tuple[date, date]]:
        """Return the first and the last day of the dated articles of each label."""
        return self._live.get().label_spans(facet)

    def front(self) -> Front:
        """Return the front page of the archive: the stories of its last days, and what rises.

        It is made once for each version, most often before that serves.
        """
        return self._front(self._live.get())

    def _front(self, finder: Finder) -> Front:
        index = _info(finder)
        for made in self._fronts:
            if made.index == index:
                return made
        made = front(finder, index, partial(self._plan, finder), partial(self._counts, finder))
        self._fronts = (made, *self._fronts[:1])
        return made

    def check(self) -> None:
        """Find a stored article by its own words; raise IndexUnavailableError if that fails."""
        finder = self._live.get()
        article = finder.any_article()
        words = " ".join(printed_title(article).split())
        text = f'"{words}"' if article.headline.title else words
        if not self.search(Request(text=text, window=Window(size=50))).total:
            raise IndexUnavailableError(
                f"{finder.statistics.name}: does not find {article.headline.id} by its words"
            )

    def open(self) -> None:
        """Open the live version now, so that the first reader need not wait for it."""
        self._warm(self._live.get())

    def refresh(self) -> None:
        """Look for another version now, and return when it answers."""
        self._live.refresh()

    def close(self) -> None:
        """Let go of the index; the next call opens it again."""
        self._live.close()

    def _warm(self, finder: Finder) -> None:
        """Read what queries need: all of it for one that finds nothing, the front, an article."""
        self._page(finder, Request(text=_WARMING))
        self._front(finder)
        finder.any_article()

    def _plan(self, finder: Finder, request: Request) -> Plan:
        return rewrite(request, finder.statistics, self._weights, finder.names)

    def _counts(self, finder: Finder, requests: Iterable[Request]) -> Iterator[int]:
        return finder.counts(self._plan(finder, request) for request in requests)

    def _suggestions(self, finder: Finder, request: Request, found: int) -> tuple[Suggestion, ...]:
        """Return what may have been meant if no article contains a word as it was typed."""
        if not request.text.strip():
            return ()
        counts = partial(self._counts, finder)
        meant = suggestions(request, finder.statistics, counts, is_english, found)
        return tuple(islice(meant, _SUGGESTED))

    def _offers(self, finder: Finder, request: Request) -> list[Suggestion]:
        return filter_offers(request, finder.statistics, finder.names)

    def _relaxations(
        self, finder: Finder, request: Request, collected: Collected
    ) -> tuple[Relaxation, ...]:
        if collected.total:
            return ()
        query = parse_query(request.text, finder.statistics.analyzer).query
        return tuple(
            relaxations(
                request,
                query,
                finder.statistics,
                partial(self._counts, finder),
            )
        )


def _notes(collected: Collected) -> Iterator[str]:
    """Yield the codes of what a list is not."""
    if collected.partial:
        yield "partial"
    if collected.moved:
        yield "moved"


def _info(finder: Finder) -> IndexInfo:
    statistics = finder.statistics
    return IndexInfo(id=statistics.name, articles=statistics.articles, names=finder.names.digest)


def _archive(finder: Finder) -> Archive:
    statistics = finder.statistics
    first, last = statistics.span
    return Archive(
        index=_info(finder),
        first=first,
        last=last,
        facets=tuple(
            Facet(name=facet.name, counts=counts, values=len(counts))
            for facet in FACETS
            for counts in [tuple(_counts(statistics, facet.name))]
        ),
        coverage=_coverage(statistics.daily_counts()),
    )


def _coverage(daily: Sequence[tuple[date, int]]) -> Coverage:
    days, counts = zip(*daily, strict=True) if daily else ((), ())
    return Coverage(days=days, totals=tuple(accumulate(counts)))


def _counts(statistics: Statistics, facet: str) -> Iterator[Count]:
    for value, articles in statistics.label_counts(facet):
        if value:
            yield Count(value=value, articles=articles, narrowing=Label(facet, value))
