"""An article is read from whatever part of a hit has it."""

import pytest

from index.schema import NO_DATE
from search.engine.opensearch.candidates.candidate import Candidate

SOURCE = {
    "id": "a1",
    "url": "https://news.example/1",
    "title": "أسعار النفط",
    "body": "ارتفعت الأسعار",
    "repeated": "0-4",
    "source": "الأفق",
    "section": "طاقة",
    "author": "سعاد علي",
    "published": "2015-07-21T10:30:00",
    "country": ["مصر", "السعودية"],
    "currency": ["الدولار"],
    "copies": [{"id": "b"}, {"id": "c"}],
}


def test_everything_of_a_hit_is_read():
    """Text from the source, numbers from the columns, names in the order of the alphabet."""
    columns = {"seq": [12], "group": [-5], "grouped": [True]}
    candidate = Candidate.of_hit({"_id": "a1", "_source": SOURCE, "fields": columns})
    printed = ("id", "url", "title", "body", "repeated", "source", "section", "author")
    assert {name: getattr(candidate, name) for name in printed} == {
        name: SOURCE[name] for name in printed
    }
    assert (candidate.seq, candidate.group, candidate.grouped) == (12, -5, True)
    assert candidate.published == 1_437_474_600
    assert candidate.names == (("country", "السعودية"), ("country", "مصر"), ("currency", "الدولار"))
    assert candidate.copies == 2


@pytest.mark.parametrize("part", [{}, {"_source": {}}, {"_source": None, "fields": {}}])
def test_what_a_hit_has_not_is_empty(part):
    """No date, no names, no text: an article that is only counted."""
    assert Candidate.of_hit({"_id": "a1", **part}) == Candidate(id="a1", seq=0)
    assert Candidate(id="a1", seq=0).published == NO_DATE


@pytest.mark.parametrize(
    ("printed", "seconds"),
    [
        pytest.param("2015-07-21T10:30:00", 1_437_474_600, id="source"),
        pytest.param("2015-07-21T10:30:00.000Z", 1_437_474_600, id="column"),
        pytest.param("1437474600", 1_437_474_600, id="seconds"),
        pytest.param(-86400, -86_400, id="before-1970"),
        pytest.param("1969-12-31T00:00:00", -86_400, id="before-1970-in-words"),
        pytest.param("1970-01-01T00:00:00", 0, id="the-first-moment"),
    ],
)
def test_a_moment_is_read_as_the_cluster_writes_it(printed, seconds):
    """The wall clock as it was printed, whichever way it comes."""
    of_columns = {"fields": {"published": [printed]}}
    assert Candidate.of_hit({"_id": "a1", **of_columns}).published == seconds
    assert Candidate.of_hit({"_id": "a1", "_source": {"published": printed}}).published == seconds


def test_columns_serve_where_the_source_was_not_asked_for():
    """Filters and counts need no text."""
    columns = {"id": ["a1"], "seq": [3], "source": ["الأفق"], "country": ["مصر"]}
    candidate = Candidate.of_hit({"fields": columns})
    expected = Candidate(id="a1", seq=3, source="الأفق", names=(("country", "مصر"),))
    assert candidate == expected
