"""Articles over time: how many were published in each day, week, month or year."""

import numpy as np
from numpy.typing import NDArray

from index.reader import NO_DAY, ArticleReader
from search.engine.counting.bars import bars, fitting, number_of, numbers_of, of_months
from search.results import Timeline


def timeline(reader: ArticleReader, documents: NDArray[np.int64]) -> Timeline:
    """Return the number of documents over time, in the finest unit that is legible."""
    days = reader.days[documents]
    dated = days != NO_DAY
    undated = len(days) - int(np.count_nonzero(dated))
    if undated:
        documents, days = documents[dated], days[dated]
    if not len(days):
        return Timeline(unit="day", bars=(), undated=undated)
    first, last = int(days.min()), int(days.max())
    unit = fitting(first, last)
    # Months and years of documents are read: to compute them takes longer than all the rest.
    by_month = unit in ("month", "year")
    numbers = of_months(unit, reader.months[documents]) if by_month else numbers_of(unit, days)
    counts = np.bincount(numbers - number_of(unit, first))
    return Timeline(unit=unit, bars=tuple(bars(unit, counts, first)), undated=undated)
