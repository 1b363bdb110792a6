"""What a search returns: plain frozen values."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from index.reader import Headline
from search.request import After, Label, Narrowing, Request, Sort


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A piece of printed text, and the half-open character spans to highlight in it.

    cut_before and cut_after tell whether it begins and ends inside a sentence: who quotes it has to
    show that.
    """

    text: str
    highlights: tuple[tuple[int, int], ...] = ()
    cut_before: bool = False
    cut_after: bool = False


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
class Relaxation:
    """A wider request that does find articles, offered when nothing was found.

    kind is one of "dates" (without the limits of time), "filters" (without labels), "exact" (any
    form of the words), "synonyms" (with other names), "names" (unknown names as words of the
    text), "excluded" (without the exclusions),
    "rarest" (without the rarest word, which is dropped), "any" (any part, in the whole archive,
    exclusions kept) and, where none of these finds anything, "widest" (any of the words, in any
    form, anywhere). total is the number of articles that the request finds.
    """

    kind: str
    request: Request
    total: int
    dropped: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """Words of the query, as typed, and the other names that were searched for too.

    Where the words are excluded the names are too, and all begin with a minus.
    """

    typed: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Another request that the reader may have meant, and how many articles it finds.

    kind is "spelling" (a word is misspelled), "layout" (typed with the keyboard in the other
    language) or "phrase" (the same words as a phrase); for an offer it is a facet (the query is the
    name of one of its values, and the request filters by it).
    """

    kind: str
    request: Request
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was searched instead of a text that finds nothing and is surely a slip.

    kind is that of Suggestion. typed is the text as it was typed, text the one that was searched;
    literal asks for what was typed all the same.
    """

    kind: str
    typed: str
    text: str
    literal: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A text that what was typed may become, and the number of articles that have it.

    They print it as it stands where it is a word, a phrase or a name; otherwise its search finds
    them.
    """

    text: str
    articles: int


class Count(NamedTuple):
    """A value of a facet and the number of articles that have it; a page has hundreds.

    narrowing is what a request for just those articles is narrowed to. It is None, and value "",
    for the articles without a value: no filter names them.
    """

    value: str
    articles: int
    narrowing: Narrowing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The results counted by a facet of schema.FACETS, or by "month".

    Labels come most frequent first, years and months ("2023", "2023-05") latest first. others is
    the number of articles whose values are too many to be listed: counts and others add up to the
    total. Of a facet of several values (FacetField.multi) an article counts for each that it has:
    there they add up to more. values is the number of values that the articles have, listed or not.
    Of a facet that the request filters by, the values are counted without that filter: each with
    what a request for it alone would find.
    """

    name: str
    counts: tuple[Count, ...]
    others: int = 0
    values: int = 0


