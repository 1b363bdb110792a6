"""Articles as a reader sees them: hits of a list, whole articles, summaries."""

from collections.abc import Iterable

from search.engine.protocol import Headline, Highlights, Row, StoredArticle
from search.hits.quotations import quotations
from search.hits.snippet import lead, paragraphs, repeated, snippets, whole
from search.request import Label
from search.results import ArticleView, Fragment, Hit, Summary


def hit(row: Row) -> Hit:
    """Return a row of a list as a page shows it."""
    article = row.article
    return Hit(
        headline=article.headline,
        title=_title(article, row.highlights),
        score=row.score,
        snippets=snippets(article.body, article.body_words, row.highlights.body),
        missing=row.missing,
        near_duplicates=row.near_duplicates,
    )


def view(row: Row) -> ArticleView:
    """Return a whole article."""
    article = row.article
    printed = paragraphs(article, row.highlights.body)
    return ArticleView(
        headline=article.headline,
        title=_title(article, row.highlights),
        paragraphs=printed,
        repeated=repeated(article),
        names=tuple(Label(*name) for name in article.names),
        quotations=quotations(printed),
    )


def summaries(articles: Iterable[StoredArticle]) -> tuple[Summary, ...]:
    """Return articles in one line each."""
    return tuple(
        Summary(headline=article.headline, title=printed_title(article)) for article in articles
    )


def summaries_of_copies(copies: Iterable[Headline]) -> tuple[Summary, ...]:
    """Return articles that are not in the index in one line each, "" for no title."""
    return tuple(Summary(headline=copy, title=copy.title) for copy in copies)


def printed_title(article: StoredArticle) -> str:
    """Return the headline or, of an article that has none, its first words."""
    return _title(article, Highlights()).text


def _title(article: StoredArticle, highlights: Highlights) -> Fragment:
    title = article.headline.title
    if title and not highlights.title:  # most titles: their words are not unpacked
        return Fragment(text=title)
    if title:
        return whole(title, article.title_words, highlights.title)
    return lead(article.body, article.body_words, highlights.body)
