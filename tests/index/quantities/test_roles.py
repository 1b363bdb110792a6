"""What single words may be in an amount."""

import pytest

from index.analysis import fold
from index.quantities.roles import (
    DIGITS,
    GLUE,
    NUMERAL,
    OF_UNIT,
    SCALE,
    SIGNED,
    UNIT,
    YEAR_LIKE,
    Roles,
    unit_codes,
)


def role(word):
    """Return the role, the value and the unit of a word."""
    roles = Roles()
    roles.add(word, fold(word))
    return int(roles.roles[0]), float(roles.values[0]), unit_codes()[int(roles.units[0])]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("3.2", (DIGITS, 3.2, ""), id="digits"),
        pytest.param("2014", (DIGITS | YEAR_LIKE, 2014.0, ""), id="year"),
        pytest.param("٥٪", (DIGITS | SIGNED, 5.0, "pct"), id="percent"),
        pytest.param("$5", (DIGITS | SIGNED, 5.0, "usd"), id="currency-sign"),
        pytest.param("¼", (0, 0.0, ""), id="fraction-in-one-sign"),
        pytest.param("⅚", (0, 0.0, ""), id="another-fraction"),
        pytest.param("مليار", (SCALE, 1e9, ""), id="scale"),
        pytest.param("ملياري", (NUMERAL, 0.0, ""), id="pair"),
        pytest.param("خمسة", (NUMERAL, 0.0, ""), id="cardinal"),
        pytest.param("دولارا", (UNIT, 0.0, "usd"), id="unit"),
        pytest.param("دولارين", (OF_UNIT | NUMERAL, 0.0, ""), id="dual"),
        pytest.param("مكعب", (OF_UNIT, 0.0, ""), id="part-of-a-unit"),
        pytest.param("USD", (UNIT | OF_UNIT, 0.0, ""), id="code"),
        pytest.param("إلى", (GLUE, 0.0, ""), id="between"),
        pytest.param("الغاز", (0, 0.0, ""), id="nothing"),
        pytest.param("9" * 30, (0, 0.0, ""), id="endless"),
    ],
)
def test_the_role_of_a_word(word, expected):
    """Most words have none."""
    assert role(word) == expected


def test_words_can_be_told_later():
    """A kept lexicon knows which words have a role, and nothing else of them."""
    roles = Roles()
    roles.add_nothing(2)
    roles.replace(1, "5%", "5%")
    assert roles.roles.tolist() == [0, DIGITS | SIGNED]
    assert roles.values.tolist() == [0.0, 5.0]
