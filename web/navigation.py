"""The requests that a page links to: the pages around it, other orders, fewer filters."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from search import Page, Request, Sort

#: The filters that may be given several times, and where a request holds them.
_LISTS = {
    "source": "sources",
    "section": "sections",
    "not_source": "not_sources",
    "not_section": "not_sections",
    "not_name": "not_names",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a request, as parameter and value, and the request without it."""

    name: str
    value: str | date
    without: Request


def latest(last: date | None) -> dict[str, Request]:
    """Return the requests for the last week, month and year of an archive that ends on a day."""
    if last is None:
        return {}
    spans = {"week": 7, "month": 30, "year": 365}
    return {
        name: Request(since=last - timedelta(days - 1), until=last) for name, days in spans.items()
    }


def next_page(page: Page) -> Request | None:
    """Return the request for the page after this one, None after the last."""
    number = page.request.page + 1
    return replace(page.request, page=number) if number <= page.pages else None


def previous_page(page: Page) -> Request | None:
    """Return the request for the page before this one, None before the first."""
    number = page.request.page - 1
    return replace(page.request, page=number) if number else None


def orders(request: Request) -> dict[Sort, Request]:
    """Return the first page of request in every order that makes a difference."""
    kinds = list(Sort) if request.text else [Sort.NEWEST, Sort.OLDEST]
    return {sort: replace(request, sort=sort, page=1) for sort in kinds}


def without_synonyms(request: Request) -> Request:
    """Return the first page of request without other names for its words."""
    return replace(request, synonyms=False, not_names=(), page=1)


def without_name(request: Request, name: str) -> Request:
    """Return the first page of request without one of the other names."""
    return replace(request, not_names=(*request.not_names, name), page=1)


def grouped(request: Request, *, so: bool) -> Request:
    """Return the first page of request with near copies folded, or not."""
    return replace(request, grouped=so, page=1)


def filters(request: Request) -> Iterator[Filter]:
    """Yield every filter of request."""
    first = replace(request, page=1)
    if request.since:
        yield Filter("from", request.since, replace(first, since=None))
    if request.until:
        yield Filter("to", request.until, replace(first, until=None))
    for name, field in _LISTS.items():
        values: tuple[str, ...] = getattr(request, field)
        for value in values:
            left: dict[str, Any] = {field: tuple(other for other in values if other != value)}
            yield Filter(name, value, replace(first, **left))
    if request.exact:
        yield Filter("exact", "1", replace(first, exact=False))
    if not request.synonyms:
        yield Filter("syn", "0", replace(first, synonyms=True))
