"""What was found, counted, as links: each narrows the search to one value, or leaves it out."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from search import Facet, Page, Request
from web.rendering import results_url

#: Values that a facet shows.
_SHOWN = 8
#: Where a facet's values are filters of this name, with one that leaves them out.
_LABELS = ("source", "section")
_MONTH = "2000-00"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value, how many articles have it, where they are alone, and where they are left out."""

    value: str
    articles: int
    url: str
    without_url: str = ""


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """A facet by its name, and the values that narrow the search."""

    name: str
    values: tuple[FacetValue, ...]


def facet_links(page: Page) -> Iterator[FacetLinks]:
    """Yield the facets of a page in which there is something to choose.

    Months are offered where all articles are of one year, years where they are not.
    """
    for facet in page.facets:
        values = tuple(_values(facet, page.request))
        if len(values) > 1 and facet.name != _idle(page):
            yield FacetLinks(facet.name, values[:_SHOWN])


def _idle(page: Page) -> str:
    """Return which of the facets of time tells less."""
    years = next(facet for facet in page.facets if facet.name == "year")
    return "month" if len([count for count in years.counts if count.value]) > 1 else "year"


def _values(facet: Facet, request: Request) -> Iterator[FacetValue]:
    """Yield the values of a facet; addresses are put together from one that all begin with."""
    first = replace(request, page=1)
    if facet.name in _LABELS:
        start = begun_url(first)
        for count in facet.counts:
            if count.value:
                url = start + urlencode({facet.name: count.value})
                without = start + urlencode({f"not_{facet.name}": count.value})
                yield FacetValue(count.value, count.articles, url, without)
    else:
        start = begun_url(replace(first, since=None, until=None))
        for count in facet.counts:
            if count.value:
                since, until = days(count.value)
                url = f"{start}from={since}&to={until}"
                yield FacetValue(count.value, count.articles, url)


def begun_url(request: Request) -> str:
    """Return the address of a request, ready for one parameter more."""
    address = results_url(request)
    return f"{address}{'&' if '?' in address else '?'}"


def days(value: str) -> tuple[date, date]:
    """Return the first and the last day of a year or a month.

    >>> days("2023-02")
    (datetime.date(2023, 2, 1), datetime.date(2023, 2, 28))
    """
    if len(value) < len(_MONTH):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    year, month = map(int, value.split("-"))
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
