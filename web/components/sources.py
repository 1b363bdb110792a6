"""The sources of an archive as lines of a page: what each is called, and what it has here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from search import Archive, Filters, Label, Request, host_of, shown_host
from web.components.feeds import feed_url
from web.context import current_searcher, label_name
from web.urls.builder import results_url

_FACET = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source: its label, its articles and their days, its addresses here and its own.

    first and last are None without dated articles; country, home and host are "" where unknown.
    """

    label: str
    articles: int
    first: date | None
    last: date | None
    url: str
    feed: str
    country: str = ""
    home: str = ""
    host: str = ""


def source_lines(archive: Archive) -> Iterator[SourceLine]:
    """Yield the sources of the archive, those with most articles first."""
    spans = current_searcher().label_spans(_FACET)
    for count in archive.counts(_FACET):
        yield _line(count.value, count.articles, spans)


def _line(value: str, articles: int, spans: Mapping[str, tuple[date, date]]) -> SourceLine:
    name = current_searcher().names().name(_FACET, value)
    first, last = spans.get(value, (None, None))
    asked = Request(filters=Filters(included=(Label(_FACET, value),)))
    return SourceLine(
        label=label_name(value, _FACET),
        articles=articles,
        first=first,
        last=last,
        url=results_url(asked),
        feed=feed_url(asked),
        country=name.country if name else "",
        home=name.home if name else "",
        host=shown_host(host_of(name.home)) if name else "",
    )
