"""A query as values."""

from datetime import date

import pytest

from index.analysis import ArabicAnalyzer
from search.query.parser import parse_query
from search.query.parts import part_of
from search.results import Part

ANALYZER = ArabicAnalyzer()
OIL = Part(kind="word", value="نفط")


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        pytest.param("نفط", OIL, id="word"),
        pytest.param('"نفط"', Part(kind="phrase", value='"نفط"'), id="phrase"),
        pytest.param("نفط*", Part(kind="prefix", value="نفط*"), id="prefix"),
        pytest.param("-نفط", Part(kind="word", value="نفط", negated=True), id="excluded"),
        pytest.param("نفط أو نفط", Part(kind="any", parts=(OIL, OIL)), id="any"),
        pytest.param("نفط نفط", Part(kind="all", parts=(OIL, OIL)), id="all"),
        pytest.param("عنوان:نفط", Part(kind="title", parts=(OIL,)), id="title"),
        pytest.param("مصدر:نفط", Part(kind="source", parts=(OIL,)), id="words-of-a-label"),
        pytest.param("بلد:القاهرة", Part(kind="country", value="مصر"), id="name"),
        pytest.param("بلد:نارنيا", Part(kind="country", value="نارنيا"), id="no-name"),
        pytest.param(
            "تاريخ:2018..", Part(kind="date", since=date(2018, 1, 1)), id="days-without-end"
        ),
        pytest.param(
            'مبلغ:">1 دولار"',
            Part(kind="money", low=1.0, at_low=False, unit="دولار", unit_english="US dollars"),
            id="more-than",
        ),
        pytest.param("مبلغ:1..2", Part(kind="money", low=1.0, high=2.0), id="any-unit"),
    ],
)
def test_a_part_says_what_it_asks_for(typed, part):
    """Its kind, its value or its parts, its limits."""
    assert part_of(parse_query(typed, ANALYZER).query) == part
