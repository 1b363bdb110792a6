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
    copies counts the identical articles left out beside this one.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """A wider request that does find articles, offered when nothing was found.

    kind is one of "dates" (without the dates), "filters" (without source and
    section), "exact" (in any form of the words), "synonyms" (with other names),
    "excluded" (without the exclusions) and "any" (any of the words, in the
    whole archive, exclusions kept); total counts what it finds.
    """

    kind: str
    request: Request
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """Words of the query, as typed, and the other names that were looked for too."""

    typed: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Another request that the reader may have meant, and how many articles it finds.

    kind is "spelling" (a word is mistyped) or "layout" (typed with the keyboard
    in the other language).
    """

    kind: str
    request: Request
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexInfo:
    """Which index answered: its version's name and how many articles it holds."""

    id: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of hits, with what was understood and how many there are in all.

    total counts all that is listed; the first complete of them are as asked, and
    those after (when hardly any is) hold most of the words but not all.
    echo is the query as it was understood, in the query language; notes say
    in codes what was changed on the way ("long-query", "capped", "no-words").
    """

    request: Request
    echo: str
    notes: tuple[str, ...]
    total: int
    complete: int
    hits: tuple[Hit, ...]
    relaxations: tuple[Relaxation, ...]
    index: IndexInfo
    took_ms: float
    expansions: tuple[Expansion, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def pages(self) -> int:
        """Return how many pages the hits fill."""
        return -(-self.total // self.request.size)


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
class Count:
    """A value of a field (a source, a section) and how many articles have it."""

    value: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What the whole index holds: size, span of dates, sources and sections by size."""

    index: IndexInfo
    first: date | None
    last: date | None
    sources: tuple[Count, ...]
    sections: tuple[Count, ...]
