"""What an article's page says of it to machines: search engines, Zotero, other pages."""

from collections.abc import Iterator
from typing import Any

from search import ArticleView, iso

#: Characters of an article that stand for it elsewhere.
_DESCRIPTION = 200


def description(article: ArticleView) -> str:
    """Return the beginning of an article, cut between words."""
    text = " ".join(paragraph.text for paragraph in article.paragraphs[:2])
    return text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rpartition(" ")[0] + "…"


def news_article(article: ArticleView) -> dict[str, Any]:
    """Return an article as schema.org's NewsArticle; what is not known is left out."""
    known = {
        "headline": article.title.text,
        "datePublished": iso(article.published),
        "inLanguage": "ar",
        "articleSection": article.section,
        "url": article.url,
        "description": description(article),
        "author": article.author and {"@type": "Person", "name": article.author},
        "publisher": article.source and {"@type": "Organization", "name": article.source},
    }
    told = {name: value for name, value in known.items() if value}
    return {"@context": "https://schema.org", "@type": "NewsArticle", **told}


def citation_tags(article: ArticleView) -> Iterator[tuple[str, str]]:
    """Yield name and content of the tags that Zotero and Google Scholar read."""
    published = article.published
    yield "citation_title", article.title.text
    if article.source:
        yield "citation_journal_title", article.source
        yield "DC.publisher", article.source
    if article.author:
        yield "citation_author", article.author
    if published:
        yield "citation_publication_date", published.strftime("%Y/%m/%d")
        yield "DC.date", published.date().isoformat()
    if article.url:
        yield "citation_public_url", article.url
    yield "citation_language", "ar"
    yield "DC.type", "Text.NewspaperArticle"
