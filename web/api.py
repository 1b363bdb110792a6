"""The results as JSON, for programs."""

from hashlib import blake2b
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, jsonify, request

from search import Page, Request, Suggestion, page_to_json
from web.navigation import next_page, previous_page
from web.parameters import parse_request, to_parameters
from web.rendering import results_url

PREFIX = "/api/v1"
api = Blueprint("api", __name__)


@api.get("/search")
def search() -> Response:
    """Answer with a page of hits; 304 where the client holds the same one."""
    page = current_app.extensions["searcher"].search(parse_request(request.args))
    response = jsonify(page_json(page))
    response.set_etag(_etag(page), weak=True)  # the time taken differs
    return response


def page_json(page: Page) -> dict[str, Any]:
    """Return page as plain values, with the addresses of the pages around it."""
    found = page_to_json(page)
    return {
        **{name: found[name] for name in ("total", "complete", "page", "size", "pages")},
        "query": _query(page.request, found.pop("echo")),
        "notes": found["notes"],
        "expansions": found["expansions"],
        "results": found["results"],
        "relaxations": [
            {"kind": wider.kind, "total": wider.total, "url": _url(wider.request)}
            for wider in page.relaxations
        ],
        "suggestions": [_suggestion(meant) for meant in page.suggestions],
        "next": _url(following) if (following := next_page(page)) else None,
        "prev": _url(preceding) if (preceding := previous_page(page)) else None,
        "took_ms": found["took_ms"],
        "index": found["index"],
    }


def _query(request: Request, echo: str) -> dict[str, Any]:
    return {
        "text": request.text,
        "echo": echo,
        "from": request.since and request.since.isoformat(),
        "to": request.until and request.until.isoformat(),
        "source": list(request.sources),
        "section": list(request.sections),
        "sort": request.sort.value,
        "exact": request.exact,
        "syn": request.synonyms,
    }


def _suggestion(meant: Suggestion) -> dict[str, Any]:
    return {
        "kind": meant.kind,
        "text": meant.request.text,
        "total": meant.total,
        "url": _url(meant.request),
    }


def _url(request: Request) -> str:
    return results_url(request, "api.search")


def _etag(page: Page) -> str:
    query = urlencode(to_parameters(page.request), doseq=True)
    return f"{page.index.id}-{blake2b(query.encode(), digest_size=8).hexdigest()}"
