"""What a query finds, to take away: as a table, as JSON Lines, as references, as a feed.

All of it comes from the request of the page, and so in its order and through its filters;
near copies are not folded. A feed is an alert: the newest first, whatever the order.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeAlias
from urllib.parse import quote

from flask import Blueprint, Response, request

from search import Export, Record, Request, Sort
from web.addresses import PageOf, permanent_urls, results_url
from web.citations import ris as ris_entry
from web.conditional import changed, tag
from web.current import current_searcher, gettext
from web.feed import feed
from web.parameters import parse_request
from web.tables import CSV, csv_lines, json_lines

#: Articles of a file, and of a feed.
CAP, NEWEST = 1000, 50
#: Characters of a query in the name of its file, and those that no name of a file may hold.
_NAMED = 60
_NOT_IN_NAMES = re.compile(
    r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|%\u200e\u200f\u202a-\u202e\u2066-\u2069]+'
)

Write: TypeAlias = Callable[[Iterable[Record], PageOf], Iterator[str]]

downloads = Blueprint("downloads", __name__)


@downloads.app_context_processor
def caps() -> dict[str, int]:
    """Return how many articles a file and a feed hold, for the page that links to them."""
    return {"CAP": CAP, "NEWEST": NEWEST}


@downloads.get("/search.csv")
def csv() -> Response:
    """Answer with a table for a spreadsheet."""
    return _file("csv", CSV, csv_lines)


@downloads.get("/search.jsonl")
def jsonl() -> Response:
    """Answer with whole articles, a line of JSON each."""
    return _file("jsonl", "application/x-ndjson; charset=utf-8", json_lines)


@downloads.get("/search.ris")
def ris() -> Response:
    """Answer with references."""
    return _file("ris", "application/x-research-info-systems; charset=utf-8", _references)


@downloads.get("/search.atom")
def atom() -> Response:
    """Answer with the newest articles that hold all that was asked for."""
    asked = replace(_asked(), sort=Sort.NEWEST)
    export = current_searcher().export(asked, NEWEST)
    newest = list(islice(export.records, export.complete))
    response = Response(feed(export, newest, asked), mimetype="application/atom+xml")
    _tell(response, export, asked, held=len(newest), found=export.complete)
    return response


def _asked() -> Request:
    """Return the request without its page: a file holds them all."""
    return replace(parse_request(request.args), page=1, size=Request().size)


def _file(kind: str, content_type: str, write: Write) -> Response:
    """Return what is asked for as a file, written while it is sent."""
    asked = _asked()
    export = current_searcher().export(asked, CAP)
    response = Response(write(export.records, permanent_urls()), content_type=content_type)
    response.automatically_set_content_length = False  # to count it is to write it all first
    response.headers["Content-Disposition"] = _attached(asked, kind)
    _tell(response, export, asked, held=min(export.total, CAP), found=export.total)
    return response


def _references(records: Iterable[Record], page_of: PageOf) -> Iterator[str]:
    return (ris_entry(record, page_of) for record in records)


def _tell(response: Response, export: Export, asked: Request, *, held: int, found: int) -> None:
    """Say how much was found, what is left out of it, and when it last changed."""
    response.headers["X-Iqtisad-Total"] = str(found)
    if held < found:
        response.headers["X-Iqtisad-Truncated"] = f"{held} of {found}"
    if export.partial:
        response.headers["X-Iqtisad-Partial"] = "1"
    response.last_modified = changed(export.built)
    tag(response, export.index, results_url(asked, str(request.endpoint)))


def _attached(asked: Request, kind: str) -> str:
    """Return a Content-Disposition that names the file after the query."""
    query = " ".join(_NOT_IN_NAMES.sub(" ", asked.text)[:_NAMED].split())
    name = quote(f"{gettext('اقتصاد')} {query}".strip() + f".{kind}", safe="")
    return f"attachment; filename=iqtisad.{kind}; filename*=UTF-8''{name}"
