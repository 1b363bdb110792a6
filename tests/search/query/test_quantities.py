"""What a filter of amounts means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import ArabicAnalyzer
from index.quantities.terms import Interval
from index.quantities.units import units
from search.query.parser import parse_query
from search.query.quantities import of_unit, parse_quantity
from search.query.tree import All, Not, Quantity, unparse

ABOVE = Interval(1e9, None, strict_low=True)


def parsed(text):
    """Return the query of a text."""
    return parse_query(text, ArabicAnalyzer()).query


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("مبلغ:>1مليار دولار", id="touching"),
        pytest.param("مبلغ:> 1 مليار دولار", id="blank-after-the-sign"),
        pytest.param("مبلغ: >1 مليار دولار", id="blank-after-the-colon"),
        pytest.param('مبلغ:"> 1 مليار دولار"', id="quoted"),
        pytest.param("مبلغ:«> 1 مليار دولار»", id="other-quotes"),
        pytest.param("المبلغ:>١ مليار دولار أمريكي", id="arabic-digits"),
        pytest.param("مبلغ:>1,000 مليون دولار", id="millions"),
        pytest.param("amount:>1bn usd", id="english"),
        pytest.param("amount:>$1bn", id="sign"),
        pytest.param("amount:over 1 billion dollars", id="english-words"),
        pytest.param("مبلغ:أكثر من مليار دولار", id="in-words"),
        pytest.param("مبلغ:فوق المليار دولار", id="in-a-word"),
    ],
)
def test_every_writing_of_a_limit(text):
    """Names, digits, scales and signs may be any."""
    assert parsed(text) == Quantity("money", "usd", ABOVE)


@pytest.mark.parametrize(
    ("text", "kind", "unit", "interval"),
    [
        pytest.param("مبلغ:1..2 مليار دولار", "money", "usd", Interval(1e9, 2e9), id="range"),
        pytest.param("مبلغ:1-2 مليار دولار", "money", "usd", Interval(1e9, 2e9), id="dash"),
        pytest.param("مبلغ:من 1 إلى 2 مليار", "money", "", Interval(1e9, 2e9), id="from-to"),
        pytest.param("مبلغ:بين 1 و2 مليار ريال", "money", "ri", Interval(1e9, 2e9), id="between"),
        pytest.param("مبلغ:2..1 مليار دولار", "money", "usd", Interval(1e9, 2e9), id="reversed"),
        pytest.param("مبلغ:500 مليون..2 مليار دولار", "money", "usd", Interval(5e8, 2e9), id="own"),
        pytest.param("مبلغ:<=500 مليون ريال", "money", "ri", Interval(None, 5e8), id="at-most"),
        pytest.param("مبلغ:>1مليار", "money", "", ABOVE, id="any-currency"),
        pytest.param("مبلغ:5 ملايين يورو", "money", "eur", Interval(5e6, 5e6), id="value"),
        pytest.param("نسبة:5..7%", "percent", "pct", Interval(5.0, 7.0), id="percent"),
        pytest.param("نسبة:>10", "percent", "pct", Interval(10.0, strict_low=True), id="bare"),
        pytest.param("نسبة:..5", "percent", "pct", Interval(None, 5.0), id="open-below"),
        pytest.param("نسبة:5..", "percent", "pct", Interval(5.0), id="open-above"),
        pytest.param("نسبة:≥٥٪", "percent", "pct", Interval(5.0), id="one-sign"),
        pytest.param("percent:5..7", "percent", "pct", Interval(5.0, 7.0), id="english-percent"),
        pytest.param("كمية:>1مليون برميل", "quantity", "bbl",
                     Interval(1e6, strict_low=True), id="barrels"),
        pytest.param("quantity:<5 tonnes", "quantity", "t",
                     Interval(None, 5.0, strict_high=True), id="tonnes"),
        pytest.param("مبلغ:>5%", "percent", "pct", Interval(5.0, strict_low=True), id="unit-wins"),
    ],
)  # fmt: skip
def test_what_is_meant(text, kind, unit, interval):
    """The unit decides the kind; without one it is that of the field."""
    assert parsed(text) == Quantity(kind, unit, interval)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("مبلغ:", id="nothing"),
        pytest.param("مبلغ:>", id="sign-alone"),
        pytest.param("مبلغ:..", id="dots-alone"),
        pytest.param("مبلغ:كبير", id="a-word"),
        pytest.param("نسبة: الفائدة", id="prose"),
        pytest.param('مبلغ:"نفط', id="open-quote"),
        pytest.param("كمية:>>5", id="two-signs"),
        pytest.param("مبلغ:>9999999999999999999", id="beyond-all"),
    ],
)
def test_what_is_not_understood_is_text(text):
    """Nothing that can be typed is an error, and the name of the field is a word."""
    query = parsed(text)
    name = text.partition(":")[0]
    assert not any(isinstance(part, Quantity) for part in getattr(query, "parts", (query,)))
    assert unparse(query).startswith(name)


def test_a_filter_stands_among_words():
    """It takes the words that it understands, and can be excluded."""
    query = parsed("أرامكو مبلغ:>1 مليار دولار أرباح -نسبة:>10%")
    assert isinstance(query, All)
    words, (quantity,), (excluded,) = (
        [part.text for part in query.parts if hasattr(part, "text")],
        [part for part in query.parts if isinstance(part, Quantity)],
        [part for part in query.parts if isinstance(part, Not)],
    )
    assert words == ["أرامكو", "أرباح"]
    assert quantity == Quantity("money", "usd", ABOVE)
    assert excluded.query.unit == "pct"


LIMITS = (
    st.none()
    | st.integers(0, 10**15).map(float)
    | st.floats(1e-3, 1e15).map(lambda value: float(f"{value:.6g}"))
)
QUANTITIES = st.builds(
    lambda low, high, above, below, unit, kind: (
        of_unit(unit, _interval(low, high, above=above, below=below))
        if unit
        else Quantity(kind, "", _interval(low, high, above=above, below=below))
    ),
    LIMITS,
    LIMITS,
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", *units()]),
    st.sampled_from(["money", "quantity"]),
)


def _interval(low, high, *, above, below):
    """Return an interval as it can be typed: strict with one limit only."""
    if low is None and high is None:
        low = 1.0
    if low is not None and high is not None:
        return Interval(min(low, high), max(low, high))
    return Interval(low, high, above and low is not None, below and high is not None)


@given(QUANTITIES)
def test_the_echo_means_the_same(quantity):
    """Parsing what is printed gives the same filter."""
    assert parsed(unparse(quantity)) == quantity


@given(st.text('0123456789٣.,،٫<>=≥-–% مليارنصفدوبsdbn$€"«»:()', max_size=30))
def test_whatever_is_typed_after_a_field(text):
    """It is an amount or text, and its echo means the same."""
    query = parsed(f"مبلغ:{text}")
    assert parsed(unparse(query)) == query
    assert parse_quantity(text, "money") is None or text.strip()
