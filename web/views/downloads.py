"""The results of a query as files: a table, JSON Lines, references, a feed.

They answer the request of the page, with its order and its filters, but near duplicates are not
folded. A feed is an alert: always the newest first.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeAlias

from flask import Blueprint, Response, request

from search import Export, Record, Request, Sort, Window
from web.context import current_searcher, gettext, note_found, note_partial, note_unsettled
from web.exports.atom import feed
from web.exports.citations import ris as ris_entry
from web.exports.filenames import disposition, in_names
from web.exports.tables import CSV, csv_lines, json_lines
from web.parameters import parse_request
from web.responses.conditional import changed, tag
from web.urls.builder import PageOf, permanent_urls, results_url

#: The most articles of a table or a list of references, and of a feed. Programs read JSON Lines:
#: they get all.
CAP, NEWEST = 1000, 50

Write: TypeAlias = Callable[[Iterable[Record], PageOf], Iterator[str]]

downloads = Blueprint("downloads", __name__)


@downloads.app_context_processor
def caps() -> dict[str, int]:
    """Return the most articles of a file and of a feed, for the page that links to them."""
    return {"CAP": CAP, "NEWEST": NEWEST}


@downloads.get("/search.csv")
def csv() -> Response:
    """Answer with a table for a spreadsheet."""
    return _file("csv", CSV, csv_lines, CAP)


@downloads.get("/search.jsonl")
def jsonl() -> Response:
    """Answer with all articles, whole, a line of JSON each."""
    return _file("jsonl", "application/x-ndjson; charset=utf-8", json_lines, None)


@downloads.get("/search.ris")
def ris() -> Response:
    """Answer with references."""
    return _file("ris", "application/x-research-info-systems; charset=utf-8", _references, CAP)


@downloads.get("/search.atom")
def atom() -> Response:
    """Answer with the newest articles that match the whole query."""
    wanted = replace(_wanted(), sort=Sort.NEWEST, meaning=False, window=Window())
    export = current_searcher().export(wanted, NEWEST)
    note_found(export.total_matching_all, wanted.text)
    newest = list(islice(export.records, export.total_matching_all))
    response = Response(feed(export, newest, wanted), mimetype="application/atom+xml")
    _describe(response, export, wanted, held=len(newest), found=export.total_matching_all)
    return response


def _wanted() -> Request:
    """Return the request without its page: a file contains all of them, or those behind a place."""
    asked = parse_request(request.args)
    return replace(asked, window=Window(after=asked.window.after))


def _file(kind: str, content_type: str, write: Write, most: int | None) -> Response:
    """Return the results as a file, which is written while it is sent."""
    wanted = _wanted()
    export = current_searcher().export(wanted, most)
    note_found(export.total, wanted.text)
    response = Response(write(export.records, permanent_urls()), content_type=content_type)
    response.automatically_set_content_length = False  # it would have to be written first
    response.headers["Content-Disposition"] = _attached(wanted, kind)
    _describe(response, export, wanted, held=export.rows, found=export.total)
    if export.after:
        following = results_url(wanted.following(export.after), str(request.endpoint))
        response.headers.add("Link", f'<{following}>; rel="next"')
    return response


def _references(records: Iterable[Record], page_of: PageOf) -> Iterator[str]:
    return (ris_entry(record, page_of) for record in records)


def _describe(
    response: Response, export: Export, wanted: Request, *, held: int, found: int
) -> None:
    """Add headers: how much was found, what is left out of it, when it last changed."""
    response.headers["X-Iqtisad-Total"] = str(found)
    if held < found:
        response.headers["X-Iqtisad-Truncated"] = f"{held} of {found}"
    note_partial(partial=export.partial)
    note_unsettled(unsettled=export.embedding)
    if export.moved:
        response.headers["X-Iqtisad-Moved"] = "1"
    if not wanted.meaning:  # what is ordered by vectors changes with them, and that is not dated
        response.last_modified = changed(export.built)
    tag(response, export.index, results_url(wanted, str(request.endpoint)))


def _attached(wanted: Request, kind: str) -> str:
    """Return a Content-Disposition that names the file after the query."""
    name = f"{gettext('اقتصاد')} {in_names(wanted.text)}".strip()
    return disposition(kind, name, "iqtisad")
