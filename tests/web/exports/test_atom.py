"""The feed of a query."""

import feedparser
import pytest

from tests.web.reading import feed_of


def test_a_feed_tells_what_it_is_of_and_where_it_is(client):
    """Title, own address, page of results; Arabic."""
    feed = feed_of(client.get("/search.atom?q=أسعار النفط&page=2")).feed
    assert feed.title == "أسعار النفط - اقتصاد"
    assert feed.language == "ar"
    links = {link.rel: link.href for link in feed.links}
    query = "%D8%A3%D8%B3%D8%B9%D8%A7%D8%B1+%D8%A7%D9%84%D9%86%D9%81%D8%B7"
    assert links["self"] == f"http://localhost/search.atom?q={query}&sort=newest"
    assert links["alternate"] == f"http://localhost/search?q={query}&sort=newest"


def test_an_entry_keeps_its_id_from_one_index_to_the_next(client_of):
    """With other ids a feed reader would announce every article after each build."""
    old, new = {"id": "old", "body": "نفط"}, {"id": "new", "body": "نفط وغاز"}
    before = feed_of(client_of(old).get("/search.atom?q=نفط"))
    after = feed_of(client_of(new, old).get("/search.atom?q=نفط"))
    assert [entry.id for entry in before.entries] == ["urn:iqtisad:article:old"]
    assert {entry.id for entry in after.entries} >= {"urn:iqtisad:article:old"}
    assert before.feed.id == after.feed.id
    undated = {entry.id: entry.updated for entry in (*before.entries, *after.entries)}
    assert set(undated.values()) == {"1970-01-01T00:00:00Z"}


def test_a_feed_is_the_same_in_every_language(client):
    """The language changes no ids: a feed reader announces no article again."""
    feeds = [
        feedparser.parse(client.get(f"/search.atom?q=نفط{lang}").data) for lang in ("", "&lang=en")
    ]
    assert feeds[0].feed.id == feeds[1].feed.id
    assert [e.id for e in feeds[0].entries] == [e.id for e in feeds[1].entries]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        pytest.param("q=نفط&source=مكتب دبي", "نفط - اقتصاد", id="words"),
        pytest.param(
            "source=مكتب دبي&source=مكتب الرياض", "مكتب دبي، مكتب الرياض - اقتصاد", id="labels"
        ),
        pytest.param("not_source=مكتب دبي", "أحدث المقالات - اقتصاد", id="exclusion"),
        pytest.param("", "أحدث المقالات - اقتصاد", id="everything"),
    ],
)
def test_a_feed_is_named_after_what_narrows_it(client, query, title):
    """By its words, else by its labels; a reader watches several feeds."""
    assert feed_of(client.get(f"/search.atom?{query}")).feed.title == title


def test_other_feeds_have_other_ids(client):
    """Two queries are two feeds; the page that a reader was on makes no difference."""
    ids = [
        feed_of(client.get(f"/search.atom?{query}")).feed.id
        for query in ("q=نفط", "q=نفط&exact=1", "q=غاز", "q=نفط&page=2&size=5")
    ]
    assert len(set(ids)) == 3
    assert ids[0] == ids[3]
