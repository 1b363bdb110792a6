"""Dates and words for them."""

from datetime import date

import pytest

from search.query.dates import parse_days
from search.query.tree import Dates

#: A Wednesday.
TODAY = date(2024, 3, 6)


def days(since, until=None):
    """Return the days from one date to another, in ISO."""
    return Dates(date.fromisoformat(since), date.fromisoformat(until or since))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("2023", days("2023-01-01", "2023-12-31"), id="year"),
        pytest.param("2023-02", days("2023-02-01", "2023-02-28"), id="month"),
        pytest.param("2023-05-07", days("2023-05-07"), id="day"),
        pytest.param("مايو 2023", days("2023-05-01", "2023-05-31"), id="named-month"),
        pytest.param("أيار ٢٠٢٣", days("2023-05-01", "2023-05-31"), id="levantine-month"),
        pytest.param("كانون الثاني 2023", days("2023-01-01", "2023-01-31"), id="two-words"),
        pytest.param("7 مايو 2023", days("2023-05-07"), id="named-day"),
        pytest.param("مارس 2023..مايو 2023", days("2023-03-01", "2023-05-31"), id="named-range"),
        pytest.param("May 2023", days("2023-05-01", "2023-05-31"), id="english-month"),
        pytest.param("اليوم", days("2024-03-06"), id="today"),
        pytest.param("أمس", days("2024-03-05"), id="yesterday"),
        pytest.param("هذا الأسبوع", days("2024-03-02", "2024-03-06"), id="this-week"),
        pytest.param("الأسبوع الماضي", days("2024-02-24", "2024-03-01"), id="last-week"),
        pytest.param("الشهر الماضي", days("2024-02-01", "2024-02-29"), id="last-month"),
        pytest.param("العام الماضي", days("2023-01-01", "2023-12-31"), id="last-year"),
        pytest.param("السنة الماضية", days("2023-01-01", "2023-12-31"), id="last-year-too"),
        pytest.param("آخر 30 يوما", days("2024-02-06", "2024-03-06"), id="30-days"),
        pytest.param("آخر ٣ أيام", days("2024-03-04", "2024-03-06"), id="3-days"),
        pytest.param("آخر أسبوع", days("2024-02-29", "2024-03-06"), id="a-week"),
        pytest.param("آخر 6 أشهر", days("2023-09-07", "2024-03-06"), id="6-months"),
        pytest.param("آخر سنتين", days("2022-03-07", "2024-03-06"), id="two-years"),
        pytest.param("last 2 weeks", days("2024-02-22", "2024-03-06"), id="english"),
        pytest.param("أمس..اليوم", days("2024-03-05", "2024-03-06"), id="words-range"),
        pytest.param("مايو", None, id="month-alone"),
        pytest.param("31 فبراير 2023", None, id="no-such-day"),
        pytest.param("آخر 99999 سنة", None, id="too-long-ago"),
        pytest.param("آخر", None, id="no-unit"),
        pytest.param("النفط", None, id="a-word"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_what_is_meant(text, meant):
    """Seen from a Wednesday; the week begins on Saturday."""
    assert parse_days(text, TODAY) == meant


def test_words_need_no_day_to_be_seen_from():
    """Without one it is today."""
    assert parse_days("اليوم").since == date.today()  # noqa: DTZ011


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("2023", Dates(date(2023, 1, 1), date(2023, 12, 31)), id="year"),
        pytest.param("2024-02", Dates(date(2024, 2, 1), date(2024, 2, 29)), id="month"),
        pytest.param("2023-05-07", Dates(date(2023, 5, 7), date(2023, 5, 7)), id="day"),
        pytest.param("2023..", Dates(date(2023, 1, 1), None), id="from"),
        pytest.param("..2023-05", Dates(None, date(2023, 5, 31)), id="until"),
        pytest.param("2023-13", None, id="no-such-month"),
        pytest.param("2023-02-30", None, id="no-such-day"),
        pytest.param("..", None, id="only-dots"),
        pytest.param("2023..x", None, id="half-a-range"),
        pytest.param("0000", None, id="year-zero"),
    ],
)
def test_parse_days(text, days):
    """A period is its first to its last day."""
    assert parse_days(text) == days
