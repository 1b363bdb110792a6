"""What an index holds."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime

from search.results.counts import Count, Facet


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexInfo:
    """Which index answered: the name of its version, its number of articles.

    names tells apart what its labels are called; meaning tells whether it has vectors, so that
    lists can be ordered by what articles mean, too.
    """

    id: str
    articles: int
    names: str = ""
    meaning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveVersion:
    """A version: its name, when it was made, and what is in it.

    made_by is the command that made it, in so many seconds; "" and None where it does not say.
    """

    id: str
    created: datetime
    articles: int
    copies: int
    faults: int
    made_by: str
    seconds: float | None


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
