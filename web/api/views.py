"""The answers as JSON, for programs; api.openapi describes what they contain."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request, url_for

from search import (
    IndexInfo,
    Page,
    Request,
    archive_to_json,
    entity_to_json,
    facets_to_json,
    front_to_json,
    page_to_json,
    timeline_to_json,
    totals_to_json,
)
from web.context import asked_page, current_searcher
from web.exports.tables import record_json
from web.parameters import parse_request, typed_text
from web.responses.conditional import tag
from web.urls.builder import permanent_urls, results_url, results_urls
from web.urls.moved import moved_or_missing

PREFIX = "/api/v1"
api = Blueprint("api", __name__)


@api.get("/search")
def search() -> Response:
    """Answer with a page of hits; 304 where the client has the same one."""
    page = asked_page()
    return _answer_to(page, page_to_json(page, _addresses()))


@api.get("/articles/<article_id>")
def article(article_id: str) -> Response:
    """Answer with a whole article."""
    searcher = current_searcher()
    record = searcher.record(article_id)
    if record is None:
        moved_or_missing(article_id)
    address = url_for("api.article", article_id=article_id)
    return _answer(record_json(record, permanent_urls()), searcher.archive().index, address)


@api.get("/entities/<name>")
def entity(name: str) -> Response:
    """Answer with who or what a name is, in any spelling, and what its articles name with it."""
    found = current_searcher().entity(name)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    address = url_for("api.entity", name=found.label.value)
    return _answer(entity_to_json(found, _addresses()), found.page.index, address)


@api.get("/suggest")
def suggest() -> Response:
    """Answer with what a text may become when it is typed to the end."""
    searcher, typed, address = current_searcher(), typed_text(request.args), _addresses()
    suggestions = [
        {"text": each.text, "articles": each.articles, "url": address(Request(text=each.text))}
        for each in searcher.complete(typed)
    ]
    content = {"query": typed, "suggestions": suggestions}
    return _answer(content, searcher.archive().index, url_for("api.suggest", q=typed))


@api.get("/facets")
def facets() -> Response:
    """Answer with the results counted by each facet, by year and by month."""
    page = _first_page()
    return _answer_to(page, {**totals_to_json(page), "facets": facets_to_json(page, _addresses())})


@api.get("/timeline")
def timeline() -> Response:
    """Answer with the results counted by the time of their publication."""
    page = _first_page()
    return _answer_to(
        page, {**totals_to_json(page), "timeline": timeline_to_json(page, _addresses())}
    )


@api.get("/front")
def front() -> Response:
    """Answer with the news of the archive: the stories of its last days, and what rises."""
    found = current_searcher().front()
    return _answer(front_to_json(found, _addresses()), found.index, url_for("api.front"))


@api.get("/stats")
def stats() -> Response:
    """Answer with what the archive holds."""
    archive = current_searcher().archive()
    return _answer(archive_to_json(archive, _addresses()), archive.index, url_for("api.stats"))


def _first_page() -> Page:
    """Return the first page of the request: the counts are the same on all."""
    return current_searcher().search(parse_request(request.args).at(1))


def _addresses() -> Callable[[Request], str]:
    return results_urls("api.search")


def _answer_to(page: Page, content: dict[str, Any]) -> Response:
    """Return content for a page's request, under the address that we would link to."""
    return _answer(content, page.index, results_url(page.request, str(request.endpoint)))


def _answer(content: dict[str, Any], index: IndexInfo, address: str) -> Response:
    """Return content as JSON, with its tag and with links to what is around it."""
    response = jsonify(content)
    tag(response, index, address)
    around = {"self": address, "next": content.get("next"), "prev": content.get("prev")}
    for relation, target in (*around.items(), ("describedby", url_for("openapi.document"))):
        if target:
            response.headers.add("Link", f'<{target}>; rel="{relation}"')
    return response
