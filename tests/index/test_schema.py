"""The fields of an article, and the moments of its column."""

from dataclasses import fields
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Article
from index.schema import (
    FACETS,
    NAMED_FACETS,
    NO_DATE,
    PRINTED_FACETS,
    SMALL_FIELDS,
    TEXT_FIELDS,
    YEAR,
    moment,
    seconds,
)
from index.text.lookup import plain

ATTRIBUTES = {field.name for field in fields(Article)}


@given(st.datetimes())
def test_moments_come_back_to_the_second(printed):
    """From the first year to the last, before 1970 too: the last moment is of the same day."""
    assert moment(seconds(printed)) == printed.replace(microsecond=0)
    whole = printed.replace(microsecond=0)
    assert moment(seconds(whole)) == whole


@given(st.datetimes(), st.datetimes())
def test_seconds_are_in_the_order_of_the_moments(one, other):
    """The column sorts as the dates do, and undated articles come before all."""
    one, other = sorted([one, other])
    assert NO_DATE < seconds(one) <= seconds(other)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        pytest.param(datetime(1970, 1, 1), 0, id="epoch"),  # noqa: DTZ001
        pytest.param(datetime(1969, 12, 31, 23, 59, 59), -1, id="before"),  # noqa: DTZ001
        pytest.param(datetime(2023, 5, 7, 10, 20), 1683454800, id="after"),  # noqa: DTZ001
        pytest.param(None, NO_DATE, id="none"),
    ],
)
def test_seconds_count_from_1970(printed, value):
    """As on a clock in Greenwich; no date is a value of its own."""
    assert seconds(printed) == value
    assert moment(value) == printed


def test_every_field_is_an_attribute_of_an_article():
    """A facet that a publisher gives is there as a column and as a field of its words."""
    assert set(TEXT_FIELDS) <= ATTRIBUTES
    assert {facet.name for facet in PRINTED_FACETS} <= ATTRIBUTES
    assert (*PRINTED_FACETS, *NAMED_FACETS, YEAR) == FACETS
    assert {field.removeprefix("by_") for field in SMALL_FIELDS} <= ATTRIBUTES
    assert {facet.words_field for facet in PRINTED_FACETS} == set(SMALL_FIELDS)


def test_a_query_name_means_one_facet():
    """In whatever spelling it is typed, in Arabic or in English."""
    names = [plain(name) for facet in FACETS for name in facet.query_names]
    assert len(names) == len(set(names))
    assert all(facet.name in facet.query_names for facet in FACETS)
    assert not any(facet.query_names[0].isascii() for facet in FACETS)
