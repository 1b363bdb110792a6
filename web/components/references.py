"""An article as a reference, in two styles that journals and universities ask for."""

from collections.abc import Iterator
from datetime import date

from search import ArticleView
from web.l10n.formats import long_date
from web.l10n.preferences import Preferences


def references(article: ArticleView, read: date, how: Preferences) -> Iterator[tuple[str, str]]:
    """Yield the name of each style and the reference; read is the day of access.

    The reference is in Arabic whatever the language of the page: the article is.
    """
    yield "APA", _joined(_apa(article, how), article.headline.url)
    yield "Chicago", _joined(_chicago(article, read, how), article.headline.url)


def _apa(article: ArticleView, how: Preferences) -> Iterator[str]:
    """Yield author, day, title and source (Publication Manual of the APA, 7th edition, 10.1)."""
    headline = article.headline
    day = _day(article, how)
    shown = f"({day})" if day else "(د.ت)"
    yield f"{headline.author}. {shown}" if headline.author else ""
    yield article.title.text if headline.author else f"{article.title.text}. {shown}"
    yield headline.source


def _chicago(article: ArticleView, read: date, how: Preferences) -> Iterator[str]:
    """Yield author, title, source with day, and day of access (Chicago Manual, 17th, 14.191)."""
    headline = article.headline
    yield headline.author
    yield f"«{article.title.text}»"
    yield "، ".join(filter(None, (headline.source, _day(article, how))))
    yield f"اطُّلع عليه في {long_date(read, _arabic(how))}"


def _day(article: ArticleView, how: Preferences) -> str:
    published = article.headline.published
    return long_date(published.date(), _arabic(how)) if published else ""


def _arabic(how: Preferences) -> Preferences:
    return Preferences(lang="ar", digits=how.digits, months=how.months)


def _joined(parts: Iterator[str], url: str) -> str:
    """Return parts as sentences, each with one stop at its end, and the address without one."""
    sentences = (part.rstrip(" .") + "." for part in parts if part)
    return " ".join(filter(None, (*sentences, url)))
