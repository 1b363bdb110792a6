"""The years or months below a chart: what they span, and which names have room."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from search import Bar
from web.components.charts.text_width import width_of
from web.l10n.formats import bare_month, in_digits, month_name
from web.l10n.preferences import Preferences

#: The least days of a bar that has a name of its own, and the most days of a chart whose bars are
#: named by their months: half a year of bars that are pressed by their names on phones, a year and
#: a month of points.
_YEAR, _MONTHS, _MANY_MONTHS = 360, 190, 400
#: The most days of such a bar, and of such a point.
_WEEKS, _MONTH = 27, 31
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


def periods_of(bars: Sequence[Bar], how: Preferences, *, of_points: bool = False) -> list[Period]:
    """Return the periods of bars: years, months where days span few, bars where they span years.

    of_points tells that only names are wanted: there are months in a whole year, then, and their
    years only where they begin.
    """
    length = (bars[0].until - bars[0].since).days + 1
    if length >= _YEAR:
        return [
            Period(in_digits(str(bar.since.year), how), bar.since, bar.until, number, 1)
            for number, bar in enumerate(bars)
        ]
    days = (bars[-1].until - bars[0].since).days
    if of_points and length <= _MONTH and days <= _MANY_MONTHS:
        return _with_few_years(list(_months(bars, how)), how)
    in_months = length <= _WEEKS and days <= _MONTHS
    return list(_months(bars, how) if in_months else _years(bars, how))


def _months(bars: Sequence[Bar], how: Preferences) -> Iterator[Period]:
    for first, numbers in groupby(range(len(bars)), lambda n: bars[n].since.replace(day=1)):
        some = list(numbers)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        yield Period(month_name(first, how), first, last, some[0], len(some))


def _with_few_years(months: list[Period], how: Preferences) -> list[Period]:
    """Return months whose year is told at the first that is no stub, and in January."""
    first = next(number for number, is_stub in enumerate(_stubs(months)) if not is_stub)
    return [
        month
        if number <= first or month.since.month == 1
        else replace(month, text=bare_month(month.since, how))
        for number, month in enumerate(months)
    ]


def _years(bars: Sequence[Bar], how: Preferences) -> Iterator[Period]:
    for year, numbers in groupby(range(len(bars)), lambda n: bars[n].since.year):
        some, days = list(numbers), (date(year, 1, 1), date(year, 12, 31))
        yield Period(in_digits(str(year), how), *days, some[0], len(some))


def with_room(
    periods: Sequence[Period], bars: int, width: float, beyond: float = 0.0
) -> list[bool]:
    """Return which names fit into a chart of a width in pixels, each from the begin of its period.

    beyond is how far the last may reach over the right edge. Stubs of periods give way unless their
    name is narrower than they are.
    """
    step = width / bars
    sizes = [width_of(period.text) * _EM + _GAP for period in periods]
    own = [
        not is_stub or period.bars * step >= size
        for period, size, is_stub in zip(periods, sizes, _stubs(periods), strict=True)
    ]
    for allowed in (own, [True] * len(own)):
        free, fitting = 0.0, []
        for period, size, is_allowed in zip(periods, sizes, allowed, strict=True):
            begin = period.first * step
            fits = begin >= free and begin + size - _GAP <= width + beyond
            fitting.append(fits and is_allowed)
            free = begin + size if fitting[-1] else free
        if any(fitting):
            break
    return fitting


def _stubs(periods: Sequence[Period]) -> list[bool]:
    """Return which periods have half of the bars of a whole one at most: those cut at an end."""
    most = max(period.bars for period in periods)
    return [period.bars * 2 <= most for period in periods]


def size_of(*, on_desktops: bool, on_phones: bool) -> str:
    """Return where a name has room: "any" everywhere, "fat" or "slim" on one of them, "" nowhere.

    Each is a class of the style sheet: what has room on a phone may have none between the more
    names of a desktop.
    """
    if on_desktops and on_phones:
        return "any"
    return "fat" if on_desktops else "slim" if on_phones else ""
