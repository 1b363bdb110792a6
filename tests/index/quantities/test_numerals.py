"""What a single word says of a number."""

from decimal import Decimal

import pytest

from index.analysis import fold
from index.quantities.numerals import Kind, numeral, numerals


@pytest.mark.parametrize(
    ("word", "kind", "value", "joined"),
    [
        pytest.param("٣٫٢", Kind.DIGITS, "3.2", False, id="digits"),
        pytest.param("5%", Kind.DIGITS, "5", False, id="percent-sign-left-out"),
        pytest.param("خمسة", Kind.ONES, "5", False, id="ones"),
        pytest.param("وخمسون", Kind.TENS, "50", True, id="joined"),
        pytest.param("واحد", Kind.ONES, "1", False, id="no-clitic"),
        pytest.param("ثلاثمائة", Kind.HUNDRED, "300", False, id="compound"),
        pytest.param("مئتي", Kind.HUNDRED, "200", False, id="dual-hundreds"),
        pytest.param("ونصف", Kind.FRACTION, "0.5", True, id="fraction"),
        pytest.param("مليار", Kind.SCALE, "1E+9", False, id="scale"),
        pytest.param("بمليار", Kind.SCALE, "1E+9", False, id="preposition"),
        pytest.param("ومليوني", Kind.PAIR, "1E+6", True, id="pair"),
        pytest.param("ملايين", Kind.PLURAL, "1E+6", False, id="plural"),
        pytest.param("المليار", Kind.DEFINITE, "1E+9", False, id="definite"),
        pytest.param("bn", Kind.SCALE, "1E+9", False, id="english"),
        pytest.param("العشرة", Kind.TEN, "10", False, id="definite-cardinal"),
    ],
)
def test_a_word_of_a_number(word, kind, value, joined):
    """The folded form decides, with the clitics that are written together with it."""
    found = numeral(fold(word))
    assert (found.kind, found.value, found.joined) == (kind, Decimal(value), joined)


@pytest.mark.parametrize("word", ["النفط", "الاثنين", "الأحد", "5x", "9" * 19, ""])
def test_a_word_of_no_number(word):
    """Days of the week are none, and endless digits are no amount's."""
    assert numeral(fold(word) if word else "") is None


def test_every_numeral_is_folded():
    """So that every spelling of it is one."""
    assert all(fold(word) == word for word in numerals())
