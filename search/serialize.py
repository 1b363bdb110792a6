"""A page of hits as JSON: the same for the command line and for the API."""

from datetime import datetime, time
from typing import Any

from search.export import Record
from search.results import Fragment, Hit, Page


def page_to_json(page: Page) -> dict[str, Any]:
    """Return page as plain lists, dicts, strings and numbers.

    Marks are [start, end) offsets into the text beside them, in characters;
    published is an ISO date, with the hour where it is known.
    """
    return {
        "total": page.total,
        "complete": page.complete,
        "rows": page.rows,
        "page": page.request.page,
        "size": page.request.size,
        "pages": page.pages,
        "echo": page.echo,
        "notes": list(page.notes),
        "expansions": [
            {"typed": expansion.typed, "others": list(expansion.others)}
            for expansion in page.expansions
        ],
        "results": [_hit(hit) for hit in page.hits],
        "took_ms": round(page.took_ms, 1),
        "index": {"id": page.index.id, "articles": page.index.articles},
    }


def record_to_json(record: Record) -> dict[str, Any]:
    """Return an article as plain strings and numbers; published as in page_to_json."""
    return {
        "id": record.id,
        "url": record.url,
        "title": record.title,
        "headline": record.headline,
        "source": record.source,
        "section": record.section,
        "author": record.author,
        "published": iso(record.published),
        "copies": record.copies,
        "body": record.body,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "url": hit.url,
        "title": hit.title.text if hit.titled else "",
        "source": hit.source,
        "section": hit.section,
        "author": hit.author,
        "published": iso(hit.published),
        "score": round(hit.score, 4),
        "copies": hit.copies,
        "similar": hit.similar,
        "snippets": [_fragment(fragment) for fragment in hit.snippets],
    }


def _fragment(fragment: Fragment) -> dict[str, Any]:
    return {"text": fragment.text, "marks": [list(mark) for mark in fragment.marks]}


def iso(published: datetime | None) -> str | None:
    """Return an ISO date, with the hour where it is not midnight; None for no date."""
    if published is None:
        return None
    return (published.date() if published.time() == time.min else published).isoformat()
