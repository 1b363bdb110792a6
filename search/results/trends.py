"""Several queries over time."""

from dataclasses import dataclass

from search.results.counts import Bar


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
