"""An export of any size gives its items one at a time, and no damage does harm to the next."""

import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.fault import UnreadableError
from index.articles.files.stream import Stream
from index.articles.readers.syndication.wordpress_xml import (
    LARGEST_ITEM,
    CutOffError,
    fields_of,
    items_of,
    texts_of,
    whole,
)

TEXT = (
    "<rss><channel><!-- <item> --><item><a>1</a></item>\n<item ><a><![CDATA[</item>]]></a></item >"
    "<itemx/></channel></rss>"
)
ITEMS = ["<item><a>1</a></item>", "<item ><a><![CDATA[</item>]]></a></item >"]


@given(st.lists(st.integers(0, len(TEXT))))
def test_items_do_not_depend_on_the_pieces_that_are_read(places):
    """A mark may lie across two of them."""
    cuts = [0, *sorted(places), len(TEXT)]
    pieces = (TEXT[start:end] for start, end in pairwise(cuts))
    assert list(items_of(pieces)) == ITEMS


@pytest.mark.parametrize("end", ["<item>", "<item><![CDATA[", "<!--", "", "<item><a>1</a>"])
def test_an_early_end_is_told(end):
    """After the items before it."""
    items = items_of(iter((f"<rss>{ITEMS[0]}{end}",)))
    assert next(items) == ITEMS[0]
    with pytest.raises(CutOffError):
        list(items)


def test_memory_does_not_grow_with_what_is_no_item():
    """Nor with an item that is too large."""

    def texts():
        yield "<rss>"
        yield from ("ا" * 2**20 for _ in range(40))
        yield "<item>"
        yield from ("ب" * 2**20 for _ in range(40))
        yield "</item><item></item></rss>"

    tracemalloc.start()
    large, small = items_of(texts())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # Arabic letters have two bytes each, and a new piece is joined to what is kept.
    assert most < 5 * LARGEST_ITEM
    assert isinstance(large, UnreadableError)
    assert str(LARGEST_ITEM // 2**20) in large.reason
    assert small == "<item></item>"


def test_names_have_their_prefix_declared_or_not():
    """Declarations of the file are not repeated in an item."""
    xml = '<item><wp:a>1</wp:a><b xmlns:b="urn:b"/><c:d xmlns:c="urn:c" e="f">&amp;<i>g</i></c:d>'
    found = [
        (name, dict(attributes), text) for name, attributes, text in fields_of(f"{xml}</item>")
    ]
    assert found == [("wp:a", {}, "1"), ("b", {}, ""), ("c:d", {"e": "f"}, "&g")]


@pytest.mark.parametrize("xml", ["", "نص", "<", "<!-- -->"])
def test_what_is_no_xml_is_told(xml):
    """As an error that has a way out."""
    with pytest.raises(UnreadableError):
        list(fields_of(xml))


def test_damaged_bytes_are_known_in_the_text(tmp_path):
    """Only where they are."""
    path = tmp_path / "export.xml"
    path.write_bytes("<rss>القمح".encode() + b"\xff" + "والذرة".encode())
    with Stream(path) as stream:
        text = "".join(texts_of(stream))
    assert whole(text[:10]) == "<rss>القمح"
    with pytest.raises(UnreadableError):
        whole(text)
