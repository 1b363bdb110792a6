"""What an article's page says about it to machines: search engines, Zotero, other pages."""

from collections.abc import Iterator
from typing import Any

from flask import url_for

from search import Archive, ArticleView, Page, iso
from web.context import gettext, preferences
from web.l10n.formats import counted, span
from web.urls.builder import permanent_url, results_url

#: The most characters of a description.
_DESCRIPTION = 200
#: The languages of the pages as Open Graph names them.
_LOCALES = {"ar": "ar_AR", "en": "en_US"}


def description(article: ArticleView) -> str:
    """Return the beginning of an article, cut between words."""
    text = " ".join(paragraph.text for paragraph in article.paragraphs[:2])
    return text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rpartition(" ")[0] + "…"


def sharing_tags(
    title: str, about: str, address: str, kind: str = "website"
) -> Iterator[tuple[str, str]]:
    """Yield property and content of the tags by which others show a link to a page (ogp.me)."""
    yield "og:type", kind
    yield "og:site_name", gettext("اقتصاد")
    yield "og:title", title
    if about:
        yield "og:description", about
    yield "og:url", address
    yield "og:locale", _LOCALES[preferences().lang]


def home_tags(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield the tags of the first page: what the archive is, and how large."""
    about = counted(archive.index.articles, "article", preferences())
    if archive.first and archive.last:
        about = f"{about}، {span(archive.first, archive.last, preferences())}"
    title = gettext("اقتصاد: بحث في أخبار الاقتصاد العربية")
    yield from sharing_tags(title, about, url_for("pages.home", _external=True))


def results_tags(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the tags of results: what was asked for, and how much was found."""
    found = counted(page.total_matching_all, "result", preferences())
    title = f"{page.request.text}: {found}" if page.request.text else found
    yield from sharing_tags(
        f"{title} - {gettext('اقتصاد')}", "", results_url(page.request, whole=True)
    )


def article_tags(article: ArticleView) -> Iterator[tuple[str, str]]:
    """Yield the tags of an article."""
    address = permanent_url(article.headline.id)
    yield from sharing_tags(article.title.text, description(article), address, "article")
    if article.headline.published:
        yield "article:published_time", str(iso(article.headline.published))
    if article.headline.section:
        yield "article:section", article.headline.section


def news_article(article: ArticleView) -> dict[str, Any]:
    """Return an article as schema.org's NewsArticle, without the properties that are unknown."""
    headline = article.headline
    properties = {
        "headline": article.title.text,
        "datePublished": iso(headline.published),
        "inLanguage": "ar",
        "articleSection": headline.section,
        "url": headline.url,
        "description": description(article),
        "author": headline.author and {"@type": "Person", "name": headline.author},
        "publisher": headline.source and {"@type": "Organization", "name": headline.source},
    }
    known = {name: value for name, value in properties.items() if value}
    return {"@context": "https://schema.org", "@type": "NewsArticle", **known}


def citation_tags(article: ArticleView) -> Iterator[tuple[str, str]]:
    """Yield name and content of the tags that Zotero and Google Scholar read."""
    headline = article.headline
    yield "citation_title", article.title.text
    if headline.source:
        yield "citation_journal_title", headline.source
        yield "DC.publisher", headline.source
    if headline.author:
        yield "citation_author", headline.author
    if headline.published:
        yield "citation_publication_date", headline.published.strftime("%Y/%m/%d")
        yield "DC.date", headline.published.date().isoformat()
    if headline.url:
        yield "citation_public_url", headline.url
    yield "citation_language", "ar"
    yield "DC.type", "Text.NewspaperArticle"
