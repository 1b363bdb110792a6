"""What is found, counted: by a facet, and over time."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from search.request import Narrowing


class Count(NamedTuple):
    """A value of a facet and the number of articles that have it; a page has hundreds.

    narrowing is what a request for just those articles is narrowed to. It is None, and value "",
    for the articles without a value: no filter names them.
    """

    value: str
    articles: int
    narrowing: Narrowing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The results counted by a facet of schema.FACETS, or by "month".

    Labels come most frequent first, years and months ("2023", "2023-05") latest first. others is
    the number of articles whose values are too many to be listed: counts and others add up to the
    total. Of a facet of several values (FacetField.multi) an article counts for each that it has:
    there they add up to more. values is the number of values that the articles have, listed or not.
    Of a facet that the request filters by, the values are counted without that filter: each with
    what a request for it alone would find.
    """

    name: str
    counts: tuple[Count, ...]
    others: int = 0
    values: int = 0


class Bar(NamedTuple):
    """The number of articles published from since to until, both included."""

    since: date
    until: date
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The results over time, in bars without gaps; undated is the number without a date.

    unit is "day", "week", "month" or "year". The bars and undated add up to the total.
    """

    unit: str
    bars: tuple[Bar, ...]
    undated: int
