"""An article as a file: JSON, text, a reference.

An id may contain dots. Where the id of an article ends like a file name (report.json), that
address is its page; the file of another article (report) is then available from the API only.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response

from search import Record, iso
from web.context import current_searcher
from web.exports.citations import address_of, bibtex, ris
from web.exports.tables import record_json
from web.text import clean, one_line
from web.urls.builder import PageOf, permanent_urls
from web.urls.moved import moved_or_missing
from web.views.pages import article as article_page

article_files = Blueprint("article_files", __name__)


@dataclass(frozen=True, slots=True)
class _Kind:
    content_type: str
    write: Callable[[Record, PageOf], str]
    attached: bool = False


@article_files.get("/article/<article_id>.<any(json, txt, bib, ris):kind>")
def article_file(article_id: str, kind: str) -> Response | str:
    """Answer with the article in a format, or with the page of the article that has this id."""
    searcher, named = current_searcher(), f"{article_id}.{kind}"
    if searcher.record(named):
        return article_page(named)
    record = searcher.record(article_id)
    if record is None:
        moved_or_missing(article_id)
    wanted = _KINDS[kind]
    response = Response(
        wanted.write(record, permanent_urls()), content_type=f"{wanted.content_type}; charset=utf-8"
    )
    if wanted.attached:
        response.headers["Content-Disposition"] = f"attachment; filename={named}"
    return response


def _json(record: Record, page_of: PageOf) -> str:
    return json.dumps(record_json(record, page_of), ensure_ascii=False, indent=1) + "\n"


def _text(record: Record, page_of: PageOf) -> str:
    """Return title, source and date, body and address as plain text."""
    headline = record.headline
    byline = "، ".join(filter(None, (headline.source, headline.author, iso(headline.published))))
    parts = (
        one_line(record.title),
        one_line(byline),
        clean(record.body),
        address_of(record, page_of),
    )
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


_KINDS = {
    "json": _Kind("application/json", _json),
    "txt": _Kind("text/plain", _text),
    "bib": _Kind("application/x-bibtex", bibtex, attached=True),
    "ris": _Kind("application/x-research-info-systems", ris, attached=True),
}
