"""An article as a record of JSON Lines, which a build reads as the same article."""

from index.articles.article import Article
from index.text.web_address import harmless

_TEXTS = ("id", "url", "title", "body", "source", "section", "author")


def parts_of(article: Article) -> dict[str, str | None]:
    """Return the parts of an article; published is the printed clock, None if there is none."""
    published = article.published.isoformat() if article.published else None
    texts = {name: getattr(article, name) for name in _TEXTS}
    return {**texts, "url": harmless(article.url), "published": published}


def as_record(article: Article) -> dict[str, str | int | None]:
    """Return the record of an article: its parts, and whether it is a teaser, or which edition.

    What it is not is not said.
    """
    marks = {"teaser": article.teaser, "edition": article.edition}
    return {**parts_of(article), **{name: value for name, value in marks.items() if value}}
