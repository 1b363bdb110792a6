"""An index that does not have its articles, or does not find them, is not let live."""

import pytest

from index.cluster.filling.probe import lost, probe, query
from index.cluster.filling.sending import SendingError
from index.indexer.build import index_articles
from index.versions.store import open_index
from tests.index.indexer.archives import numbered

TITLE, BODY = "ارتفاع أسعار النفط", "اشترك الآن\nتراجع الذهب في لندن"


@pytest.fixture
def index_dir(tmp_path):
    """Return the directory of an index of some articles."""
    articles = [
        numbered("a", BODY, title=TITLE),
        numbered("b", BODY + " اليوم", repeated=((0, 11),)),
        numbered("c", "في"),
    ]
    index_articles(iter(articles), tmp_path / "index")
    return tmp_path / "index"


def terms(fields):
    """Return the terms by which an article is looked for."""
    return [next(iter(each["term"].items())) for each in query(fields)["bool"]["filter"]]


def test_an_article_is_looked_for_by_its_first_words():
    """Of its title, else of what is indexed of its body."""
    of_title = terms({"id": "a", "title": TITLE, "body": BODY, "repeated": ""})
    assert of_title == [
        ("id", "a"),
        ("title_t", "~ارتفاع"),
        ("title_t", "~سعر"),
        ("title_t", "~نفط"),
    ]
    of_body = terms({"id": "b", "title": "", "body": BODY, "repeated": "0-11"})
    assert ("body_t", "~ذهب") in of_body
    assert not any("شرك" in term for _, term in of_body)


def test_a_sound_index_passes(versions, send, index_dir):
    """All of its articles are found."""
    name, opened = send(index_dir).index, open_index(index_dir)
    probe(versions.cluster, name, opened.segment)
    assert lost(versions.cluster, name, [opened.segment.record(0).fields]) == []


def test_an_article_that_its_words_do_not_find_is_told(versions, send, index_dir):
    """By its id."""
    name, segment = send(index_dir).index, open_index(index_dir).segment
    versions.cluster.ask("PUT", f"{name}/_doc/a", {"id": "a"}, params={"refresh": "true"})
    with pytest.raises(SendingError, match=r"does not find its own articles \(a\)"):
        probe(versions.cluster, name, segment)


def test_an_index_with_other_articles_is_told(versions, send, index_dir):
    """By their numbers."""
    name, segment = send(index_dir).index, open_index(index_dir).segment
    versions.cluster.ask("DELETE", f"{name}/_doc/a", params={"refresh": "true"})
    with pytest.raises(SendingError, match=r"has 2 articles, and 3 were sent"):
        probe(versions.cluster, name, segment)
