"""The requests that a page links to: other pages and orders, fewer filters, other names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from search import FACETS, Filters, Label, Page, Request, Sort

#: The last days of an archive that the first page offers, by name.
_LATEST = {"week": 7, "month": 30, "year": 365}
#: The days before and after a day that are near it. Set by hand.
AROUND = 3


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter of a request, as parameter and value, and the request without it."""

    name: str
    value: str | date
    without: Request


def latest(last: date | None) -> dict[str, Request]:
    """Return the requests for the last week, month and year of an archive that ends on a day."""
    if last is None:
        return {}
    return {
        name: Request(filters=Filters(since=last - timedelta(days - 1), until=last))
        for name, days in _LATEST.items()
    }


def days_around(since: date, until: date | None = None) -> Filters:
    """Return the filters for a few days before since to as many after until, or after since."""
    last = until or since
    return Filters(
        since=date.fromordinal(max(since.toordinal() - AROUND, 1)),
        until=date.fromordinal(min(last.toordinal() + AROUND, date.max.toordinal())),
    )


def around_days(moment: datetime | None) -> Request:
    """Return the request for what was published a few days before and after a moment."""
    return Request(filters=days_around(moment.date())) if moment else Request()


def next_page(page: Page) -> Request | None:
    """Return the request for the page after this one, None after the last."""
    number = page.request.window.page + 1
    return page.request.at(number) if number <= page.pages else None


def previous_page(page: Page) -> Request | None:
    """Return the request for the page before this one, None before the first.

    Before a page past the end is the last one.
    """
    number = min(page.request.window.page - 1, page.pages)
    return page.request.at(number) if number else None


def last_page(page: Page) -> Request | None:
    """Return the request for the last page where this one is past it, None elsewhere."""
    return page.request.at(page.pages) if page.is_past_end else None


def orders(page: Page) -> dict[Sort, Request]:
    """Return the request of a page in every order that its list can be in."""
    return {sort: page.request.change(sort=sort) for sort in page.orders}


def meanings(page: Page) -> dict[bool, Request]:
    """Return the request of a page by words alone, and by meaning, too; {} where that is no choice.

    It is none without vectors, in another order, and where there is nothing to order.
    """
    if page.order is not Sort.RELEVANCE or not (page.index.meaning and page.hits):
        return {}
    if page.total == 1:
        return {}
    return {meant: page.request.change(meaning=meant) for meant in (False, True)}


def without_synonyms(request: Request) -> Request:
    """Return the request without other names for its words."""
    return request.change(synonyms=False, excluded_names=())


def without_name(request: Request, name: str) -> Request:
    """Return the request without one of the other names."""
    return request.change(excluded_names=(*request.excluded_names, name))


def regrouped(request: Request) -> Request:
    """Return the request with near duplicates folded if they are not, and not if they are."""
    return request.change(grouped=not request.grouped)


def active_filters(request: Request) -> Iterator[ActiveFilter]:
    """Yield everything that narrows a request, one by one."""
    filters = request.filters
    if filters.since:
        without = replace(filters, since=None)
        yield ActiveFilter("from", filters.since, request.change(filters=without))
    if filters.until:
        yield ActiveFilter(
            "to", filters.until, request.change(filters=replace(filters, until=None))
        )
    if filters.included or filters.excluded:  # two dozen questions that most pages need not ask
        yield from _labels(request)
    for name in request.excluded_names:
        others = tuple(other for other in request.excluded_names if other != name)
        yield ActiveFilter("not_name", name, request.change(excluded_names=others))
    yield from _switches(request)


def _labels(request: Request) -> Iterator[ActiveFilter]:
    for facet in FACETS:
        for value in request.filters.values(facet.name):
            yield ActiveFilter(facet.name, value, _without(request, facet.name, value))
    for facet in FACETS:
        for value in request.filters.excluded_values(facet.name):
            yield ActiveFilter(f"not_{facet.name}", value, _without(request, facet.name, value))


def _switches(request: Request) -> Iterator[ActiveFilter]:
    if request.exact:
        yield ActiveFilter("exact", "1", request.change(exact=False))
    if not request.synonyms:
        yield ActiveFilter("syn", "0", request.change(synonyms=True))
    if request.literal:
        yield ActiveFilter("literal", "1", request.change(literal=False))


def _without(request: Request, facet: str, value: str) -> Request:
    return request.change(filters=request.filters.remove(Label(facet, value)))
