"""A bare year is the date of the article too."""

from datetime import date

import pytest

from index.analysis import ArabicAnalyzer
from search import Request
from search.query.parser import parse_query
from search.query.tree import Dates, Spellings
from search.rewrite.years import with_years
from search.weights import WEIGHTS

ANALYZER = ArabicAnalyzer()


def years(text):
    """Return the days that are added to a query, for each part that has any."""
    query = with_years(parse_query(text, ANALYZER).query, WEIGHTS)
    parts = [part for part in getattr(query, "parts", ()) if isinstance(part, Spellings)]
    return [days for part in parts for days in part.others]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("موازنة مصر 2018", [2018], id="year"),
        pytest.param("موازنة 2017 2018", [2017, 2018], id="two-years"),
        pytest.param("موازنة 2018%", [], id="percent"),
        pytest.param("موازنة 1200", [], id="no-year"),
        pytest.param("موازنة 20180", [], id="longer-number"),
        pytest.param("2018", [], id="alone"),
        pytest.param("2017 2018", [], id="only-years"),
        pytest.param("موازنة أو 2018", [], id="any-is-enough"),
        pytest.param('موازنة "2018"', [], id="quoted"),
        pytest.param("موازنة NOT 2018", [], id="excluded"),
    ],
)
def test_years_beside_words(text, found):
    """Only beside other words: a year alone would find every article of it."""
    assert years(text) == [Dates(date(year, 1, 1), date(year, 12, 31)) for year in found]


def test_an_article_of_the_year_is_found(make_index):
    """Whether it prints the year or not; with exact forms only what is printed."""
    searcher = make_index(
        {"id": "printed", "body": "موازنة 2018 في مصر", "published": "2017-12-01"},
        {"id": "of-the-year", "body": "موازنة مصر", "published": "2018-02-01"},
        {"id": "other", "body": "موازنة مصر", "published": "2016-02-01"},
    )
    page = searcher.search(Request(text="موازنة 2018"))
    found = {hit.headline.id for hit in page.hits[: page.total_matching_all]}
    assert found == {"printed", "of-the-year"}
    exact = searcher.search(Request(text="موازنة 2018", exact=True))
    assert exact.total_matching_all == 1
