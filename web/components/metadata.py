"""What an article's page says about it to machines: search engines, Zotero, other pages."""

from collections.abc import Iterator
from typing import Any

from search import ArticleView, iso

#: The most characters of a description.
_DESCRIPTION = 200


def description(article: ArticleView) -> str:
    """Return the beginning of an article, cut between words."""
    text = " ".join(paragraph.text for paragraph in article.paragraphs[:2])
    return text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rpartition(" ")[0] + "…"


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
