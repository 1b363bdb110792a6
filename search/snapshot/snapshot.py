"""Snapshot: everything that can be asked of an index, answered from one version of it."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from search.engine.protocol import Finder, IndexUnavailableError
from search.front.front import front
from search.hits import entities
from search.hits.hits import printed_title, view
from search.hits.records import Export, Record, record
from search.names.labels import LabelNames
from search.request import Request, Window
from search.results import (
    Archive,
    ArticleView,
    Completion,
    EntityView,
    Facet,
    Front,
    Page,
    Repair,
    Surroundings,
    Trends,
)
from search.snapshot.exports import export_of
from search.snapshot.pages import page_of, repair_by, repaired_page, suggested
from search.snapshot.planner import Planner
from search.snapshot.remembered import Remembered
from search.snapshot.summary import archive_of, info_of
from search.snapshot.surroundings import surroundings_of
from search.suggest.completion import complete
from search.weights import WEIGHTS, Weights

T = TypeVar("T")

#: The most values of a facet in a list of their own. Set by hand: what a page may weigh.
_VALUES = 500
#: Two words, one of them misspelled: synonyms, vocabulary and spelling are all used.
_WARMING = "الاقتصاد اقتصضاد"


class Snapshot:
    """Answers from one version of an index, whatever goes live meanwhile. Threads may share it.

    A request asks one for all that it shows. Whoever holds it, or an iterator that it returned,
    keeps the version open.
    """

    def __init__(
        self, finder: Finder, *, weights: Weights = WEIGHTS, remembered: Remembered | None = None
    ) -> None:
        """Answer with a finder; remembered has what other snapshots of its version made."""
        self._finder = finder.session()
        #: Which version answers. It is looked up once: whether there are vectors may change.
        self.index = info_of(self._finder)
        self._planner = Planner(self._finder, weights, self.index)
        self._remembered = remembered or Remembered()

    @property
    def is_partial(self) -> bool:
        """Whether some of what was asked so far was answered by a part of the archive alone."""
        return self._finder.is_partial

    def search(self, request: Request) -> Page:
        """Return the page of hits that request asks for.

        A page beyond the last is empty, with its totals; a query without words lists the archive. A
        text that no article matches whole and that is surely a slip is repaired (Page.repaired),
        unless request is literal.
        """
        return repaired_page(self._planner, request)

    def repair(self, request: Request) -> Repair | None:
        """Return what a request that finds nothing surely means, None if that is not sure."""
        return repair_by(request, suggested(self._planner, request, 0))

    def values(self, request: Request, facet: str) -> Facet:
        """Return what request finds, counted by a facet of schema.FACETS, with many more values.

        It is searched as it stands: whoever shows a repaired page asks by the request of that.
        """
        return self._finder.values(self._planner.plan(request), facet, _VALUES)

    def rank(self, request: Request) -> list[str]:
        """Return the ids of the page of hits that request asks for, best first."""
        return self._finder.ranked(self._planner.plan(request))

    def trends(self, texts: Sequence[str], request: Request, unit: str = "") -> Trends:
        """Return how often each of texts is found over time, within the filters of request.

        unit is "day", "week", "month" or "year"; "" stands for the one that fits.
        """
        request = self.names().known(request)
        plans = [self._planner.plan(replace(request, text=text)) for text in texts]
        return self._finder.trends(plans, request.filters, unit)

    def article(self, article_id: str, request: Request) -> ArticleView | None:
        """Return an article with the words of request highlighted, None if there is none."""
        query = self._planner.plan(request).query
        row = self._finder.row(article_id, query, exact=request.exact)
        return view(row) if row else None

    def surroundings(self, article_id: str, request: Request) -> Surroundings | None:
        """Return what is near an article, None if there is none with the id.

        Its neighbours are those in the list of request, if that has words or filters.
        """
        return surroundings_of(self._planner, article_id, request)

    def export(self, request: Request, limit: int | None = None) -> Export:
        """Return the articles of the request's list, whole, from its cursor on; at most limit.

        The list is that of search, repaired where that is.
        """
        return export_of(self._planner, request, limit)

    def catalogue(self, begin: int, most: int) -> Iterator[tuple[str, date | None]]:
        """Yield id and day of most of all articles from a number on, counted from 0."""
        return self._finder.catalogue(begin, most)

    def record(self, article_id: str) -> Record | None:
        """Return the article of an id as files carry it, None if there is none."""
        article = self._finder.article(article_id)
        return None if article is None else record(article)

    def current_id(self, article_id: str) -> str | None:
        """Return the id by which the article with another id is found, None if there is none."""
        return self._finder.current_id(article_id)

    def entity(self, name: str) -> EntityView | None:
        """Return what a name in any spelling names, with its articles; None for no entry."""
        found = entities.find_entity(name)
        if found is None:
            return None
        return entities.view(found, page_of(self._planner, entities.request_for(found)))

    def entities(self) -> tuple[Facet, ...]:
        """Return what most articles name, by kind."""
        return tuple(entities.most_named(self._finder.statistics))

    def complete(self, text: str, limit: int = 8) -> list[Completion]:
        """Return what text may become when it is typed to the end, the likeliest first."""
        return complete(text, self._finder, self._planner.counts, limit)

    def archive(self) -> Archive:
        """Return what the index holds: its size, its span of dates, its labels."""
        return self._once("archive", lambda: archive_of(self._finder))

    def names(self) -> LabelNames:
        """Return what the labels of the archive are called."""
        return self._finder.names

    def label_spans(self, facet: str) -> dict[str, tuple[date, date]]:
        """Return the first and the last day of the dated articles of each label."""
        return self._finder.label_spans(facet)

    def front(self) -> Front:
        """Return the front page of the archive: the stories of its last days, and what rises."""
        return self._once("front", self._front)

    def _front(self) -> Front:
        return front(self._finder, self.index, self._planner.plan, self._planner.counts)

    def first_found(self, texts: tuple[str, ...]) -> str:
        """Return the first of some queries that finds articles, "" if none does.

        They are tried once for each version.
        """
        return self._once(texts, lambda: self._first_found(texts))

    def _first_found(self, texts: tuple[str, ...]) -> str:
        requests = (Request(text=text, window=Window(size=1)) for text in texts)
        return next((each.text for each in requests if self.search(each).total_matching_all), "")

    def _once(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return what is made once for each version, and not kept if a part of it answered."""
        return self._remembered.once(self.index, name, make, kept=lambda: not self.is_partial)

    def check(self) -> None:
        """Find a stored article by its own words; raise IndexUnavailableError if that fails."""
        article = self._finder.any_article()
        words = " ".join(printed_title(article).split())
        text = f'"{words}"' if article.headline.title else words
        if not self.search(Request(text=text, window=Window(size=50))).total:
            raise IndexUnavailableError(
                f"{self.index.id}: does not find {article.headline.id} by its words"
            )

    def warm(self) -> None:
        """Read what queries need: all of it for one that finds nothing, the front, an article."""
        page_of(self._planner, Request(text=_WARMING))
        self.front()
        self._finder.any_article()
