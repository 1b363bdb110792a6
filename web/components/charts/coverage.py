"""Where an archive holds enough to say how much was written.

Of a time from which it has next to nothing, it cannot say that nothing was written.
"""

from collections.abc import Sequence

import numpy as np

from search import Bar, Coverage, Trends

#: With fewer articles in a span the archive says nothing about it. Set by hand: one of twenty
#: articles is five percent.
LEAST = 20
#: Coverage varies where the upper decile of spans has so many times the articles of the lower. By
#: chance alone that happens to 12 spans of 20 articles on average once in 300 times; the archive of
#: the measurements has 38.
_UNEVEN = 2.5


def is_thin(coverage: Coverage, bar: Bar) -> bool:
    """Return whether an archive has too little of the days of a bar."""
    return coverage.articles(bar.since, bar.until) < LEAST


def known(trends: Trends, coverage: Coverage, *, shares: bool) -> list[bool]:
    """Return for each bar of trends whether something can be said about it.

    A share must be of enough articles, too. Where there are enough nowhere, any articles will do:
    then the lines of a small archive are drawn, and all of it is shaded.
    """
    held = [coverage.articles(bar.since, bar.until) for bar in trends.bars]
    counted = [bar.articles for bar in trends.bars] if shares else held
    pairs = zip(_enough(held), _enough(counted), strict=True)
    return [of_archive and of_share for of_archive, of_share in pairs]


def _enough(articles: Sequence[int]) -> list[bool]:
    least = LEAST if max(articles, default=0) >= LEAST else 1
    return [each >= least for each in articles]


def is_mostly_thin(coverage: Coverage, bars: Sequence[Bar]) -> bool:
    """Return whether most articles of the archive in the time of bars are in thin ones."""
    held = [coverage.articles(bar.since, bar.until) for bar in bars]
    return sum(articles for articles in held if articles < LEAST) * 2 > sum(held)


def varies(articles: Sequence[int]) -> bool:
    """Return whether spans with so many articles are too uneven to compare counts over them."""
    if not articles:
        return False
    lower, upper = np.percentile(articles, (10, 90))
    return bool(upper > _UNEVEN * lower)