class Bar(NamedTuple):
    """The number of articles published from since to until, both included."""

    since: date
    until: date
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The results over time, in bars without gaps; undated is the number without a date.

    unit is "day", "week", "month" or "year". The bars and undated add up to the total.
    """

    unit: str
    bars: tuple[Bar, ...]
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a query as values, for whoever says it in the words of a reader.

    kind is "word", "phrase" or "prefix" (value is the text in the query language), "all" or "any"
    (of parts), "title", "body" or a facet (of value, which is a label, or else of parts), "date"
    (from since to until), or "money", "percent" or "quantity" (from low to high, at_low and at_high
    tell whether the limits belong to it; unit and unit_english are "" for any unit). None is no
    limit. negated excludes what it says.
    """

    kind: str
    value: str = ""
    parts: tuple["Part", ...] = ()
    since: date | None = None
    until: date | None = None
    low: float | None = None
    high: float | None = None
    at_low: bool = True
    at_high: bool = True
    unit: str = ""
    unit_english: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A part of the query as it was parsed, as text and as values; the request without it."""

    text: str
    part: Part
    without: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexInfo:
    """Which index answered: the name of its version, its number of articles.

    names tells apart what its labels are called.
    """

    id: str
    articles: int
    names: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of hits, with what the query was taken to mean and how much was found.

    total is the number of articles found. total_matching_all of them match the whole query; the
    others, which are added where hardly any does, match most of its words. The articles fill rows,
    near duplicates folded into one; rows_matching_all of them match the whole query. facets and
    timeline count what total counts. echo is the query as it was parsed, in the query language;
    order is the order of the hits, orders are those that they can have. notes are codes of what
    was changed: "long-query", "capped", "no-words", "partial" where the time limit ended the
    search, and "moved" where the page follows a place in the list of another version. after is the
    place where the list goes on, None at its end. repaired tells that another text was searched
    than the one that was typed: then request and all else are those of that text. phrase is the
    request for the words of the query right after each other, with its number of articles; None
    where no article prints them so.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What an article quotes, without its marks, and who said it, as printed.

    paragraph is the number of the paragraph that has it, counted from 1.
    """

    text: str
    speaker: str
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """A whole article, with the words of a query highlighted in it; title as in Hit.

    repeated are the paragraphs that articles of its source share: they are not searched. names are
    what the rest names, quotations what somebody says in it.
    """

    headline: Headline
    title: Fragment
    paragraphs: tuple[Fragment, ...]
    repeated: tuple[Fragment, ...] = ()
    names: tuple[Label, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An article in one line; title is its headline or, where it has none, its first words."""

    headline: Headline
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is near an article: its duplicates, related articles, its neighbours in a list.

    identical are the copies that were left out of the index (they have no page), near_duplicates
    those in it, the earliest first. previous and following are the neighbours in the list of a
    request, None at its ends or where the article is not in it.
    """

    identical: tuple[Summary, ...]
    near_duplicates: tuple[Summary, ...]
    related: tuple[Summary, ...]
    previous: Summary | None
    following: Summary | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """Something that articles name: a country, a company, a person.

    label is its name with its kind, a facet of schema.NAMED_FACETS; writings are its others. page
    is the first page of the articles that name it, the newest first, with the request for them and
    their timeline; named_with are the names that most of these articles have beside it, by kind.
    """

    label: Label
    english: str
    description: str
    writings: tuple[str, ...]
    page: Page
    named_with: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A query over time: articles in each bar, and their share of all articles (0 to 1)."""

    text: str
    total: int
    articles: tuple[int, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Several queries over time, side by side; the bars count all articles of the archive."""

    unit: str
    bars: tuple[Bar, ...]
    trends: tuple[Trend, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much an archive holds of each time.

    days are those on which articles were published, ascending; totals are how many had been
    published by the end of each.
    """

    days: tuple[date, ...] = ()
    totals: tuple[int, ...] = ()

    def articles(self, since: date, until: date) -> int:
        """Return how many articles were published from one day to another, both included."""
        before, after = bisect_left(self.days, since), bisect_right(self.days, until)
        return self._first(after) - self._first(before) if before < after else 0

    def _first(self, days: int) -> int:
        return self.totals[days - 1] if days else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What the whole index holds: its size, its span of dates, its labels by size."""

    index: IndexInfo
    first: date | None
    last: date | None
    facets: tuple[Facet, ...]
    coverage: Coverage = Coverage()

    def counts(self, facet: str) -> tuple[Count, ...]:
        """Return the values of a facet with their number of articles, most frequent first."""
        return next((each.counts for each in self.facets if each.name == facet), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What several articles of some days tell.

    central is the article that is most like all of them, lead how it begins. first is the earliest
    printing. sources and articles count copies that were left out of the index too, days are the
    articles of each day. others are some of the articles beside the central one, the earliest
    first.
    """

    central: Summary
    lead: Fragment | None
    first: Headline
    sources: int
    articles: int
    days: tuple[Bar, ...]
    others: tuple[Summary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rising:
    """A word or name that more articles have than usual.

    text is as the archive prints it; facet is that of a name, "" for a word. articles is how many
    have it in the span, and what request finds; usual is how many of so many articles had it in the
    year before.
    """

    text: str
    facet: str
    articles: int
    usual: float
    request: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The news of an archive: the stories and rising words of its last days.

    articles is the number of those from since to until, both included; both are None where no
    article has a date. timeline is that of the whole archive; examples are queries that find
    something in it.
    """

    index: IndexInfo
    since: date | None
    until: date | None
    articles: int
    stories: tuple[Story, ...]
    rising: tuple[Rising, ...]
    timeline: Timeline
    examples: tuple[str, ...]


__all__ = [
    "Archive",
    "ArticleView",
    "Bar",
    "Chip",
    "Completion",
    "Count",
    "Coverage",
    "EntityView",
    "Expansion",
    "Facet",
    "Fragment",
    "Front",
    "Headline",
    "Hit",
    "IndexInfo",
    "Page",
    "Part",
    "Quotation",
    "Relaxation",
    "Repair",
    "Rising",
    "Story",
    "Suggestion",
    "Summary",
    "Surroundings",
    "Timeline",
    "Trend",
    "Trends",
]
