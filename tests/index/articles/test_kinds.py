"""What a file is, is told by its first bytes; its suffix decides only where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.kinds import ADDRESSES, READERS, SUFFIXES, kind_of, separator_of

SUFFIX = st.sampled_from(["", ".txt", *SUFFIXES])
PIECES = st.sampled_from(
    '<rss <html> <?xml <!DOCTYPE [ ]> <!-- --> { } [ ] "version" : http://a.b/c title,body\n \ufeff'
    " WARC/1.0 PAR1 xmlns:wp=".split(" ")
)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        pytest.param('{"title": "نفط"}', "json", id="object"),
        pytest.param(' \n[{"title": "نفط"}]', "json", id="array"),
        pytest.param('\ufeff{"title": "نفط"}', "json", id="mark"),
        pytest.param('{"version": "https://jsonfeed.org/version/1.1"}', "feed", id="JSON Feed"),
        pytest.param("title,body\nنفط,سعر", "table", id="comma"),
        pytest.param("العنوان\tالنص\nنفط\tسعر", "table", id="tab"),
        pytest.param("<?xml version='1.0'?>\n<rss version='2.0'>", "feed", id="RSS"),
        pytest.param("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "feed", id="RDF"),
        pytest.param("<!-- a --><feed xmlns='http://www.w3.org/2005/Atom'>", "feed", id="Atom"),
        pytest.param("<rss xmlns:wp='http://wordpress.org/export/1.2/'>", "wordpress", id="WXR"),
        pytest.param("<!doctype HTML>\n<p>نفط</p>", "page", id="document type"),
        pytest.param("<HTML lang=ar>", "page", id="page"),
        pytest.param(
            "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'a.dtd'><nitf>", "nitf", id="NITF"
        ),
        pytest.param("<NewsML>", "newsml", id="NewsML"),
        pytest.param("<newsMessage>", "newsml", id="NewsML-G2"),
        pytest.param("<urlset>", ADDRESSES, id="sitemap"),
        pytest.param("<opml>", ADDRESSES, id="OPML"),
        pytest.param("https://a.example/1\nhttps://a.example/2\n", ADDRESSES, id="addresses"),
        pytest.param(f"12 {'a' * 32} http://a.example/1.zip\n", ADDRESSES, id="GDELT"),
        pytest.param("WARC/1.1\r\n", "warc", id="WARC"),
        pytest.param("PAR1", "parquet", id="Parquet"),
        pytest.param("<svg>", "", id="picture"),
        pytest.param("سعر النفط", "", id="text"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_first_bytes_tell_the_kind(start, kind):
    """Without any suffix; a mark of UTF-16 is understood, where there is text to be marked."""
    assert kind_of(start.encode(), "") == kind
    if not start.startswith(("WARC", "PAR1", "\ufeff")):
        assert kind_of(start.encode("utf-16"), "") == kind


@pytest.mark.parametrize(
    ("start", "suffix", "kind"),
    [
        pytest.param('{"title": "نفط"}', ".jsonl", "jsonl", id="JSON Lines"),
        pytest.param("سعر النفط", ".txt", "text", id="text"),
        pytest.param("<p>نفط", ".txt", "text", id="text with a tag"),
        pytest.param("نفط\n<html><body>", ".txt", "page", id="page below a line"),
        pytest.param("<rss>", ".txt", "feed", id="feed"),
        pytest.param("title;body", ".txt", "table", id="table"),
        pytest.param("a,b", ".csv", "table", id="unknown names"),
        pytest.param("<html>", ".xml", "page", id="page named otherwise"),
        pytest.param("", ".json", "json", id="nothing in it"),
    ],
)
def test_the_suffix_decides_what_the_bytes_leave_open(start, suffix, kind):
    """And nothing else: a text that holds a feed is a feed."""
    assert kind_of(start.encode(), suffix) == kind


@pytest.mark.parametrize(
    ("line", "separator"),
    [
        pytest.param("title,body", ",", id="comma"),
        pytest.param('"title";"body, text";date', ";", id="semicolon"),
        pytest.param("title|body", "|", id="bar"),
        pytest.param("title\tbody", "\t", id="tab"),
        pytest.param("ارتفع النفط، وتراجع الذهب, أمس", "", id="sentence"),
        pytest.param("title", "", id="one name"),
    ],
)
def test_the_separator_is_that_of_the_header(line, separator):
    """The one that parts the most known names."""
    assert separator_of(line) == separator


@given(st.binary(max_size=200) | st.lists(PIECES).map(lambda p: "".join(p).encode()), SUFFIX)
def test_every_start_has_a_kind_or_none(start, suffix):
    """Nothing is raised, and every kind has a reader or is a list of addresses."""
    assert kind_of(start, suffix) in {"", ADDRESSES, *READERS}
