"""The query for articles about the same as one, after Lucene's MoreLikeThis.

It asks for any of the words that say most about the article: those of the headline, and those
that the body repeats and the archive does not.
"""

from collections import Counter

from search.engine.protocol import Statistics, StoredArticle
from search.engine.weighting import held, idf
from search.query.tree import Any, Word

#: The most words of the query: from the headline, and in all. Set by hand and not measured.
_FROM_TITLE, _WORDS = 8, 16
#: The characters of a body that are read: news says first what it is about. Set by hand.
_READ = 2500
#: A word that more than one article in this many contains says nothing. Set by hand.
_COMMON = 5


def more_like_this(article: StoredArticle, statistics: Statistics) -> Any:
    """Return the query for articles about the same as article; without parts if no word says it."""
    title = {word.stem: word for word in _words(statistics, article.headline.title)}
    body = _words(statistics, article.text[:_READ])
    counts = Counter(word.stem for word in body)
    by_term = {word.stem: word for word in reversed(body)} | title
    weights = {term: _weight(statistics, word, counts[term]) for term, word in by_term.items()}
    from_title = sorted(title, key=weights.__getitem__, reverse=True)[:_FROM_TITLE]
    others = sorted(weights, key=weights.__getitem__, reverse=True)
    chosen = list(dict.fromkeys([*from_title, *others]))[:_WORDS]
    return Any(tuple(by_term[term] for term in chosen if weights[term]))


def _words(statistics: Statistics, text: str) -> list[Word]:
    """Return the words of a text without stop words, which have no stem, and numbers."""
    words = statistics.analyzer.words(text)
    return [Word.of(word) for word in words if word.stem and not word.exact[0].isdecimal()]


def _weight(statistics: Statistics, word: Word, count: int) -> float:
    """Return what a word says about an article that prints it count times, 0 if it is common."""
    holding = held(statistics, "body", word)
    articles = statistics.articles
    if holding < 2 or holding * _COMMON > max(articles, _COMMON * 10):  # noqa: PLR2004  this article
        return 0.0
    return idf(articles, holding) * (1 + count) / (2 + count)
