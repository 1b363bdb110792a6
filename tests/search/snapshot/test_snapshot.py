"""A snapshot: requests in, pages of hits out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Request, Searcher, Window
from tests.conftest import ids


def test_pages_follow_each_other(many):
    """Together the pages have every article once."""
    pages = [many.search(Request(text="النفط", window=Window(page=n, size=10))) for n in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [10, 10, 5]
    assert {page.total for page in pages} == {25}
    assert {page.pages for page in pages} == {3}
    assert len({hit for page in pages for hit in ids(page)}) == 25


@pytest.mark.parametrize("page", [0, -3], ids=["zero", "negative"])
def test_before_the_first_page_is_the_first(many, page):
    """Pages are counted from one."""
    shown = many.search(Request(text="النفط", window=Window(page=page)))
    assert shown.request.window.page == 1
    assert shown.hits
    assert not shown.is_past_end


@pytest.mark.parametrize("page", [4, 10**9], ids=["next", "huge"])
def test_a_page_past_the_end_is_empty(many, page):
    """It keeps its number and its totals, and says that the list ends before it."""
    shown = many.search(Request(text="النفط", window=Window(page=page)))
    assert shown.hits == ()
    assert (shown.request.window.page, shown.total, shown.pages) == (page, 25, 3)
    assert shown.is_past_end
    assert not many.search(Request(text="xyzzy", window=Window(page=page))).is_past_end


def test_the_archive_is_summed_up(many):
    """Sources and sections by size, first and last day."""
    archive = many.archive()
    assert archive.index.articles == 25
    assert [(c.value, c.articles) for c in archive.counts("source")] == [
        ("رويترز", 13),
        ("وكالة", 12),
    ]
    assert (archive.first, archive.last) == (date(2023, 1, 2), date(2023, 1, 24))


def test_the_archive_knows_what_it_covers(make_index):
    """Articles between two days, both included; those without a date are nowhere."""
    published = ["2023-01-02", "2023-01-02", "2023-01-05", None]
    searcher = make_index(
        *(
            {"id": str(n), "title": f"خبر {n}", "body": f"النفط {n}", "published": day}
            for n, day in enumerate(published)
        )
    )
    articles = searcher.archive().coverage.articles
    assert articles(date(2023, 1, 1), date(2023, 12, 31)) == 3
    assert articles(date(2023, 1, 2), date(2023, 1, 2)) == 2
    assert articles(date(2023, 1, 3), date(2023, 1, 4)) == 0
    assert articles(date(2023, 1, 5), date(2023, 1, 2)) == 0
    nothing = make_index({"id": "n", "body": "النفط"}, name="undated").archive().coverage
    assert nothing.articles(date.min, date.max) == 0


def test_check_finds_an_article_by_its_own_words(many, make_index):
    """An index is ready if it opens and finds an article by its own words."""
    many.check()
    make_index("نص بلا عنوان", name="untitled").check()


@given(text=st.text(max_size=40), page=st.integers(-5, 5))
def test_no_query_fails(sample_index, text, page):
    """Whatever is typed, there is a page, and its list agrees with its count."""
    shown = (
        Searcher(sample_index)
        .snapshot()
        .search(Request(text=text, window=Window(page=page, size=50)))
    )
    assert 0 <= shown.total_matching_all <= shown.total
    rows = shown.rows - 50 * (shown.request.window.page - 1)
    assert len(shown.hits) == min(50, max(0, rows))
