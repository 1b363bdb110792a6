"""The requests that a count leads to: what was found, narrowed to what was counted."""

from dataclasses import replace
from datetime import date

from search import Request, parse_days


def narrowed(request: Request, name: str, value: str) -> Request | None:
    """Return request for the articles that a facet counts at value.

    None for those without a source or a section, which no filter names.
    """
    if not value:
        return None
    if name == "source":
        return replace(request, sources=(value,), page=1)
    if name == "section":
        return replace(request, sections=(value,), page=1)
    days = parse_days(value)
    return between(request, days.since, days.until) if days else None


def excluding(request: Request, name: str, value: str) -> Request | None:
    """Return request without the articles that a facet counts at value, where a filter can."""
    if value and name == "source":
        return replace(request, not_sources=(*request.not_sources, value), page=1)
    if value and name == "section":
        return replace(request, not_sections=(*request.not_sections, value), page=1)
    return None


def between(request: Request, since: date | None, until: date | None) -> Request:
    """Return request for the days from since to until that it is about already."""
    first = max(filter(None, (request.since, since)), default=None)
    last = min(filter(None, (request.until, until)), default=None)
    return replace(request, since=first, until=last, page=1)
