"""Fragments as HTML: every letter as printed, nothing but marks added."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Fragment
from web.components.markup import isolated, marked

_MARK_TAGS = re.compile("</?mark>")


@st.composite
def fragments(draw):
    """Return any text with any spans that follow each other."""
    text = draw(st.text())
    borders = sorted(draw(st.lists(st.integers(0, len(text)), unique=True)))
    return Fragment(text=text, highlights=tuple(zip(borders[::2], borders[1::2], strict=False)))


@given(fragments())
def test_without_tags_the_text_is_the_original(fragment):
    """Nothing that was printed is lost, moved or read as HTML."""
    shown = str(marked(fragment))
    assert html.unescape(_MARK_TAGS.sub("", shown)) == fragment.text


@given(fragments())
def test_every_span_is_marked_once(fragment):
    """The highlights of the fragment are the contents of the marks."""
    shown = re.findall("<mark>([^<]*)</mark>", str(marked(fragment)))
    expected = [fragment.text[start:end] for start, end in fragment.highlights]
    assert [html.unescape(each) for each in shown] == expected


@given(fragments())
def test_only_marks_are_tags(fragment):
    """A text cannot add tags of its own or close ours."""
    assert "<" not in _MARK_TAGS.sub("", str(marked(fragment)))


@given(st.text())
def test_isolating_adds_only_bdi(text):
    """A query is shown letter for letter as it was understood."""
    assert html.unescape(re.sub("</?bdi>", "", str(isolated(text)))) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("تاريخ:2016-11", "تاريخ:<bdi>2016-11</bdi>", id="month"),
        pytest.param("تاريخ:2015..2016", "تاريخ:<bdi>2015..2016</bdi>", id="range"),
        pytest.param("تاريخ:٢٠١٥..٢٠١٦", "تاريخ:<bdi>٢٠١٥..٢٠١٦</bdi>", id="arabic digits"),
        pytest.param("نمو ١٧٫٤ 5", "نمو <bdi>١٧٫٤</bdi> 5", id="decimals, and a lone number"),
        pytest.param("نفط -غاز", "نفط -غاز", id="a minus is no number"),
        pytest.param("<b>", "&lt;b&gt;", id="escaped"),
    ],
)
def test_dates_keep_the_order_of_their_parts(text, shown):
    """Without isolation a browser draws 2016-11 as 11-2016 after an Arabic letter."""
    assert isolated(text) == shown
