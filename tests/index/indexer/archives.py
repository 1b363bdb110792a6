"""Archives and indexes to build and to update."""

import json
from dataclasses import replace

from index.articles import Article
from search import Request, Searcher, Window

EMPTY = Article(id="", url="", title="", body="", source="", section="", author="", published=None)


def write_archive(path, *records):
    """Write records (a text stands for an article's body) as JSON Lines."""
    lines = (
        json.dumps({"body": r} if isinstance(r, str) else r, ensure_ascii=False) for r in records
    )
    path.write_text("\n".join(lines), "utf-8")
    return path


def numbered(number, body="", **fields):
    """Return an article whose id is its number."""
    return replace(EMPTY, id=str(number), body=body or f"أسعار النفط رقم {number}", **fields)


def found(index_dir, text):
    """Return the ids of the articles that a fresh searcher finds, in their order."""
    searcher = Searcher(index_dir)
    hits = searcher.snapshot().search(Request(text=text, window=Window(size=50))).hits
    searcher.close()
    return [hit.headline.id for hit in hits]
