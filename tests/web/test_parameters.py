"""Parameters -> Request and back: what is understood, what is refused, what is ignored."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from index.articles.fields import read_record
from search import After, Filters, Label, Request, Sort, Window
from web.l10n.labels import PARAMETERS
from web.parameters import (
    ALLOWED,
    MAX_PAGE,
    MAX_SIZE,
    ParameterError,
    forgiving_request,
    parse_request,
    to_parameters,
)


def parse(*pairs):
    """Return the request that the parameters in pairs make."""
    return parse_request(MultiDict(pairs))


def narrowed(*labels, **days):
    """Return the request for the articles of some days with some labels."""
    return Request(filters=Filters(included=labels, **days))


@given(st.text(min_size=1) | st.text("اب \t\n\r\x85\x7f\u2028\u00a0\ufffe", min_size=1))
def test_whatever_an_archive_calls_a_source_can_be_chosen(text):
    """The label that is indexed is the one that an address carries."""
    (read,) = read_record({"body": "خبر", "source": text}, Path("a.jsonl"), 1)
    chosen = parse(("source", read.source)).filters.included
    assert chosen == ((Label("source", read.source),) if read.source else ())


@pytest.mark.parametrize(
    ("pairs", "request_made"),
    [
        pytest.param([], Request(), id="nothing"),
        pytest.param([("q", " نفط ")], Request(text="نفط"), id="blanks around"),
        pytest.param([("q", "a\x00b\nc")], Request(text="a b c"), id="control characters"),
        pytest.param([("q", ""), ("q", "نفط")], Request(text="نفط"), id="first that is not empty"),
        pytest.param([("utm", "x"), ("q", "نفط")], Request(text="نفط"), id="unknown"),
        pytest.param([("from", "2016-11-03")], narrowed(since=date(2016, 11, 3)), id="day"),
        pytest.param(
            [("from", "2016-02")],
            narrowed(since=date(2016, 2, 1)),
            id="from a month",
        ),
        pytest.param([("to", "2016-02")], narrowed(until=date(2016, 2, 29)), id="to a month"),
        pytest.param([("to", "2016")], narrowed(until=date(2016, 12, 31)), id="to a year"),
        pytest.param(
            [("from", "٢٠١٦-١١-٠٣")],
            narrowed(since=date(2016, 11, 3)),
            id="digits ٢",
        ),
        pytest.param(
            [("from", "2016"), ("to", "2015")],
            narrowed(since=date(2015, 1, 1), until=date(2016, 12, 31)),
            id="backwards",
        ),
        pytest.param(
            [("source", "ب"), ("source", ""), ("source", "أ"), ("source", "ب")],
            narrowed(Label("source", "ب"), Label("source", "أ")),
            id="sources add up, each once",
        ),
        pytest.param(
            [("section", "طاقة")],
            narrowed(Label("section", "طاقة")),
            id="section",
        ),
        pytest.param([("sort", "newest")], Request(sort=Sort.NEWEST), id="sort"),
        pytest.param([("sort", "")], Request(), id="empty sort"),
        pytest.param([("meaning", "1")], Request(meaning=True), id="meaning"),
        pytest.param([("meaning", "0")], Request(), id="words alone"),
        pytest.param(
            [("meaning", "1"), ("sort", "newest")],
            Request(meaning=True, sort=Sort.NEWEST),
            id="meaning, beside another order",
        ),
        pytest.param([("exact", "1")], Request(exact=True), id="exact"),
        pytest.param([("exact", "on")], Request(exact=True), id="exact, as a form says it"),
        pytest.param([("exact", "0")], Request(), id="not exact"),
        pytest.param([("syn", "0")], Request(synonyms=False), id="no synonyms"),
        pytest.param([("syn", "off")], Request(synonyms=False), id="synonyms off"),
        pytest.param([("syn", "1")], Request(), id="synonyms"),
        pytest.param([("syn", "")], Request(), id="synonyms, not said"),
        pytest.param([("page", "٣")], Request(window=Window(page=3)), id="page in digits ٣"),
        pytest.param(
            [("page", "999999999")], Request(window=Window(page=999999999)), id="a page far away"
        ),
        pytest.param([("size", "50")], Request(window=Window(size=50)), id="largest size"),
    ],
)
def test_what_is_understood(pairs, request_made):
    """Forms, hand-written addresses and programs may write the same value differently."""
    assert parse(*pairs) == request_made


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("from", "يوم ما", id="no date"),
        pytest.param("from", "2016-13-01", id="no month"),
        pytest.param("to", "2015-02-29", id="no day"),
        pytest.param("to", "2015..2016", id="a range is no day"),
        pytest.param("from", "0000-01-01", id="no year"),
        pytest.param("sort", "best", id="no order"),
        pytest.param("meaning", "x", id="no switch of meaning"),
        pytest.param("exact", "maybe", id="no switch"),
        pytest.param("syn", "2", id="no switch of synonyms"),
        pytest.param("page", "0", id="page 0"),
        pytest.param("page", "-1", id="page -1"),
        pytest.param("page", "1.5", id="half a page"),
        pytest.param("page", "²", id="a digit that is no number"),
        pytest.param("page", "9" * 5000, id="too many digits"),
        pytest.param("size", "51", id="too large"),
        pytest.param("size", "0", id="too small"),
    ],
)
def test_what_is_not_understood_is_named(name, value):
    """The fault names parameter and value; the rest of the request is kept."""
    with pytest.raises(ParameterError) as raised:
        parse(("q", "نفط"), (name, value))
    assert [(fault.parameter, fault.value) for fault in raised.value.faults] == [(name, value)]
    assert raised.value.request == Request(text="نفط")


def test_what_is_allowed_is_told_in_each_language():
    """To programs and to readers, for each parameter that can be wrong; the bounds are ours."""
    assert set(ALLOWED) <= set(PARAMETERS)
    assert f"{MAX_PAGE:,}" in PARAMETERS["page"][1]


def test_every_fault_is_named_at_once():
    """All invalid parameters are reported together; the valid ones are kept."""
    with pytest.raises(ParameterError) as raised:
        parse(("from", "x"), ("size", "99"), ("source", "أ"))
    assert [fault.parameter for fault in raised.value.faults] == ["from", "size"]
    assert raised.value.request == narrowed(Label("source", "أ"))


def test_a_forgiving_reading_keeps_what_is_understood():
    """Pages that do not search ignore invalid parameters."""
    assert forgiving_request(MultiDict([("q", "نفط"), ("page", "x")])) == Request(text="نفط")


_NAMES = st.text("ابتثج abc-'\"&=%+", min_size=1, max_size=10).map(str.strip).filter(bool)
#: Few and short: of many, and of long ones, the first count.
_LABELS = st.lists(
    st.builds(Label, st.sampled_from(["source", "section"]), _NAMES), unique=True, max_size=5
)
_FILTERS = st.builds(
    Filters,
    since=st.none() | st.dates(date(1900, 1, 1), date(1999, 1, 1)),
    until=st.none() | st.dates(date(2000, 1, 1)),
    included=_LABELS.map(tuple),
    excluded=_LABELS.map(tuple),
)
_PLACES = st.builds(
    After,
    rows=st.integers(1, 10**9),
    id=st.from_regex("[A-Za-z0-9._-]{1,64}", fullmatch=True),
    version=st.from_regex("[a-z0-9-]{1,40}", fullmatch=True),
)
_REQUESTS = st.builds(
    Request,
    text=_NAMES | st.just(""),
    filters=_FILTERS,
    excluded_names=st.lists(_NAMES, unique=True, max_size=5).map(tuple),
    grouped=st.booleans(),
    sort=st.sampled_from(Sort),
    meaning=st.booleans(),
    exact=st.booleans(),
    synonyms=st.booleans(),
    window=st.builds(Window, page=st.integers(1, MAX_PAGE), size=st.integers(1, MAX_SIZE))
    | st.builds(Window, size=st.integers(1, MAX_SIZE), after=_PLACES),
)


@given(_REQUESTS)
def test_an_address_says_all_of_a_request(request_made):
    """Every link that is made from a request leads back to that request."""
    assert parse_request(MultiDict(to_parameters(request_made))) == request_made


@given(
    st.lists(
        st.tuples(st.sampled_from("q from to source syn meaning page size".split()), st.text())
    )
)
def test_any_parameters_are_read_or_named(pairs):
    """The valid part of any parameters can be written as an address and read again."""
    understood = forgiving_request(MultiDict(pairs))
    assert parse_request(MultiDict(to_parameters(understood))) == understood
