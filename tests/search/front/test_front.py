"""The front page of an archive."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from search import Request, Searcher, front_to_json
from tests.search.front.conftest import LAST, PORT, a_week, quiet, told


def test_the_last_days_are_a_week_where_it_holds_enough(news):
    """The page says which days it tells of, and how many articles are in them."""
    front = news.front()
    assert (front.since, front.until) == (LAST - timedelta(6), LAST)
    found = news.search(Request(text="تاريخ:2018-10-14..2018-10-20"))
    assert front.articles == found.total >= 20


@pytest.mark.parametrize(
    ("days", "span"),
    [pytest.param(1, 30, id="a-month"), pytest.param(9, 365, id="a-year")],
)
def test_few_articles_make_the_span_longer(make_index, days, span):
    """Twenty in a month, or else a year, as many as there are."""
    front = make_index(*quiet(days, LAST, 30)).front()
    assert (front.until - front.since).days + 1 == span


def test_a_day_after_the_archive_was_built_is_a_misprint(make_index):
    """It does not make the last days empty."""
    misprint = {"id": "later", "body": "خبر من غد بعيد", "published": "2093-01-01"}
    front = make_index(*quiet(3, LAST), misprint).front()
    assert front.until <= date.today()  # noqa: DTZ011  as the archive does


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param(["خبر عن النفط", "خبر آخر"], id="undated"),
        pytest.param([{"id": "a", "body": "خبر", "published": "2018-01-01"}], id="one"),
        pytest.param(
            [{"id": "a", "title": "؟", "body": "نص…", "published": "2018-01-01"}], id="bare"
        ),
    ],
)
def test_an_archive_without_news_has_none(make_index, articles):
    """No stories and no rising words, and no error."""
    front = make_index(*articles).front()
    assert (front.stories, front.rising) == ((), ())
    assert front.timeline.bars or not front.articles


def test_it_is_made_once_for_each_version(make_index, tmp_path):
    """The same value while the version answers, another when the archive changes."""
    make_index(*a_week())
    searcher = Searcher(tmp_path / "index")
    before = searcher.snapshot().front()
    assert searcher.snapshot().front() is before
    make_index(*a_week(), *told(PORT))
    searcher.refresh()
    after = searcher.snapshot().front()
    assert after.index.articles == before.index.articles + 3
    assert searcher.snapshot().front() is after
    searcher.close()


def test_the_order_of_the_files_changes_nothing(make_index):
    """The same articles have the same front page."""
    articles = [*quiet(3, LAST - timedelta(20)), *a_week(), *told(PORT)]
    one, other = make_index(*articles).front(), make_index(*articles[::-1], name="other").front()
    assert replace(other, index=one.index) == one


def test_as_json_it_has_addresses(news):
    """What rises leads to the articles that have it."""
    data = front_to_json(news.front(), lambda request: request.text)
    assert data["stories"][0]["sources"] == 3
    assert data["from"] == "2018-10-14"
    assert {each["url"] for each in data["rising"]} == {each["text"] for each in data["rising"]}
