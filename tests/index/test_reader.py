"""Reading an index: postings, columns, stored articles."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.articles import Article
from index.codec.segment import LENGTHS
from index.commands.manage import index
from index.indexer.build import build_index, index_articles
from index.postings import PLACES
from index.quantities.terms import Interval, term_range
from index.reader import open_reader
from index.schema import NO_DATE
from index.versions.store import open_index


@pytest.fixture
def reader(tmp_path):
    """Return a reader over three articles."""
    archive = tmp_path / "a.jsonl"
    archive.write_text(
        '{"id": "a", "title": "النفط", "body": "سعر النفط وسعر الغاز", "source": "رويترز",'
        ' "published": "2023-05-07T10:20:00", "author": "سعاد", "url": "https://example.org/a"}\n'
        '{"id": "b", "body": "سعر القمح"}\n'
        '{"id": "c", "body": "سعر سعر سعر", "source": "رويترز"}\n',
        "utf-8",
    )
    build_index([archive], tmp_path / "index")
    return open_reader(tmp_path / "index")


def test_postings_count_a_term_in_each_document(reader):
    """Documents ascend, frequencies stand beside them."""
    postings = reader.postings("body", "سعر")
    assert postings.documents.tolist() == [0, 1, 2]
    assert postings.frequencies.tolist() == [1, 1, 3]
    assert reader.postings("body", "~سعر").frequencies.tolist() == [2, 1, 3]
    assert reader.postings("body", "زقزقة").documents.size == 0


def test_places_are_documents_and_positions(reader):
    """All terms of a word stand at its position."""
    everywhere = np.arange(3)
    found = reader.places_in("body", ("~سعر",), everywhere)
    places = [divmod(place, PLACES) for place in found.tolist()]
    assert places == [(0, 0), (0, 2), (1, 0), (2, 0), (2, 1), (2, 2)]
    assert reader.places_in("body", ("~سعر",), np.array([1])).tolist() == [PLACES]
    assert reader.places_in("body", ("زقزقة", ""), everywhere).size == 0


def test_a_range_of_terms_has_documents_and_places(tmp_path):
    """All amounts of a unit between two values, at every word of each."""
    archive = tmp_path / "a.jsonl"
    bodies = ("نحو 5 مليار دولار", "بين 5% و7 مليار دولار", "9 مليار دولار")
    lines = (f'{{"id": "{n}", "body": "{body}"}}\n' for n, body in enumerate(bodies))
    archive.write_text("".join(lines), "utf-8")
    build_index([archive], tmp_path / "index")
    reader = open_reader(tmp_path / "index")
    held = term_range("usd", Interval(5e9, 7e9))
    assert set(reader.documents_between("body", *held).tolist()) == {0, 1}
    places = reader.places_between("body", [held, term_range("pct", Interval())], np.array([1, 2]))
    assert [divmod(place, PLACES) for place in places.tolist()] == [(1, n) for n in (1, 2, 3, 4)]
    assert not len(reader.places_between("title", [held], np.array([0])))
    percents = term_range("pct", Interval())
    counted = [reader.held_between("body", ranges) for ranges in ([held], [held, percents], [])]
    assert counted == [2, 2, 0]
    assert reader.held_between("title", (held,)) == 0


def test_occurrences_are_documents_counts_and_positions(reader):
    """The same as arrays of their own."""
    occurrences = [each.tolist() for each in reader.occurrences("body", "~سعر")]
    assert occurrences == [[0, 1, 2], [2, 1, 3], [0, 2, 0, 0, 1, 2]]
    assert not reader.occurrences("body", "زقزقة")[2].size
    assert reader.postings("body", "^سعر").documents.size
    assert [each.size for each in reader.occurrences("body", "^سعر")] == [0, 0, 0]


def test_stored_articles_are_as_printed(reader):
    """Nothing of an article is lost on the way."""
    first, second = reader.stored(0).headline, reader.stored(1).headline
    assert (first.id, first.title, first.source, first.author) == ("a", "النفط", "رويترز", "سعاد")
    assert first.url == "https://example.org/a"
    assert reader.body(0) == reader.stored(0).body == "سعر النفط وسعر الغاز"
    assert first.published.isoformat() == "2023-05-07T10:20:00"
    assert (second.title, second.source, second.published, second.copies) == ("", "", None, 0)


def as_whoosh_rounds(length):
    """Return a length as it comes back from the byte in which Whoosh keeps it."""
    return byte_to_length(length_to_byte(length))


def test_columns_and_lengths(reader):
    """Columns and lengths have an entry a document."""
    assert reader.labels("source").counts() == [("رويترز", 2), ("", 1)]
    assert reader.published[1] == NO_DATE
    articles = [reader.stored(document) for document in range(3)]
    titles, bodies = [each.headline.title for each in articles], [each.body for each in articles]
    for field, texts in (("title", titles), ("body", bodies)):
        counts = [len([t for w in reader.analyzer.words(x) for t in w[4:] if t]) for x in texts]
        assert LENGTHS[reader.length_bytes(field)].tolist() == [
            as_whoosh_rounds(count) for count in counts
        ]
    assert reader.articles == len(reader) == 3


def test_documents_by_id(reader):
    """An id names one document, or none."""
    assert reader.document("c") == 2
    assert reader.document("nobody") is None


def test_prefixes_expand_to_the_most_frequent_forms(reader):
    """A prefix expands to printed words and not to stems."""
    assert reader.expand_prefix("body", "س", 10) == ["سعر"]
    assert reader.expand_prefix("body", "ال", 1) in (["النفط"], ["الغاز"], ["القمح"])
    assert reader.expand_prefix("title", "غ", 10) == []


def test_a_small_index_holds_no_file_open(reader, tmp_path):
    """A map holds a descriptor, and a server's select() ends at 1,024 of them."""
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("open files are counted in /proc")
    before = len(list(descriptors.iterdir()))
    again = [open_index(tmp_path / "index") for _ in range(20)]
    assert [opened.segment.documents for opened in again] == [reader.articles] * 20
    assert len(list(descriptors.iterdir())) == before


@pytest.mark.parametrize(
    ("url", "shown", "text"),
    [
        pytest.param("javascript:alert(1)", "", "", id="script"),
        pytest.param("data:text/html,x", "", "", id="data"),
        pytest.param("java\nscript:alert(1)", "", "", id="script over lines"),
        pytest.param(
            r"http://a.example\@b.example/", "", r"http://a.example\@b.example/", id="two"
        ),
        pytest.param("https://a.example/نفط", "https://a.example/نفط", "", id="web"),
    ],
)
def test_an_address_of_an_older_index_leads_to_the_web_or_nowhere(tmp_path, url, shown, text):
    """All that is shown, exported or fed has its addresses from here."""
    parts = dict.fromkeys(("source", "section", "author"), "")
    old = Article(id="a", url=url, title="سعر", body="سعر النفط", published=None, **parts)
    copy = replace(old, id="b")
    index_articles([old, copy], tmp_path)
    reader = open_reader(tmp_path)
    headline = reader.stored(0).headline
    assert (headline.url, headline.no_address) == (shown, text)
    assert {each.url for each in reader.identical("a")} <= {shown}
    exported = CliRunner().invoke(index, ["export", "--index-dir", str(tmp_path)])
    assert exported.exit_code == 0
    assert {json.loads(line)["url"] for line in exported.stdout.splitlines()} == {shown or text}
