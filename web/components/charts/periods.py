"""The years or months below a chart: what they span, and which names have room."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from search import Bar
from web.components.charts.text_width import width_of
from web.l10n.formats import in_digits, month_name
from web.l10n.preferences import Preferences

#: The least days of a bar that has a name of its own, and the most days of a chart whose bars are
#: named by their months.
_YEAR, _MONTHS = 360, 190
_MONTH = 28
#: The pixels of an em of these names, and between two of them.
_EM, _GAP = 13, 8


@dataclass(frozen=True, slots=True)
class Period:
    """Some bars of a chart that have one name: the number of the first, and how many they are."""

    text: str
    since: date
    until: date
    first: int
    bars: int


def periods_of(bars: Sequence[Bar], how: Preferences) -> list[Period]:
    """Return the periods of bars: years, months where days span few, bars where they span years."""
    length = (bars[0].until - bars[0].since).days + 1
    if length >= _YEAR:
        return [
            Period(in_digits(str(bar.since.year), how), bar.since, bar.until, number, 1)
            for number, bar in enumerate(bars)
        ]
    in_months = length < _MONTH and (bars[-1].until - bars[0].since).days <= _MONTHS
    return list(_months(bars, how) if in_months else _years(bars, how))


def _months(bars: Sequence[Bar], how: Preferences) -> Iterator[Period]:
    for first, numbers in groupby(range(len(bars)), lambda n: bars[n].since.replace(day=1)):
        some = list(numbers)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        yield Period(month_name(first, how), first, last, some[0], len(some))


def _years(bars: Sequence[Bar], how: Preferences) -> Iterator[Period]:
    for year, numbers in groupby(range(len(bars)), lambda n: bars[n].since.year):
        some, days = list(numbers), (date(year, 1, 1), date(year, 12, 31))
        yield Period(in_digits(str(year), how), *days, some[0], len(some))


def with_room(
    periods: Sequence[Period], bars: int, width: float, beyond: float = 0.0
) -> list[bool]:
    """Return which names fit into a chart of a width in pixels, each from the begin of its period.

    beyond is how far the last may reach over the right edge. Those come first that are narrower
    than their period.
    """
    step = width / bars
    sizes = [width_of(period.text) * _EM + _GAP for period in periods]
    own = [period.bars * step >= size for period, size in zip(periods, sizes, strict=True)]
    free, fitting = 0.0, []
    for period, size, has_room in zip(periods, sizes, own, strict=True):
        begin = period.first * step
        fits = begin >= free and begin + size - _GAP <= width + beyond
        fitting.append(fits and (has_room or not any(own)))
        free = begin + size if fitting[-1] else free
    return fitting
