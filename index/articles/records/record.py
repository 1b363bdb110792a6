"""An article as a record of JSON Lines, which a build reads as the same article."""

from index.articles.article import Article

_TEXTS = ("id", "url", "title", "body", "source", "section", "author")


def as_record(article: Article) -> dict[str, str | int | None]:
    """Return the record of an article; published is the printed clock, None if there is none.

    That it is a teaser, and its edition, are said only where it is one, or has one.
    """
    published = article.published.isoformat() if article.published else None
    marks = {"teaser": article.teaser, "edition": article.edition}
    return {
        **{name: getattr(article, name) for name in _TEXTS},
        "published": published,
        **{name: value for name, value in marks.items() if value},
    }
