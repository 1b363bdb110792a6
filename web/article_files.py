"""An article to take away: as JSON, as text, as a reference.

An id may hold dots. Where an article's id ends as a file's name does (report.json), that
address is its page; the file of another (of report) is then only to be had from the API.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, abort

from search import Record, iso
from web.addresses import PageOf, permanent_urls
from web.citations import address_of, bibtex, ris
from web.current import current_searcher
from web.plain import clean, one_line
from web.tables import record_json
from web.views import article as article_page

article_files = Blueprint("article_files", __name__)


@dataclass(frozen=True, slots=True)
class _Kind:
    content_type: str
    write: Callable[[Record, PageOf], str]
    attached: bool = False


@article_files.get("/article/<article_id>.<any(json, txt, bib, ris):kind>")
def article_file(article_id: str, kind: str) -> Response | str:
    """Answer with the article in a format, or with the page of the one that is called so."""
    searcher, named = current_searcher(), f"{article_id}.{kind}"
    if searcher.record(named):
        return article_page(named)
    record = searcher.record(article_id)
    if record is None:
        abort(404)
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
    """Return headline, source and day, body and address as a text."""
    byline = "، ".join(filter(None, (record.source, record.author, iso(record.published))))
    parts = (
        one_line(record.headline),
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
