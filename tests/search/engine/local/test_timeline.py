"""Results over time."""

from datetime import date

import pytest

from search import Request


@pytest.mark.parametrize(
    ("first", "last", "unit", "bars"),
    [
        pytest.param("2023-05-01", "2023-05-31", "day", 31, id="a-month"),
        pytest.param("2023-01-01", "2023-12-31", "week", 53, id="a-year"),
        pytest.param("2020-01-31", "2023-12-01", "month", 48, id="four-years"),
        pytest.param("1999-12-31", "2023-01-01", "year", 25, id="decades"),
    ],
)
def test_the_unit_of_a_chart_fits_its_span(make_index, first, last, unit, bars):
    """Days, weeks, months or years, without gaps."""
    searcher = make_index(
        {"id": "a", "body": "النفط", "published": first},
        {"id": "b", "body": "النفط", "title": "ب", "published": last},
        {"id": "c", "body": "النفط", "title": "ج"},
    )
    chart = searcher.search(Request(text="النفط")).timeline
    assert (chart.unit, len(chart.bars), chart.undated) == (unit, bars, 1)
    assert chart.bars[0].since <= date.fromisoformat(first) <= chart.bars[0].until
    assert chart.bars[-1].since <= date.fromisoformat(last) <= chart.bars[-1].until
    assert (chart.bars[0].articles, chart.bars[-1].articles) == (1, 1)
