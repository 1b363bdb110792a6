"""Places in a list as texts: read as they were written, for the same search only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import After, Request, Sort
from web.cursors import cursor_of, place_in

PLACE = After(rows=7, id="imf-2016", version="20160101-1")
ASKED = Request(text="نفط", sort=Sort.NEWEST)


def test_a_place_is_read_as_it_was_written():
    """The text needs no escape in an address; without a place there is none."""
    cursor = cursor_of(ASKED.following(PLACE))
    assert place_in(ASKED, cursor) == PLACE
    assert cursor.replace("-", "").replace("_", "").isalnum()
    assert cursor_of(ASKED) == ""


def test_a_place_is_one_of_its_search():
    """Another text, order or filter makes another list; another page size does not."""
    cursor = cursor_of(ASKED.following(PLACE))
    for other in (Request(text="غاز", sort=Sort.NEWEST), Request(text="نفط")):
        with pytest.raises(ValueError, match=cursor):
            place_in(other, cursor)


def test_a_place_of_the_release_before_holds():
    """Who takes a long list in parts is not sent back when the service is brought up to date."""
    written = (
        "WzEwLCJhMSIsIjIwMjYxMTI3VDAwMDAwMDAwMDAwMC0wMDAwMDAwMCIsIjJhNTdlMGVhOWE5MCJd"  # 9b16861
    )
    place = After(rows=10, id="a1", version="20261127T000000000000-00000000")
    assert place_in(Request(text="نفط"), written) == place
    by_meaning = Request(text="نفط", meaning=True)
    with pytest.raises(ValueError, match=written):
        place_in(by_meaning, written)
    assert place_in(by_meaning, cursor_of(by_meaning.following(place))) == place


@given(st.text() | st.text("ABCwxyz0189-_=W", max_size=300))
def test_any_text_is_a_place_or_refused(text):
    """Nothing else is raised, whatever an address holds."""
    with pytest.raises(ValueError, match=r".*"):
        place_in(ASKED, text)
