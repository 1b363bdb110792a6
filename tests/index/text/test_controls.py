"""What is printed commands no terminal, and says what it said."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.controls import escaped, json_text

#: Every kind of character, half ones included.
TEXTS = st.text(st.characters(exclude_categories=()))
#: The controls of direction, as Unicode has them (Bidi_Control).
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def commands(text):
    """Return the characters of a text that a terminal or a log may take for more than a sign."""
    kinds = ("Cc", "Cs", "Zl", "Zp")
    return [sign for sign in text if unicodedata.category(sign) in kinds or sign in DIRECTIONS]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("\x1b[31mأحمر", r"\x1b[31mأحمر", id="escape"),
        pytest.param("\x9b2J", r"\x9b2J", id="control of one byte"),
        pytest.param("a\u202egpj.exe", r"a\u202egpj.exe", id="turned round"),
        pytest.param("a\r\nb", r"a\x0d\x0ab", id="line end"),
        pytest.param("\udcff", r"\udcff", id="byte of a file name"),
        pytest.param("\u2028", r"\u2028", id="line separator"),
        pytest.param("نفطٌ\u200c 5%\t😀", "نفطٌ\u200c 5%\t😀", id="text"),
    ],
)
def test_controls_are_printed_as_their_numbers(text, printed):
    """Everything else as it is."""
    assert escaped(text) == printed


@given(TEXTS)
def test_no_text_commands_a_terminal(text):
    """But for the tab between columns; every text can be written."""
    assert set(commands(escaped(text))) <= {"\t"}
    escaped(text).encode()


@given(TEXTS)
def test_json_is_the_same_data(text):
    """Its controls are escaped as JSON does it."""
    written = json_text({text: [text]})
    assert commands(written) == []
    assert json.loads(written) == {text: [text]}
    written.encode()
