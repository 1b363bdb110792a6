"""The table of units, and which words name one."""

import pytest

from index.analysis import fold
from index.quantities.numerals import numeral
from index.quantities.units import (
    MONEY,
    PART,
    PERCENT,
    QUANTITY,
    SIGNS,
    of_kind,
    related,
    unit_at,
    unit_words,
    units,
)


def named(text, **options):
    """Return the code, words and number of the unit that a text begins with."""
    found = unit_at(tuple(map(fold, text.split())), 0, **options)
    return found and tuple(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("دولار", ("usd", 1, 1), id="singular"),
        pytest.param("دولارات", ("usd", 1, 1), id="plural"),
        pytest.param("دولارين", ("usd", 1, 2), id="dual"),
        pytest.param("دولار كندي نقدا", ("cad", 2, 1), id="longest"),
        pytest.param("ليرتين تركيتين", ("try", 2, 2), id="feminine-dual"),
        pytest.param("ريالات سعودية", ("sar", 2, 1), id="agreement"),
        pytest.param("نقاط أساس", ("bp", 2, 1), id="broken-plural"),
        pytest.param("برميل نفط يوميا", ("bpd", 3, 1), id="three-words"),
        pytest.param("British pounds", ("gbp", 2, 1), id="english"),
        pytest.param("الدولارات", None, id="definite"),
        pytest.param("سنتين", None, id="two-years"),
        pytest.param("نفط", None, id="no-unit"),
    ],
)
def test_the_unit_that_words_name(text, found):
    """The longest writing counts."""
    assert named(text) == found


def test_after_of_a_unit_is_definite():
    """من الدولارات الأمريكية."""
    assert named("الدولارات الأمريكية", definite=True) == ("usd", 2, 1)
    assert unit_at((), 0) is None


def test_a_bare_unit_may_be_any_of_those_it_names():
    """Who asks for Saudi riyals finds riyals; who asks for riyals finds all."""
    assert related("sar") == ("sar", "ri")
    assert set(related("ri")) >= {"ri", "sar", "qar", "omr", "yer", "irr"}
    assert related("usd") == ("usd",)
    assert related("bbl") == ("bbl", "bpd")


def test_the_table_is_sound():
    """Codes sort as terms do, kinds and bare units exist, and names are read back."""
    for unit in units().values():
        assert unit.code.isascii()
        assert unit.code.isalpha()
        assert unit.kind in (MONEY, PART, PERCENT, QUANTITY)
        assert not unit.bare or units()[unit.bare].kind == unit.kind
        if unit.arabic != "%":
            assert named(unit.arabic)[0] == unit.code
            assert named(unit.english)[0] == unit.code
    assert set(SIGNS.values()) <= set(units())
    assert set(of_kind(PERCENT)) == {"pct"}


def test_units_and_numerals_share_few_words():
    """Nothing is a number and a unit: كم, ين and مئة are what they are."""
    shared = {word for word in unit_words() if numeral(word)}
    assert shared <= {"a"}
