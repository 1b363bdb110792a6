"""The feeds that a page offers to programs that watch for news."""

from collections.abc import Iterator
from dataclasses import dataclass

from search import Filters, Label, Request
from web.context import gettext, label_name
from web.urls.builder import results_url

_FEED = "downloads.atom"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it is of, and its address."""

    title: str
    url: str


def feeds_of(request: Request, source: str = "") -> Iterator[Feed]:
    """Yield the feed of a request, that of a source, and that of all news; none twice."""
    narrowed = Request(
        text=request.text,
        filters=request.filters,
        excluded_names=request.excluded_names,
        exact=request.exact,
        synonyms=request.synonyms,
    )
    if not narrowed.is_empty:
        yield Feed(narrowed.text or _labels(narrowed), feed_url(narrowed))
    if source:
        yield source_feed(source)
    yield Feed(gettext("أحدث المقالات"), feed_url(Request()))


def source_feed(source: str) -> Feed:
    """Return the feed of a source."""
    return Feed(
        label_name(source, "source"),
        feed_url(Request(filters=Filters(included=(Label("source", source),)))),
    )


def feed_url(request: Request) -> str:
    """Return the address of the feed of a request: it is by date, whatever the list is by."""
    return results_url(request.change(meaning=False) if request.meaning else request, _FEED)


def _labels(request: Request) -> str:
    named = "، ".join(label_name(label.value, label.facet) for label in request.filters.included)
    return named or gettext("أحدث المقالات")
