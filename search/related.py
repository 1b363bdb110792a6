"""Articles about the same: those that share the words which tell most about an article.

The words of the headline, and those that the body repeats and the archive does not, asked for
as a question is: as many as match. After Lucene's MoreLikeThis.
"""

from collections import Counter
from collections.abc import Iterator

from index.reader import ArticleReader, StoredArticle
from search.evaluate import Evaluator
from search.order import first
from search.query import Any, Word
from search.query_parser import as_word
from search.ranking import idf

#: Words that are asked for: so many of the headline, so many in all.
_OF_TITLE, _ASKED = 8, 16
#: Characters of a body that are read: what it is about is said first.
_READ = 2500
#: Looked at for each that is wanted: some are near copies of each other.
_SPARE = 4
#: A word that more than one article in so many holds tells nothing.
_COMMON = 5


def related(evaluator: Evaluator, document: int, limit: int) -> list[int]:
    """Return the documents most like one, the likest first; none of its near copies."""
    reader = evaluator.reader
    words = tuple(_telling(reader, reader.stored(document)))
    if not words:
        return []
    matches = evaluator.matches(Any(words))
    copies = reader.near_copies
    of_group = copies.members[copies.group[copies.members] == copies.group[document]]
    matches.found[document] = False
    matches.found[of_group] = False
    best = first(matches.found, limit * _SPARE, matches.scores, reader.published).tolist()
    of_each: dict[int, int] = {}
    for each in best:
        of_each.setdefault(int(copies.group[each]), each)
    return list(of_each.values())[:limit]


def _telling(reader: ArticleReader, article: StoredArticle) -> Iterator[Word]:
    """Yield the words of an article that tell most about it, each once."""
    title = {word.widest: word for word in _words(reader, article.title)}
    body = _words(reader, article.body[:_READ])
    counts = Counter(word.widest for word in body)
    by_term = {word.widest: word for word in reversed(body)} | title
    worth = {term: _worth(reader, word, counts[term]) for term, word in by_term.items()}
    in_title = sorted(title, key=worth.__getitem__, reverse=True)[:_OF_TITLE]
    others = sorted(worth, key=worth.__getitem__, reverse=True)
    for term in list(dict.fromkeys([*in_title, *others]))[:_ASKED]:
        if worth[term]:
            yield by_term[term]


def _words(reader: ArticleReader, text: str) -> list[Word]:
    words = (as_word(printed) for printed in reader.analyzer.words(text))
    return [word for word in words if word.stem and not word.exact[0].isdecimal()]


def _worth(reader: ArticleReader, word: Word, count: int) -> float:
    """Return what a word says of an article that prints it so often, 0 for one too common."""
    held = len(reader.postings("body", word.widest).documents)
    if held < 2 or held * _COMMON > max(reader.articles, _COMMON * 10):  # noqa: PLR2004  its own
        return 0.0
    return idf(reader.articles, held) * (1 + count) / (2 + count)
