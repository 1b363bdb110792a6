"""What a search gives back: plain frozen values, free of Whoosh."""

from dataclasses import dataclass
from datetime import date, datetime

from search.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A piece of printed text, and the half-open character spans to mark in it."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article as a result list shows it.

    title is the printed headline, or the article's first words where it has
    none (then titled is False). published is the day and hour as printed,
    at midnight where only the day is known, None where neither is.
    copies counts the identical articles left out beside this one, similar the
    near copies among what was found that are folded under it.
    """

    id: str
    url: str
    title: Fragment
    titled: bool
    source: str
    section: str
    author: str
    published: datetime | None
    score: float
    snippets: tuple[Fragment, ...]
    copies: int
    similar: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """A wider request that does find articles, offered when nothing was found.

    kind is one of "dates" (without the dates), "filters" (without source and
    section), "exact" (in any form of the words), "synonyms" (with other names),
    "excluded" (without the exclusions), "rarest" (without the rarest word, which
    dropped names), "any" (any of the parts, in the whole archive, exclusions kept)
    and, where none of these finds anything, "widest" (any of the words, in any
    form, anywhere); total counts what it finds.
    """

    kind: str
    request: Request
    total: int
    dropped: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """Words of the query, as typed, and the other names that were looked for too."""

    typed: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Another request that the reader may have meant, and how many articles it finds.

    kind is "spelling" (a word is mistyped) or "layout" (typed with the keyboard
    in the other language); of offers "source" or "section" (the query is its name,
    and request filters by it instead).
    """

    kind: str
    request: Request
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A value of a field (a source, a section, a month) and how many articles have it.

    The value is "" for the articles that have none.
    """

    value: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What was found, counted by one of "source", "section", "year" and "month".

    The counts of a facet add up to the total. Sources and sections come most first, years
    and months ("2023", "2023-05") latest first.
    """

    name: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How many of the articles found were published from since to until, both included."""

    since: date
    until: date
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What was found over time, in bars without gaps; undated counts what has no date.

    unit is "day", "week", "month" or "year". The bars and undated add up to the total.
    """

    unit: str
    bars: tuple[Bar, ...]
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A part of the query as it was understood, and the request without it."""

    text: str
    without: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexInfo:
    """Which index answered: its version's name and how many articles it holds."""

    id: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of hits, with what was understood and how many there are in all.

    total counts all articles found; complete of them are as asked, and the
    others (when hardly any is) hold most of the words but not all. They fill
    rows of the list, near copies of an article folded under it; the first
    complete_rows are as asked. facets and timeline count what total counts.
    echo is the query as it was understood, in the query language; notes say
    in codes what was changed on the way ("long-query", "capped", "no-words"), and
    "partial" that the time was over before the whole query was looked at.
    """

    request: Request
    echo: str
    notes: tuple[str, ...]
    total: int
    complete: int
    rows: int
    complete_rows: int
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

    @property
    def pages(self) -> int:
        """Return how many pages the rows fill."""
        return -(-self.rows // self.request.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """A whole article, with the words of a query marked in it."""

    id: str
    url: str
    title: Fragment
    titled: bool
    paragraphs: tuple[Fragment, ...]
    source: str
    section: str
    author: str
    published: datetime | None
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An article in a line: beside another, in a list of copies, around one in a result."""

    id: str
    url: str
    title: str
    source: str
    section: str
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around an article: its copies, what is related, its neighbours in a result.

    identical are the copies that were left out of the index (their pages do not exist),
    similar its near copies in it, the earliest first. previous and following are its
    neighbours in the list of a request, None at its ends or where it is not in it.
    """

    identical: tuple[Summary, ...]
    similar: tuple[Summary, ...]
    related: tuple[Summary, ...]
    previous: Summary | None
    following: Summary | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A query over time: articles in each bar, and the bar's share of all articles (0 to 1)."""

    text: str
    total: int
    articles: tuple[int, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Some queries over time, side by side: bars count all articles of the archive."""

    unit: str
    bars: tuple[Bar, ...]
    trends: tuple[Trend, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What the whole index holds: size, span of dates, sources and sections by size."""

    index: IndexInfo
    first: date | None
    last: date | None
    sources: tuple[Count, ...]
    sections: tuple[Count, ...]
