"""A page of hits."""

from dataclasses import dataclass

from index.stored_article import Headline
from search.request import After, Request, Sort
from search.results.archive import IndexInfo
from search.results.counts import Facet, Timeline
from search.results.meant import Chip, Expansion, Relaxation, Repair, Suggestion
from search.results.text import Fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article in a list of results.

    title is the printed headline, or the first words of an article that has none (then
    headline.title is ""). missing are the parts of the query that it does not match, as they were
    typed. near_duplicates is the number of near duplicates among the results that are folded under
    this one.
    """

    headline: Headline
    title: Fragment
    score: float
    snippets: tuple[Fragment, ...]
    missing: tuple[str, ...] = ()
    near_duplicates: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of hits, with what the query was taken to mean and how much was found.

    total is the number of articles found. total_matching_all of them match the whole query; the
    others, which are added where hardly any does, match most of its words. The articles fill rows,
    near duplicates folded into one; rows_matching_all of them match the whole query. facets and
    timeline count what total counts. echo is the query as it was parsed, in the query language;
    order is the order of the hits, orders are those that they can have. notes are codes of what
    was changed: "long-query", "capped", "no-words", "no-amount", "many-names", "partial" where the
    time limit ended the search, "moved" where the page follows a place in the list of another
    version, "unanswered" where only a part of the archive answered, "deep" where a list is longer
    than can be leafed through, "no-meaning" where an order by meaning was asked for and there are
    no vectors, and "embedding" where some of the first articles have none yet. after is the place
    where the list goes on, None at its end. repaired tells that another text was searched than the
    one that was typed: then request and all else are those of that text.
    phrase is the request for the words of the query right after each other, with its number of
    articles; None where no article prints them so.
    """

    request: Request
    order: Sort
    orders: tuple[Sort, ...]
    echo: str
    notes: tuple[str, ...]
    total: int
    total_matching_all: int
    rows: int
    rows_matching_all: int
    hits: tuple[Hit, ...]
    relaxations: tuple[Relaxation, ...]
    index: IndexInfo
    took_ms: float
    expansions: tuple[Expansion, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    offers: tuple[Suggestion, ...] = ()
    facets: tuple[Facet, ...] = ()
    timeline: Timeline | None = None
    chips: tuple[Chip, ...] = ()
    after: After | None = None
    repaired: Repair | None = None
    phrase: Suggestion | None = None

    @property
    def is_dead_end(self) -> bool:
        """Return whether nothing was found, and nothing else can be offered."""
        return not (self.total or self.relaxations or self.suggestions or self.offers)

    @property
    def pages(self) -> int:
        """Return the number of pages that the rows fill."""
        return -(-self.rows // self.request.window.size)

    @property
    def is_past_end(self) -> bool:
        """Return whether the page is empty because the list ends before it."""
        return self.rows > 0 and not self.hits
