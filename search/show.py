"""Documents as a reader sees them: hits of a list, and whole articles."""

import numpy as np
from numpy.typing import NDArray

from index.reader import ArticleReader, StoredArticle
from search.marks import Marks, marks
from search.query import Query
from search.results import ArticleView, Fragment, Hit
from search.snippet import lead, paragraphs, snippets, whole


def hits(
    reader: ArticleReader,
    query: Query,
    documents: list[int],
    scores: NDArray[np.float32],
    *,
    exact: bool,
) -> tuple[Hit, ...]:
    """Return documents as a list of results shows them; scores are those of all documents."""
    found = marks(reader, query, documents, exact=exact)
    return tuple(
        _hit(document, reader.stored(document), float(scores[document]), found)
        for document in documents
    )


def view(reader: ArticleReader, query: Query, document: int, *, exact: bool) -> ArticleView:
    """Return a document whole, with the words of query marked."""
    found = marks(reader, query, [document], exact=exact)
    return _view(document, reader.stored(document), found)


def first_words(article: StoredArticle) -> str:
    """Return the headline, or the words that stand for it."""
    return _headline(0, article, Marks()).text


def _hit(document: int, article: StoredArticle, score: float, found: Marks) -> Hit:
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
