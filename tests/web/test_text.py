"""Printed text for formats that do not take every character."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.text import clean, one_line

ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from("\x00\x0b\x7f\ud800\ufffe"))


@given(ANY_TEXT)
def test_clean_text_can_stand_in_xml(text):
    """No character is left that an XML document must not hold."""
    escaped = clean(text).replace("&", "&amp;").replace("<", "&lt;")
    parsed = ET.fromstring(f"<x>{escaped}</x>").text or ""  # noqa: S314  our own
    assert parsed == clean(text).replace("\r\n", "\n").replace("\r", "\n")


@given(ANY_TEXT)
def test_cleaning_keeps_the_places_of_characters(text):
    """One blank stands for each that is removed; clean text stays as it is."""
    assert len(clean(text)) == len(text)
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("نفط\tوغاز\r\n", "نفط\tوغاز\r\n", id="tabs and line ends stay"),
        pytest.param("a\x00b\x1fc", "a b c", id="control characters"),
        pytest.param("a\x84\x85\x86", "a \x85 ", id="only one of the later ones is a line end"),
        pytest.param("\u200f\u202e\u2066", "\u200f\u202e\u2066", id="directions stay"),
        pytest.param("\ud800\uffff", "  ", id="no characters at all"),
    ],
)
def test_what_no_document_may_hold_is_a_blank(text, cleaned):
    """Only characters that are invalid in documents are replaced."""
    assert clean(text) == cleaned


@given(ANY_TEXT)
def test_one_line_is_one_line(text):
    """It has single blanks between its words and none around them."""
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == " ".join(line.split())
