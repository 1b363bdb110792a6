"""Records are found in what servers and databases wrap them in."""

from pathlib import Path

import pytest

from index.articles import Article, Fault
from index.articles.records.wrappers import read_records

TITLE, BODY = "أسعار النفط", "ارتفعت أسعار النفط اليوم."
ONE = {"title": TITLE, "body": BODY}
PATH = Path("a.json")


def found(record):
    """Return what a record is read as."""
    return list(read_records(record, PATH, 7))


@pytest.mark.parametrize(
    "wrapped",
    [
        pytest.param(ONE, id="bare"),
        pytest.param({"items": [ONE]}, id="list"),
        pytest.param({"status": "ok", "totalResults": 1, "articles": [ONE]}, id="answer"),
        pytest.param({"item": ONE}, id="object"),
        pytest.param({"data": {"articles": [ONE]}}, id="list in an object"),
        pytest.param({"response": {"docs": [ONE]}}, id="solr"),
        pytest.param({"_index": "a", "_source": ONE}, id="elasticdump"),
        pytest.param({"hits": {"total": 1, "hits": [{"_source": ONE}]}}, id="elasticsearch"),
        pytest.param({"title": TITLE, "data": {"body": BODY}}, id="title outside"),
        pytest.param({"title": "موقع", "count": 1, "list": [ONE]}, id="list by that name"),
        pytest.param({"title": "موقع", "body": "", "news": [ONE]}, id="with an empty body"),
        pytest.param({"title": "موقع", "items": [ONE, None]}, id="with a gap"),
    ],
)
def test_a_wrapper_is_no_article(wrapped):
    """What is in it is one."""
    (article,) = found(wrapped)
    assert (article.title, article.body) == (TITLE, BODY)


def test_an_own_text_comes_before_what_it_holds():
    """Related articles and numbers of views make no wrapper of an article."""
    record = {**ONE, "items": [{"title": "x"}], "data": {"title": "y", "views": "3"}}
    assert [article.title for article in found(record)] == [TITLE]


def test_the_title_of_a_list_names_the_source():
    """Unless an item says better; it is an article of nobody."""
    record = {"title": "الميزان", "items": [ONE, {**ONE, "source": "المرفأ"}]}
    assert [article.source for article in found(record)] == ["الميزان", "المرفأ"]


def test_an_item_without_text_costs_only_itself():
    """Its number is told."""
    items = found({"items": [{"x": "y"}, ONE]})
    assert isinstance(items[0], Fault)
    assert items[0].reason.startswith("item 1: neither title nor body")
    assert isinstance(items[1], Article)


def test_wrappers_without_end():
    """What is wrapped deeper than any database does it is not looked for."""
    record = ONE
    for _ in range(500):
        record = {"data": record, "title": "x"}
    assert len(found(record)) == 1
