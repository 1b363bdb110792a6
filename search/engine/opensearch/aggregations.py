"""What a plan finds, counted in the cluster: by facets, by year and by month, over time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

import numpy as np

from index.reader import MONTH
from index.schema import FACETS, YEAR
from search.engine.counting.bars import (
    EPOCH,
    bars,
    days_of_month,
    fitting,
    number_of,
    numbers_of,
)
from search.engine.counting.listed import count_of, most_listed
from search.engine.counting.trends import Published
from search.engine.opensearch.named_statistics import NamedStatistics
from search.engine.opensearch.translation.clauses import Clause
from search.results import Count, Facet, Timeline

#: The most values of a facet that a cluster counts: above, the rest is one number, and the last
#: counts may be too low. An archive of 117,127 articles has 1,900 authors. Set by hand.
MOST_VALUES = 2000
#: Up to so many copies groups are counted exactly: OpenSearch's own highest.
_EXACTLY = 40_000
_MILLISECONDS = 86_400_000
#: The days that months leave open: all but one of the first, and where a week begins.
_UNCERTAIN = 38
_PUBLISHED = "published"
#: How the answers call what is counted; facets are called by their names.
_UNDATED, _ENDS, _MONTHS, _DAYS, _SINGLE, _COPIES, _GROUPS = (
    "undated", "ends", "months", "days", "single", "copies", "groups",
)  # fmt: skip
_VALUES = "values."

_OVER_TIME: Clause = {
    _UNDATED: {"missing": {"field": _PUBLISHED}},
    _MONTHS: {
        "date_histogram": {"field": _PUBLISHED, "calendar_interval": "month", "min_doc_count": 1}
    },
}
BY_DAY: Clause = {
    _DAYS: {"date_histogram": {"field": _PUBLISHED, "fixed_interval": "1d", "min_doc_count": 1}}
}
#: Rows of the list: each article without near duplicates, and each group.
ROWS: Clause = {
    _SINGLE: {"filter": {"term": {"grouped": False}}},
    _COPIES: {
        "filter": {"term": {"grouped": True}},
        "aggs": {_GROUPS: {"cardinality": {"field": "group", "precision_threshold": _EXACTLY}}},
    },
}


def held_facets(statistics: NamedStatistics) -> list[str]:
    """Return the facets of which any article of the archive has a value, in their order."""
    names = (facet.name for facet in FACETS)
    return [name for name in names if any(value for value, _ in statistics.label_counts(name))]


def by_facets(statistics: NamedStatistics, facets: Iterable[str]) -> Clause:
    """Return what counts articles by some facets; by year and month always."""
    counted = dict(_OVER_TIME)
    for name in facets:
        if name != YEAR.name:
            counted |= by_facet(name, statistics.printed_values(name), MOST_VALUES)
    return counted


def by_facet(name: str, values: int, most: int) -> Clause:
    """Return what counts articles by a facet of so many values, the first of them by their name."""
    if name == YEAR.name:
        return dict(_OVER_TIME)
    terms = {"field": name, "size": min(values + 1, most), "missing": ""}
    counted: Clause = {name: {"terms": terms}}
    if values + 1 > most:
        counted[_VALUES + name] = {"cardinality": {"field": name, "precision_threshold": _EXACTLY}}
    return counted


def rows_of(answer: Mapping[str, Any]) -> int:
    """Return the number of rows that what was found has when near duplicates are folded."""
    counted = answer["aggregations"]
    groups: int = counted[_COPIES][_GROUPS]["value"]
    single: int = counted[_SINGLE]["doc_count"]
    return single + groups


def facets_of(
    statistics: NamedStatistics, answer: Mapping[str, Any], beside: Mapping[str, Mapping[str, Any]]
) -> tuple[Facet, ...]:
    """Return the counts of all facets in an answer, and by month.

    beside has the answer without the filters of a facet, for those that the request filters by.
    """
    facets = [
        facet_of(statistics, beside.get(name, answer), name, most_listed(name))
        for name in held_facets(statistics)
    ]
    return (*facets, _months(answer))


def facet_of(statistics: NamedStatistics, answer: Mapping[str, Any], name: str, most: int) -> Facet:
    """Return the counts of a facet in an answer, at most most of them."""
    counts = _years(answer) if name == YEAR.name else _labels(statistics, answer, name)
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    listed, rest = ranked[:most], ranked[most:]
    if name == YEAR.name:
        listed.sort(reverse=True)
    counted = answer["aggregations"]
    beyond = counted.get(name, {}).get("sum_other_doc_count", 0)
    values = counted.get(_VALUES + name, {}).get("value", 0)
    return Facet(
        name=name,
        counts=tuple(count_of(name, value, articles) for value, articles in listed),
        others=sum(articles for _, articles in rest) + beyond,
        values=max(values, len(ranked) - ("" in counts)),
    )


def timeline_of(answer: Mapping[str, Any], by_day: Mapping[str, Any] | None) -> Timeline:
    """Return the number of articles over time; by_day has the days where months are too coarse."""
    undated = answer["aggregations"][_UNDATED]["doc_count"]
    published = published_of(by_day or answer)
    if not len(published.days):
        return Timeline(unit="day", bars=(), undated=undated)
    first, last = int(published.days.min()), int(published.days.max())
    unit = fitting(first, last)
    numbers = numbers_of(unit, published.days) - number_of(unit, first)
    counts = np.bincount(numbers, weights=published.articles).astype(np.int64)
    return Timeline(unit=unit, bars=tuple(bars(unit, counts, first)), undated=undated)


def needs_days(answer: Mapping[str, Any]) -> bool:
    """Return whether the chart of an answer by month may need days or weeks."""
    months = published_of(answer).days
    if not len(months):
        return False
    fewest = max(int(months.max()) - int(months.min()) - _UNCERTAIN, 0)
    return fitting(0, fewest) in ("day", "week")


def published_of(answer: Mapping[str, Any]) -> Published:
    """Return the days of an answer with their number of articles, or the first days of months."""
    counted = answer["aggregations"]
    buckets = (counted.get(_DAYS) or counted[_MONTHS])["buckets"]
    days = np.array([each["key"] // _MILLISECONDS for each in buckets], np.int64)
    return Published(days, np.array([each["doc_count"] for each in buckets], np.int64))


def total_of(answer: Mapping[str, Any]) -> int:
    """Return the number of articles that an answer counts."""
    total: int = answer["hits"]["total"]["value"]
    return total


def _labels(statistics: NamedStatistics, answer: Mapping[str, Any], name: str) -> Counter[str]:
    """Return the counts of the labels of a facet, by what they are called."""
    counts: Counter[str] = Counter()
    for bucket in answer["aggregations"][name]["buckets"]:
        counts[statistics.names.shown(name, bucket["key"])] += bucket["doc_count"]
    return counts


def _by_month(answer: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield the months of an answer, the earliest first, and "" for the articles without a date."""
    for bucket in answer["aggregations"][_MONTHS]["buckets"]:
        first = EPOCH + timedelta(bucket["key"] // _MILLISECONDS)
        yield f"{first.year:04}-{first.month:02}", bucket["doc_count"]
    if undated := answer["aggregations"][_UNDATED]["doc_count"]:
        yield "", undated


def _years(answer: Mapping[str, Any]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for month, articles in _by_month(answer):
        counts[month[:4]] += articles
    return counts


def _months(answer: Mapping[str, Any]) -> Facet:
    """Return the counts by month, the latest first, those without a date last."""
    months = sorted(_by_month(answer), reverse=True)
    return Facet(
        name=MONTH,
        counts=tuple(
            Count(month, articles, days_of_month(month) if month else None)
            for month, articles in months
        ),
        others=0,
        values=sum(bool(month) for month, _ in months),
    )
