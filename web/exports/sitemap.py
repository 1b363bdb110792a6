"""Addresses for search engines, in the format of sitemaps.org."""

from collections.abc import Iterable, Iterator
from datetime import date

from markupsafe import escape

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def index_lines(addresses: Iterable[str]) -> Iterator[str]:
    """Yield the lines of an index of sitemaps at some addresses."""
    yield f'{_XML}<sitemapindex xmlns="{_NAMESPACE}">\n'
    for address in addresses:
        yield f"<sitemap><loc>{escape(address)}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def urls_lines(pages: Iterable[tuple[str, date | None]]) -> Iterator[str]:
    """Yield the lines of a sitemap of pages, each with the day of its last change if known."""
    yield f'{_XML}<urlset xmlns="{_NAMESPACE}">\n'
    for address, day in pages:
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        yield f"<url><loc>{escape(address)}</loc>{changed}</url>\n"
    yield "</urlset>\n"
