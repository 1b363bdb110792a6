"""What a reader asks for: one frozen value for the page, the API and the command line."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, Self, TypeAlias

from index.schema import FACETS

_ORDER = {facet.name: place for place, facet in enumerate(FACETS)}
#: How many of the first of a list Request.meaning orders.
REORDERED = 30


class Sort(StrEnum):
    """The orders in which hits can be listed."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Label(NamedTuple):
    """A value of a facet: the source رويترز."""

    facet: str
    value: str


class Span(NamedTuple):
    """The days from since to until, both included."""

    since: date
    until: date


#: What a count stands for, and what a search for just those articles is narrowed to.
Narrowing: TypeAlias = Label | Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows the archive: an article must pass all of it.

    It was published from since to until (both included; None for no limit). Of each facet that
    included names it has one of the values, and it has none of the excluded labels.
    """

    since: date | None = None
    until: date | None = None
    included: tuple[Label, ...] = ()
    excluded: tuple[Label, ...] = ()

    def __post_init__(self) -> None:
        """Put the labels into the order of the facets: filters that mean the same are equal."""
        if len(self.included) > 1:
            object.__setattr__(self, "included", _in_order(self.included))
        if len(self.excluded) > 1:
            object.__setattr__(self, "excluded", _in_order(self.excluded))

    def __bool__(self) -> bool:
        """Return whether anything narrows the archive."""
        return bool(self.since or self.until or self.included or self.excluded)

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet of which an article must have one; () for no limit."""
        return tuple(label.value for label in self.included if label.facet == facet)

    def excluded_values(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet that an article must not have."""
        return tuple(label.value for label in self.excluded if label.facet == facet)

    def add(self, label: Label) -> Self:
        """Return the filters with one more value that an article may have."""
        return replace(self, included=(*self.included, label))

    def exclude(self, label: Label) -> Self:
        """Return the filters with one more label that an article must not have."""
        return replace(self, excluded=(*self.excluded, label))

    def remove(self, label: Label) -> Self:
        """Return the filters without a label, included or excluded."""
        return replace(
            self,
            included=tuple(each for each in self.included if each != label),
            excluded=tuple(each for each in self.excluded if each != label),
        )

    def without_facet(self, facet: str) -> Self:
        """Return the filters without the values of a facet, included or excluded."""
        return replace(
            self,
            included=tuple(label for label in self.included if label.facet != facet),
            excluded=tuple(label for label in self.excluded if label.facet != facet),
        )

    def without_days(self) -> Self:
        """Return the filters without the limits of time."""
        return replace(self, since=None, until=None)

    def days(self) -> Self:
        """Return the limits of time alone."""
        return replace(self, included=(), excluded=())

    def within(self, since: date | None, until: date | None) -> Self:
        """Return the filters for those of the days since to until that pass already."""
        return type(self)(  # a page has dozens of bars: replace takes twice the time
            since=max(filter(None, (self.since, since)), default=None),
            until=min(filter(None, (self.until, until)), default=None),
            included=self.included,
            excluded=self.excluded,
        )

    def narrow(self, by: Narrowing) -> Self:
        """Return the filters for the articles that a count stands for."""
        if isinstance(by, Span):
            return self.within(by.since, by.until)
        return self.without_facet(by.facet).add(by)


def _in_order(labels: tuple[Label, ...]) -> tuple[Label, ...]:
    return tuple(sorted(dict.fromkeys(labels), key=lambda label: _ORDER[label.facet]))


class After(NamedTuple):
    """A place in a list: after its first rows, the last of them the article of an id.

    version is the one of the index that listed them.
    """

    rows: int
    id: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The rows of a list that are wanted: a page, counted from 1, of size rows.

    after is the place behind which they begin, wherever the pages do; then page says nothing.
    """

    page: int = 1
    size: int = 10
    after: After | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A query with its filters, its order and the page that is wanted.

    exact asks for the words as typed; synonyms allows other names for them, but for those in
    excluded_names (Expansion.others); grouped folds near duplicates under the earliest of them.
    meaning orders the first of a list by what they mean, too, where the order is relevance.
    literal keeps a text that finds nothing as it is, though it looks like a slip (results.Repair).
    """

    text: str = ""
    filters: Filters = Filters()
    excluded_names: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    meaning: bool = False
    exact: bool = False
    synonyms: bool = True
    grouped: bool = True
    literal: bool = False
    window: Window = Window()

    @property
    def is_empty(self) -> bool:
        """Return whether the request has neither text nor filters: it asks for the archive."""
        return not (self.text.strip() or self.filters)

    def change(self, **changes: Any) -> Self:  # noqa: ANN401  any field but the window
        """Return the first page of the request with other values of some fields."""
        return replace(self, window=Window(size=self.window.size), **changes)

    def narrow(self, by: Narrowing) -> Self:
        """Return the first page of the request for the articles that a count stands for."""
        return self.change(filters=self.filters.narrow(by))

    def exclude(self, label: Label) -> Self:
        """Return the first page of the request without the articles that have a label."""
        return self.change(filters=self.filters.exclude(label))

    def at(self, page: int) -> Self:
        """Return the request for another page of the same list."""
        return replace(self, window=Window(page=page, size=self.window.size))

    def following(self, after: After) -> Self:
        """Return the request for as many rows of the same list behind a place."""
        return replace(self, window=Window(size=self.window.size, after=after))
