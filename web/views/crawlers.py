"""What crawlers are told: what not to ask for, and where every article is."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from flask import Blueprint, Response, abort, request, url_for

from search import IndexInfo
from web.context import current_searcher
from web.exports.sitemap import index_lines, urls_lines
from web.responses.conditional import tag
from web.urls.builder import NO_PREFERENCES, permanent_urls

crawlers = Blueprint("crawlers", __name__)

#: The most addresses of a part (sitemaps.org).
PART = 50_000
#: Files and answers for programs: a page has what they have. Results are not refused here, or
#: crawlers would not see that they are not to be indexed (responses.headers).
_REFUSED = ("/api/v1/", "/suggest", "/search.csv", "/search.jsonl", "/search.ris", "/trends.csv")
#: The pages beside the articles.
_PAGES = ("pages.home", "pages.sources", "pages.about", "pages.help_page", "openapi.page")


@crawlers.get("/robots.txt")
def robots() -> Response:
    """Answer with what crawlers need not ask for (RFC 9309), and where the addresses are."""
    refused = (f"Disallow: {quote(request.root_path + path)}" for path in _REFUSED)
    sitemap = f"Sitemap: {url_for('crawlers.sitemap', _external=True)}"
    return Response("\n".join(["User-agent: *", *refused, "", sitemap, ""]), mimetype="text/plain")


@crawlers.get("/sitemap.xml")
def sitemap() -> Response:
    """Answer with the addresses of the parts: the pages, and the articles in their order."""
    archive = current_searcher().archive()
    parts = range(-(-archive.index.articles // PART) + 1)
    addresses = [url_for("crawlers.part", number=number, _external=True) for number in parts]
    return _answer(index_lines(addresses), archive.index)


@crawlers.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """Answer with the addresses of a part; part 0 has the pages."""
    index = current_searcher().archive().index
    if number == 0:
        return _answer(urls_lines(list(_pages())), index)
    begin = (number - 1) * PART
    if begin >= index.articles:
        abort(404)
    page_of, articles = permanent_urls(), current_searcher().catalogue(begin, PART)
    return _answer(urls_lines((page_of(article_id), day) for article_id, day in articles), index)


def _pages() -> Iterator[tuple[str, date | None]]:
    for endpoint in _PAGES:
        yield url_for(endpoint, _external=True, **NO_PREFERENCES), None


def _answer(lines: Iterator[str], index: IndexInfo) -> Response:
    """Return lines of XML that are written while they are sent."""
    response = Response(lines, content_type="application/xml; charset=utf-8")
    response.automatically_set_content_length = False  # it would have to be written first
    tag(response, index, request.path)
    return response
