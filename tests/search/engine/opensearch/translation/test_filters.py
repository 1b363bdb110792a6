"""The filters of a request as clauses."""

from datetime import date

import pytest

from search.engine.opensearch.translation.filters import (
    filtered,
    having,
    passing,
    printed_labels,
    published_between,
)
from search.names.labels import LabelNames
from search.names.table import Name, table
from search.query.tree import Dates, Named
from search.request import Filters, Label

PRINTED = {"source": {"رويترز": ["reuters", "رويترز"]}, "section": {"طاقة": ["طاقة"]}}
NO_SOURCE = {"bool": {"must_not": [{"exists": {"field": "source"}}]}}
UNDATED = {"bool": {"must_not": [{"exists": {"field": "published"}}]}}
YEAR_2015 = {"range": {"published": {"gte": "2015-01-01T00:00:00", "lte": "2015-12-31T23:59:59"}}}


def test_labels_are_known_by_what_they_are_called():
    """Those that have one name are listed together; what has no label is none."""
    names = table([Name(facet="source", slug="reuters", value="رويترز", english="Reuters")])
    held = {"source": [("reuters", 2), ("رويترز", 1), ("وكالة", 1), ("", 5)], "section": []}
    printed = printed_labels(LabelNames(names, held), held.__getitem__)
    assert printed["source"] == {"رويترز": ["reuters", "رويترز"], "وكالة": ["وكالة"]}
    assert printed["section"] == {}


@pytest.mark.parametrize(
    ("since", "until", "limits"),
    [
        pytest.param(date(2015, 1, 2), None, {"gte": "2015-01-02T00:00:00"}, id="since"),
        pytest.param(None, date(2015, 1, 2), {"lte": "2015-01-02T23:59:59"}, id="until its end"),
        pytest.param(date(1, 1, 1), None, {"gte": "0001-01-01T00:00:00"}, id="year 1"),
    ],
)
def test_days_are_limits_of_the_wall_clock(since, until, limits):
    """From the first second of a day to the last one of another."""
    assert published_between(since, until) == {"range": {"published": limits}}


def test_without_limits_a_date_is_enough():
    """An article without one is published between no days."""
    assert filtered(Dates(None, None), {}) == {"exists": {"field": "published"}}


@pytest.mark.parametrize(
    ("facet", "values", "clause"),
    [
        pytest.param("source", ["رويترز"], {"terms": {"source": ["reuters", "رويترز"]}}, id="name"),
        pytest.param("source", ["reuters"], {"match_none": {}}, id="not what it is called"),
        pytest.param("source", [""], NO_SOURCE, id="no source"),
        pytest.param("author", ["علي"], {"terms": {"author": ["علي"]}}, id="as printed"),
        pytest.param(
            "country", ["مصر", "قطر"], {"terms": {"country": ["مصر", "قطر"]}}, id="several"
        ),
        pytest.param("country", [""], {"match_none": {}}, id="no country"),
        pytest.param("country", [], {"match_none": {}}, id="no value"),
        pytest.param("year", ["2015"], YEAR_2015, id="year"),
        pytest.param("year", [""], UNDATED, id="no year"),
        pytest.param("year", ["20155", "٢٠١٥", "0000", "x"], {"match_none": {}}, id="no years"),
    ],
)
def test_an_article_has_one_of_the_values(facet, values, clause):
    """Called as an article's label is, "" for none; a value that nothing is called finds none."""
    assert having(facet, values, PRINTED) == clause
    assert filtered(Named(facet, "اسم", tuple(values)), PRINTED) == clause


def test_an_article_passes_all_filters():
    """The days, one value of each facet that has some, and none of those that are excluded."""
    chosen = Filters(
        until=date(2015, 1, 2),
        included=(Label("source", "رويترز"), Label("source", ""), Label("country", "مصر")),
        excluded=(Label("section", "طاقة"),),
    )
    either = {"should": [{"terms": {"source": ["reuters", "رويترز"]}}, NO_SOURCE]}
    assert passing(chosen, PRINTED) == [
        {"range": {"published": {"lte": "2015-01-02T23:59:59"}}},
        {"bool": {**either, "minimum_should_match": 1}},
        {"terms": {"country": ["مصر"]}},
        {"bool": {"must_not": [{"terms": {"section": ["طاقة"]}}]}},
    ]
    assert passing(Filters(), PRINTED) == []
