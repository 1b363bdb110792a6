"""What was found, counted, as links: each narrows the search to one value, or leaves it out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from search import Facet, Page, Request, parse_days
from web.addresses import begun, results_url
from web.narrowing import between

#: Values that a facet shows.
_SHOWN = 8


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
    idle = _idle(page)
    for facet in page.facets:
        named = tuple(count for count in facet.counts if count.value)[:_SHOWN]
        if len(named) > 1 and facet.name != idle:
            shown = replace(facet, counts=named)
            yield FacetLinks(facet.name, tuple(_values(shown, page.request)))


def _idle(page: Page) -> str:
    """Return which of the facets of time tells less."""
    years = next(facet for facet in page.facets if facet.name == "year")
    return "month" if len([count for count in years.counts if count.value]) > 1 else "year"


def _values(facet: Facet, request: Request) -> Iterator[FacetValue]:
    """Yield the values of a facet that a filter can name.

    Addresses are put together from one that all begin with: a page has dozens of them.
    """
    first = replace(request, page=1)
    if facet.name == "source":
        yield from _labels(facet, replace(first, sources=()), first)
    elif facet.name == "section":
        yield from _labels(facet, replace(first, sections=()), first)
    else:
        start = begun_url(replace(first, since=None, until=None))
        for count in facet.counts:
            if days := parse_days(count.value):
                url = start + days_of(between(request, days.since, days.until))
                yield FacetValue(count.value, count.articles, url)


def _labels(facet: Facet, alone: Request, others: Request) -> Iterator[FacetValue]:
    one, rest = begun_url(alone), begun_url(others)
    for count in facet.counts:
        url = one + urlencode({facet.name: count.value})
        without = rest + urlencode({f"not_{facet.name}": count.value})
        yield FacetValue(count.value, count.articles, url, without)


def days_of(request: Request) -> str:
    """Return the parameters of a request's days."""
    return f"from={request.since}&to={request.until}"


def begun_url(request: Request) -> str:
    """Return the address of a request, ready for one parameter more."""
    return begun(results_url(request))
