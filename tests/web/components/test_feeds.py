"""The feeds of a page: of what was asked for, of a source, of all."""

from search import Filters, Label, Request, Sort, Window
from tests.conftest import ids
from tests.web.reading import feed_of
from web.components.feeds import feed_url, feeds_of, source_feed

RAMI = Filters(included=(Label("source", "مكتب دبي"),))


def test_results_offer_their_feed_and_that_of_all(app):
    """Its title is the query; order, meaning and page say nothing to a feed."""
    asked = Request(text="نفط", filters=RAMI, sort=Sort.OLDEST, meaning=True, window=Window(page=3))
    with app.test_request_context():
        first, whole = feeds_of(asked)
    assert first.title == "نفط"
    assert "sort" not in first.url
    assert "page" not in first.url
    assert "meaning" not in first.url
    assert whole.url == "/search.atom"


def test_a_feed_of_a_list_is_by_date_whatever_the_list_is_by(app):
    """A program that watches for news has one address of it."""
    with app.test_request_context():
        assert feed_url(Request(text="oil", meaning=True)) == "/search.atom?q=oil"
        assert feed_url(Request(text="oil", exact=True)) == "/search.atom?q=oil&exact=1"


def test_no_feed_is_offered_twice(app):
    """The archive has one, and an article's source one more."""
    with app.test_request_context():
        assert [feed.url for feed in feeds_of(Request())] == ["/search.atom"]
        source, whole = feeds_of(Request(), "مكتب دبي")
        assert source == source_feed("مكتب دبي")
    assert source.title == "مكتب دبي"
    assert whole.url == "/search.atom"


def test_the_feed_of_a_source_has_its_articles(app, client, searcher):
    """All of its newest, and the feed is named after it."""
    with app.test_request_context():
        feed = feed_of(client.get(source_feed("مكتب دبي").url))
    newest = searcher.search(Request(filters=RAMI, sort=Sort.NEWEST, grouped=False))
    assert feed.feed.title.startswith("مكتب دبي")
    assert [entry.id.rpartition(":")[2] for entry in feed.entries][:10] == ids(newest)
