"""A feed is parsed whole; where the parser raises, an item costs itself at most."""

from index.articles.readers.syndication.feed_parser import parse_feed

FRAME = "<rss version='2.0'><channel><title>الميزان</title>{}</channel></rss>"
GOOD = "<item><title>النفط</title><link>/n/1</link></item>"
#: feedparser raises for a place on a map outside of its frame.
PLACE = "<gml:pos xmlns:gml='http://www.opengis.net/gml'>1 2</gml:pos>"


def parsed(items):
    """Return what a feed of items is parsed as."""
    return parse_feed(FRAME.format(items).encode(), "https://mizan.example/feed")


def test_a_good_feed_is_parsed_whole():
    """With its version, its own parts and its items."""
    feed = parsed(GOOD)
    assert (feed.version, feed.feed["title"]) == ("rss20", "الميزان")
    assert [each["title"] for each in feed.entries] == ["النفط"]


def test_what_no_article_is_made_of_goes():
    """The item that has it stays."""
    feed = parsed(f"<item><title>القمح</title>{PLACE}</item>{GOOD}")
    assert [each["title"] for each in feed.entries] == ["القمح", "النفط"]


def test_an_item_that_cannot_be_parsed_is_none():
    """In its place, so that the others keep their numbers."""
    feed = parsed(f"{GOOD}<item><title>ذهب{PLACE}</title></item>{GOOD}")
    assert [each and each["title"] for each in feed.entries] == ["النفط", None, "النفط"]
    assert feed.feed["title"] == "الميزان"
