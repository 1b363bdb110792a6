"""Facets as links: each narrows the search to one value, or excludes it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from search import FACETS, Facet, Label, Page, Request, Span
from web.urls.builder import begun_url, days_query

#: The most values that a facet shows. Set by hand, by the room of a phone.
_SHOWN = 8
_LABELLED = frozenset(facet.name for facet in FACETS)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value, its number of articles, the address of these, and the address without them."""

    value: str
    articles: int
    url: str
    without_url: str = ""


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """The name of a facet, and the values that narrow the search."""

    name: str
    values: tuple[FacetValue, ...]


def facet_links(page: Page) -> Iterator[FacetLinks]:
    """Yield the facets of a page that have something to choose from.

    Months are offered if all articles are of one year, years if they are not.
    """
    omitted = _less_useful(page)
    for facet in page.facets:
        narrowing = tuple(count for count in facet.counts if count.narrowing)[:_SHOWN]
        if len(narrowing) > 1 and facet.name != omitted:
            shown = replace(facet, counts=narrowing)
            yield FacetLinks(facet.name, tuple(_values(shown, page.request)))


def _less_useful(page: Page) -> str:
    """Return the facet of time, year or month, that says less."""
    years = next(facet for facet in page.facets if facet.name == "year")
    return "month" if len([count for count in years.counts if count.narrowing]) > 1 else "year"


def _values(facet: Facet, request: Request) -> Iterator[FacetValue]:
    """Yield the values of a facet that all narrow the search.

    Their addresses are put together from a common beginning: a page has dozens of them.
    """
    filters = request.filters
    if facet.name in _LABELLED:
        alone = begun_url(request.change(filters=filters.without_values(facet.name)))
        others = begun_url(request.change())
    else:
        alone = begun_url(request.change(filters=filters.without_days()))
    for count in facet.counts:
        match count.narrowing:
            case Label(name, value):
                url = alone + urlencode({name: value})
                without = others + urlencode({f"not_{name}": value})
                yield FacetValue(value, count.articles, url, without)
            case Span(since, until):
                url = alone + days_query(filters.within(since, until))
                yield FacetValue(count.value, count.articles, url)
