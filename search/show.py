"""Documents as a reader sees them: hits of a list, and whole articles."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from index.reader import ArticleReader, Copy, StoredArticle
from search.listing import Listed
from search.marks import Marks, marks
from search.query import Query
from search.results import ArticleView, Fragment, Hit, Summary
from search.snippet import lead, paragraphs, snippets, whole


def hits(
    reader: ArticleReader,
    query: Query,
    listed: Listed,
    scores: NDArray[np.float32],
    *,
    exact: bool,
) -> tuple[Hit, ...]:
    """Return what is listed as a page shows it; scores are those of all documents."""
    found = marks(reader, query, listed.documents, exact=exact)
    return tuple(
        _hit(document, reader.stored(document), float(scores[document]), similar, found)
        for document, similar in zip(listed.documents, listed.folded, strict=True)
    )


def summaries(reader: ArticleReader, documents: Iterable[int]) -> Iterator[Summary]:
    """Yield documents in a line each."""
    for document in documents:
        article = reader.stored(document)
        yield summary(article, first_words(article))


def summary(article: StoredArticle | Copy, title: str) -> Summary:
    """Return an article in a line, under a title."""
    return Summary(
        id=article.id,
        url=article.url,
        title=title,
        source=article.source,
        section=article.section,
        published=article.published,
    )


def view(reader: ArticleReader, query: Query, document: int, *, exact: bool) -> ArticleView:
    """Return a document whole, with the words of query marked."""
    found = marks(reader, query, [document], exact=exact)
    return _view(document, reader.stored(document), found)


def first_words(article: StoredArticle) -> str:
    """Return the headline, or the words that stand for it."""
    return _headline(0, article, Marks()).text


def _hit(document: int, article: StoredArticle, score: float, similar: int, found: Marks) -> Hit:
    return Hit(
        id=article.id,
        url=article.url,
        title=_headline(document, article, found),
        titled=bool(article.title),
        source=article.source,
        section=article.section,
        author=article.author,
        published=article.published,
        score=score,
        snippets=snippets(article.body, article.body_words, found.body.get(document, {})),
        copies=article.copies,
        similar=similar,
    )


def _headline(document: int, article: StoredArticle, found: Marks) -> Fragment:
    if article.title:
        return whole(article.title, article.title_words, found.title.get(document, {}))
    return lead(article.body, article.body_words, found.body.get(document, {}))


def _view(document: int, article: StoredArticle, found: Marks) -> ArticleView:
    return ArticleView(
        id=article.id,
        url=article.url,
        title=_headline(document, article, found),
        titled=bool(article.title),
        paragraphs=paragraphs(article.body, article.body_words, found.body.get(document, {})),
        source=article.source,
        section=article.section,
        author=article.author,
        published=article.published,
        copies=article.copies,
    )
