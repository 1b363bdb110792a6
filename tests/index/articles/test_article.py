"""An article's id stays the same from build to build."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import article_id
from index.articles.article import own_or_made_id


@given(st.text(), st.text(), st.text())
def test_an_id_is_sixteen_hex_digits_and_stable(source, url, text):
    """Whatever an article says, its id can stand in an address, and stays."""
    found = article_id(source, url, text)
    assert re.fullmatch("[0-9a-f]{16}", found)
    assert found == article_id(source, url, text)


@given(st.text(), st.text(), st.text())
def test_an_address_decides_alone(source, first, second):
    """A corrected text under the same address is the same article."""
    url = "https://example.org/1"
    assert article_id(source, url, first) == article_id(source, url, second)


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(" https://example.org/1\n", id="blanks"),
        pytest.param("https://example.org/1#comments", id="fragment"),
    ],
)
def test_blanks_and_fragment_are_no_part_of_an_address(same):
    """A link to a place in the article is a link to the article."""
    assert article_id("a", same, "") == article_id("a", "https://example.org/1", "")


def test_parameters_case_and_source_are():
    """Sites tell their articles apart by them."""
    urls = ["https://example.org/?id=1", "https://example.org/?id=2", "https://example.org/?ID=1"]
    ids = {article_id(source, url, "") for source in ("a", "b") for url in urls}
    assert len(ids) == 6


def test_without_an_address_the_text_decides():
    """Its layout and normal form do not, nor does the source."""
    assert article_id("a", "", "آفاق\n\nالنفط ") == article_id(
        "b", "#top", "ا\u0653فاق \u00a0النفط"
    )
    assert article_id("a", "", "النفط") != article_id("a", "", "الغاز")


@pytest.mark.parametrize(
    "own",
    [
        pytest.param("sn-snn635", id="letters"),
        pytest.param("2023.05_07", id="signs"),
        pytest.param("...", id="three points"),
        pytest.param("a" * 64, id="longest"),
    ],
)
def test_a_safe_id_of_the_record_is_kept(own):
    """Whoever named the articles finds them by their names."""
    assert own_or_made_id(own, source="a", url="", text="b") == own


@pytest.mark.parametrize(
    "own",
    [
        pytest.param("", id="none"),
        pytest.param(".", id="this folder"),
        pytest.param("..", id="parent folder"),
        pytest.param("a/b", id="slash"),
        pytest.param("a\n", id="line end"),
        pytest.param("خبر", id="arabic"),
        pytest.param("a" * 65, id="too long"),
        pytest.param("https://example.org/?p=1", id="address"),
    ],
)
def test_an_unsafe_id_is_replaced(own):
    """An id stands in addresses and file names."""
    assert own_or_made_id(own, source="a", url="https://example.org/1", text="b") == article_id(
        "a", "https://example.org/1", ""
    )
