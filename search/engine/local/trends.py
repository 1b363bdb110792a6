"""Several queries over time, side by side: counts, and shares of all that was published."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.reader import ArticleReader
from index.schema import NO_DATE
from search.engine.local.timeline import DAY, EPOCH, count_of_bars, fitting, histogram, spans
from search.engine.scoring.kernels import Mask
from search.results import Bar, Trend, Trends

#: The most bars, by what a table has room for. Set by hand.
_MOST_BARS = 400


def trends(
    reader: ArticleReader, texts: Sequence[str], masks: Sequence[Mask], among: Mask, unit: str = ""
) -> Trends:
    """Return how many of the documents in each mask fall into each bar of time.

    masks has a mask over all documents for each text; shares are of the documents in among. A
    unit that would make too many bars, or none, is replaced by one that fits.
    """
    days = np.floor_divide(reader.published, DAY)
    dated = reader.published != NO_DATE
    any_mask = np.logical_or.reduce([*masks, np.zeros_like(dated)]) & dated
    if not any_mask.any():
        no_bars = (_trend(text, mask, [], []) for text, mask in zip(texts, masks, strict=True))
        return Trends(unit=unit or "day", bars=(), trends=tuple(no_bars))
    first, last = int(days[any_mask].min()), int(days[any_mask].max())
    if not unit or count_of_bars(unit, first, last) > _MOST_BARS:
        unit = fitting(first, last)
    bars = spans(unit, first, last)
    opens, closes = ((day - EPOCH).days for day in (bars[0][0], bars[-1][1]))
    inside = among & dated & (days >= opens) & (days <= closes)
    totals = histogram(unit, days[inside], first, last)
    return Trends(
        unit=unit,
        bars=tuple(
            Bar(since=since, until=until, articles=count)
            for (since, until), count in zip(bars, totals, strict=True)
        ),
        trends=tuple(
            _trend(text, mask, histogram(unit, days[mask & dated], first, last), totals)
            for text, mask in zip(texts, masks, strict=True)
        ),
    )


def _trend(text: str, mask: NDArray[np.bool_], counts: list[int], totals: list[int]) -> Trend:
    shares = (count / total if total else 0.0 for count, total in zip(counts, totals, strict=True))
    return Trend(
        text=text,
        total=int(np.count_nonzero(mask)),
        articles=tuple(counts),
        shares=tuple(shares),
    )
