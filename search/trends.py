"""Some queries over time, side by side: how often, and of how much that was printed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.reader import ArticleReader
from index.schema import NO_DATE
from search.facets import DAY, EPOCH, bars, bars_between, counted, fitting
from search.results import Bar, Trend, Trends

#: Bars that a table has room for.
_MOST_BARS = 400


def trends(
    reader: ArticleReader,
    texts: Sequence[str],
    found: Sequence[NDArray[np.bool_]],
    among: NDArray[np.bool_],
    unit: str = "",
) -> Trends:
    """Return how many of the documents found for each text fall into each bar of time.

    found has a mask of documents for each text; shares are of the documents among which they
    were looked for. A unit that would make too many bars, or none, gives way to one that fits.
    """
    days = np.floor_divide(reader.published, DAY)
    dated = reader.published != NO_DATE
    any_found = np.logical_or.reduce([*found, np.zeros_like(dated)]) & dated
    if not any_found.any():
        return Trends(unit=unit or "day", bars=(), trends=tuple(_nothing(texts, found)))
    first, last = int(days[any_found].min()), int(days[any_found].max())
    if not unit or bars_between(unit, first, last) > _MOST_BARS:
        unit = fitting(first, last)
    spans = bars(unit, first, last)
    opens, closes = ((day - EPOCH).days for day in (spans[0][0], spans[-1][1]))
    inside = among & dated & (days >= opens) & (days <= closes)
    all_counts = counted(unit, days[inside], first, last)
    return Trends(
        unit=unit,
        bars=tuple(
            Bar(since=since, until=until, articles=count)
            for (since, until), count in zip(spans, all_counts, strict=True)
        ),
        trends=tuple(
            _trend(text, mask, counted(unit, days[mask & dated], first, last), all_counts)
            for text, mask in zip(texts, found, strict=True)
        ),
    )


def _trend(text: str, found: NDArray[np.bool_], counts: list[int], of: list[int]) -> Trend:
    shares = (count / total if total else 0.0 for count, total in zip(counts, of, strict=True))
    return Trend(
        text=text,
        total=int(np.count_nonzero(found)),
        articles=tuple(counts),
        shares=tuple(shares),
    )


def _nothing(texts: Sequence[str], found: Sequence[NDArray[np.bool_]]) -> list[Trend]:
    return [_trend(text, mask, [], []) for text, mask in zip(texts, found, strict=True)]
