"""The main job on real articles: every one indexed, every kind of query finds."""

import pytest

from search import Request, Window
from tests.conftest import ids


def test_every_article_is_indexed(economic_news):
    """Articles without title, date or address too; every date that is printed is read."""
    report, searcher = economic_news
    assert report.articles == 13_728 + 1
    assert not report.faults
    assert searcher.archive().index.articles == report.articles


def test_every_query_of_a_journalist_finds_articles(economic_news, shared_data):
    """None of the queries comes back empty."""
    _, searcher = economic_news
    queries = (shared_data / "queries-real.txt").read_text("utf-8").splitlines()
    assert len(queries) == 60
    assert [q for q in queries if not searcher.search(Request(text=q)).hits] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("14 بروتوكول تعاون", id="number"),
        pytest.param("التحول الرقمي", id="digital-transformation"),
        pytest.param("الوزير السوري", id="minister"),
        pytest.param("أنقرة ودمشق", id="clitic-and-hamza"),
        pytest.param("ميكست", id="name-in-quotes"),
        pytest.param("MEXT", id="latin"),
        pytest.param("الصناعه التركيه", id="heh-for-teh-marbuta"),
    ],
)
def test_the_article_of_a_text_file_is_found(economic_news, text):
    """An article as a site gives it, among thirteen thousand others."""
    _, searcher = economic_news
    page = searcher.search(Request(text=text, window=Window(size=50)))
    found = [hit.headline for hit in page.hits[: page.total_matching_all]]
    sections = [each.section for each in found if not each.source]
    assert sections == ["اقتصاد"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("اسعار", "أسعار", id="hamza"),
        pytest.param("٣٫٥٪", "3.5%", id="digits"),
        pytest.param("أنقرة", "انقره", id="ankara"),
        pytest.param("النَّفْطُ", "النفط", id="vocalised"),
    ],
)
def test_spellings_find_the_same_articles(economic_news, one, other):
    """The list is the same, in the same order."""
    _, searcher = economic_news
    first, second = (searcher.search(Request(text=text)) for text in (one, other))
    assert first.total == second.total > 0
    assert ids(first) == ids(second)


def test_forms_of_a_word_find_the_same_articles(economic_news):
    """Every form of a word finds the articles with its stem."""
    _, searcher = economic_news
    forms = ("النفط", "والنفط", "بالنفط", "للنفط", "نفط")
    assert len({searcher.search(Request(text=form)).total for form in forms}) == 1
