"""The answers as JSON, for programs. What they hold is told in openapi."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request, url_for

from search import Archive, Facet, IndexInfo, Page, Request, Suggestion, page_to_json
from web.addresses import permanent_urls, results_url
from web.conditional import tag
from web.current import current_searcher
from web.narrowing import between, excluding, narrowed
from web.navigation import next_page, previous_page
from web.opensearch import typed_text
from web.parameters import parse_request
from web.tables import record_json

PREFIX = "/api/v1"
api = Blueprint("api", __name__)


@api.get("/search")
def search() -> Response:
    """Answer with a page of hits; 304 where the client holds the same one."""
    page = current_searcher().search(parse_request(request.args))
    return _answer_to(page, page_json(page))


@api.get("/articles/<article_id>")
def article(article_id: str) -> Response:
    """Answer with all of an article."""
    searcher = current_searcher()
    record = searcher.record(article_id)
    if record is None:
        abort(404)
    address = url_for("api.article", article_id=article_id)
    return _answer(record_json(record, permanent_urls()), searcher.archive().index, address)


@api.get("/suggest")
def suggest() -> Response:
    """Answer with what a text may become when its last word is typed to the end."""
    searcher, typed = current_searcher(), typed_text()
    suggestions = [
        {"text": text, "url": _url(Request(text=text))} for text in searcher.complete(typed)
    ]
    found = {"query": typed, "suggestions": suggestions}
    return _answer(found, searcher.archive().index, url_for("api.suggest", q=typed))


@api.get("/facets")
def facets() -> Response:
    """Answer with what is found, counted by source, section, year and month."""
    page = _first_page()
    return _answer_to(page, {**_totals(page), "facets": _facets(page)})


@api.get("/timeline")
def timeline() -> Response:
    """Answer with what is found, counted by the time of its publication."""
    page = _first_page()
    return _answer_to(page, {**_totals(page), "timeline": _timeline(page)})


@api.get("/stats")
def stats() -> Response:
    """Answer with what the archive holds."""
    archive = current_searcher().archive()
    return _answer(_archive_json(archive), archive.index, url_for("api.stats"))


def page_json(page: Page) -> dict[str, Any]:
    """Return page as plain values, with the addresses of the pages around it."""
    found = page_to_json(page)
    return {
        **_totals(page),
        **{name: found[name] for name in ("page", "size", "pages")},
        "query": _query(page.request, found.pop("echo")),
        "notes": found["notes"],
        "chips": [{"text": chip.text, "url": _url(chip.without)} for chip in page.chips],
        "expansions": found["expansions"],
        "results": found["results"],
        "facets": _facets(page),
        "timeline": _timeline(page),
        "relaxations": [
            {
                "kind": wider.kind,
                "total": wider.total,
                "dropped": wider.dropped,
                "url": _url(wider.request),
            }
            for wider in page.relaxations
        ],
        "suggestions": [_suggestion(meant) for meant in page.suggestions],
        "offers": [_suggestion(offer) for offer in page.offers],
        "next": _url_of(next_page(page)),
        "prev": _url_of(previous_page(page)),
        "took_ms": found["took_ms"],
        "index": found["index"],
    }


def _first_page() -> Page:
    """Return the first page of what is asked for: what is counted is the same on all."""
    return current_searcher().search(replace(parse_request(request.args), page=1))


def _totals(page: Page) -> dict[str, Any]:
    return {
        "total": page.total,
        "complete": page.complete,
        "rows": page.rows,
        "complete_rows": page.complete_rows,
    }


def _query(request: Request, echo: str) -> dict[str, Any]:
    return {
        "text": request.text,
        "echo": echo,
        "from": request.since and request.since.isoformat(),
        "to": request.until and request.until.isoformat(),
        "source": list(request.sources),
        "section": list(request.sections),
        "not_source": list(request.not_sources),
        "not_section": list(request.not_sections),
        "not_name": list(request.not_names),
        "sort": request.sort.value,
        "exact": request.exact,
        "syn": request.synonyms,
        "group": request.grouped,
    }


def _suggestion(meant: Suggestion) -> dict[str, Any]:
    return {
        "kind": meant.kind,
        "text": meant.request.text,
        "total": meant.total,
        "url": _url(meant.request),
    }


def _facets(page: Page) -> list[dict[str, Any]]:
    return [
        {"name": facet.name, "counts": list(_counts(page.request, facet))} for facet in page.facets
    ]


def _counts(asked: Request, facet: Facet) -> Iterator[dict[str, Any]]:
    for count in facet.counts:
        yield {
            "value": count.value,
            "articles": count.articles,
            "url": _url_of(narrowed(asked, facet.name, count.value)),
            "exclude": _url_of(excluding(asked, facet.name, count.value)),
        }


def _timeline(page: Page) -> dict[str, Any] | None:
    timeline = page.timeline
    if timeline is None:
        return None
    return {
        "unit": timeline.unit,
        "bars": [
            {
                "from": bar.since.isoformat(),
                "to": bar.until.isoformat(),
                "articles": bar.articles,
                "url": _url(between(page.request, bar.since, bar.until)),
            }
            for bar in timeline.bars
        ],
        "undated": timeline.undated,
    }


def _archive_json(archive: Archive) -> dict[str, Any]:
    return {
        "articles": archive.index.articles,
        "first": archive.first and archive.first.isoformat(),
        "last": archive.last and archive.last.isoformat(),
        **{
            name: [
                {"value": c.value, "articles": c.articles, "url": _url(only)}
                for c in counts
                if (only := narrowed(Request(), name, c.value))
            ]
            for name, counts in (("source", archive.sources), ("section", archive.sections))
        },
        "index": {"id": archive.index.id, "articles": archive.index.articles},
    }


def _url(request: Request) -> str:
    return results_url(request, "api.search")


def _url_of(request: Request | None) -> str | None:
    return _url(request) if request else None


def _answer_to(page: Page, found: dict[str, Any]) -> Response:
    """Return what was found for page's request, under the address that we would link to."""
    return _answer(found, page.index, results_url(page.request, str(request.endpoint)))


def _answer(found: dict[str, Any], index: IndexInfo, address: str) -> Response:
    """Return what was found, with its tag, and with links to what is around it."""
    response = jsonify(found)
    tag(response, index, address)
    around = {"self": address, "next": found.get("next"), "prev": found.get("prev")}
    for relation, target in (*around.items(), ("describedby", url_for("openapi.document"))):
        if target:
            response.headers.add("Link", f'<{target}>; rel="{relation}"')
    return response
