"""Addresses without what readers search for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.exchanges import latin
from web.logs.addresses import names_only, readable, target_of, without_texts

KNOWN = frozenset(("q", "from", "source"))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ""),
        ("q=oil", "q"),
        ("q=oil&q=gas&from=2016", "q&from"),
        ("oil", "*"),
        ("oil+price&gas", "*"),
        ("Q=oil", "*"),
        ("%71=oil", "q"),
        ("q", "q"),
        ("&&=oil&", "*"),
        ("q=oil;source=x", "q"),
        ("&".join(["oil"] * 49 + ["from=1"]), "*&from"),
        ("&".join(["oil"] * 50 + ["from=1"]), "*"),
    ],
    ids=[
        "none",
        "one",
        "twice",
        "bare",
        "two bare",
        "other case",
        "escaped",
        "blank",
        "odd",
        "old",
        "many",
        "too many",
    ],
)
def test_values_are_left_out(query, names):
    """And names that we do not know: they may be what was searched for."""
    assert names_only(query, KNOWN) == names


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("", ""),
        ("https://example.org/about", "https://example.org/about"),
        ("https://example.org/search?q=oil&from=1", "https://example.org/search?q&from"),
        ("https://example.org/search?q=oil#oil", "https://example.org/search?q"),
        ("https://example.org/#:~:text=oil", "https://example.org/"),
        ("https://example.org/login/%2Fsearch%3Fq%3Doil", "https://example.org/login/%2Fsearch"),
        ("https://example.org/?next=/search?q=oil", "https://example.org/?*"),
        ("android-app://oil", "android-app://oil"),
    ],
    ids=["none", "plain", "query", "both", "fragment", "escaped", "nested", "other"],
)
def test_an_address_tells_where_somebody_was(address, kept):
    """And not what was searched for there."""
    assert without_texts(address, KNOWN) == kept


@given(st.text(st.sampled_from("secret=&?#%3Ff23q+ ")))
def test_no_value_is_ever_told(query):
    """Whatever stands behind the names of parameters."""
    assert set(names_only(query, KNOWN).split("&")) <= KNOWN | {"*", ""}


@given(st.binary(), st.binary())
def test_a_target_is_one_word_of_ascii(path, query):
    """Whatever bytes were sent: no blank, no quote, no control, no second line."""
    target = target_of(path.decode("latin-1"), query.decode("latin-1"))
    assert all("!" <= letter <= "~" and letter not in '"\\' for letter in target)


def test_bytes_are_read_as_text():
    """What is no UTF-8 is marked."""
    assert readable(latin("نفط")) == "نفط"
    assert readable("\xff") == "\ufffd"
