"""A query over an index -> which articles it finds, and how well each fits.

Every part of the tree becomes two arrays over all documents; AND, OR and NOT
are array operations. Nothing is pruned: the counts are exact and the first ten
are the best ten.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np
from numpy.typing import NDArray

from index.reader import ArticleReader
from index.schema import NO_DATE, seconds
from search.query import All, Any, Dates, InField, Not, Phrase, Prefix, Query, Word
from search.ranking import WEIGHTS, Weights, bm25

TEXT_FIELDS = ("title", "body")
#: Questions of so many words are ranked by as many words as match.
LONG_QUERY = 6
_TWO = 2
#: A prefix stands for at most so many words, the most frequent ones.
_EXPANSIONS = 64


@dataclass(frozen=True, slots=True)
class Matches:
    """Which documents are found, and their scores; all arrays are over all documents.

    held counts the query's words in each, where not all of them were required.
    """

    found: NDArray[np.bool_]
    scores: NDArray[np.float32]
    held: NDArray[np.int64] | None = None


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates queries over one index; exact asks for the exact forms of words alone."""

    reader: ArticleReader
    exact: bool = False
    weights: Weights = WEIGHTS

    def matches(self, query: Query, fields: tuple[str, ...] = TEXT_FIELDS) -> Matches:
        """Return the documents that query finds in fields, with their scores."""
        match query:
            case All(parts):
                return self._all(_telling(parts), fields)
            case Any(parts):
                return self._any(_telling(parts), fields)
            case Not(part):
                found = self.matches(part, fields).found
                return Matches(~found, self._no_scores())
            case InField(field, part):
                return self.matches(part, (field,))
            case Dates(since, until):
                return Matches(between(self.reader, since, until), self._no_scores())
            case Word():
                return self._word(query, fields)
            case Phrase():
                return self._phrase(query, fields)
            case Prefix():
                return self._prefix(query, fields)

    def _all(self, parts: tuple[Query, ...], fields: tuple[str, ...]) -> Matches:
        found = np.ones(self.reader.articles, np.bool_)
        scores = self._no_scores()
        for part in parts:
            matches = self.matches(part, fields)
            found &= matches.found
            scores += matches.scores
        return Matches(found, scores)

    def _any(self, parts: tuple[Query, ...], fields: tuple[str, ...]) -> Matches:
        found, scores = np.zeros(self.reader.articles, np.bool_), self._no_scores()
        for part in parts:
            matches = self.matches(part, fields)
            found |= matches.found
            scores += matches.scores
        return Matches(found, scores)

    def mostly(self, query: Query, few: int) -> Matches | None:
        """Return the documents that hold most words of an AND of words, at least few if possible.

        What is not a bare word (a phrase, an exclusion, a field, a date) must be
        as asked. None where there are not two words to choose from.
        """
        parts = _telling(query.parts) if isinstance(query, All) else ()
        words = [part for part in parts if isinstance(part, Word)]
        if len(words) < _TWO:
            return None
        rest = self._all(tuple(part for part in parts if part not in words), TEXT_FIELDS)
        each = [self.matches(word) for word in words]
        held = np.sum([matches.found for matches in each], axis=0) * rest.found
        scores = np.sum([matches.scores for matches in each], axis=0) + rest.scores
        enough = next((n for n in range(len(words), 1, -1) if (held >= n).sum() >= few), 1)
        return Matches(held >= enough, scores.astype(np.float32), held)

    def _word(self, word: Word, fields: tuple[str, ...]) -> Matches:
        terms = [(word.exact, self.weights.exact)]
        if word.stem and not self.exact:
            terms.append((word.stem, self.weights.stem))
        return self._terms(terms, fields)

    def _prefix(self, prefix: Prefix, fields: tuple[str, ...]) -> Matches:
        terms = {
            term
            for field in fields
            for term in self.reader.expand_prefix(field, prefix.exact, _EXPANSIONS)
        }
        return self._terms([(term, self.weights.exact) for term in sorted(terms)], fields)

    def _terms(self, terms: Iterable[tuple[str, float]], fields: tuple[str, ...]) -> Matches:
        """Return the documents with any of the weighted terms in any of the fields."""
        found, scores = np.zeros(self.reader.articles, np.bool_), self._no_scores()
        for field in fields:
            of_field = self.weights.title if field == "title" else 1.0
            for term, weight in terms:
                documents, values = bm25(self.reader, field, term, self.weights)
                found[documents] = True
                scores[documents] += values * np.float32(weight * of_field)
        return Matches(found, scores)

    def _phrase(self, phrase: Phrase, fields: tuple[str, ...]) -> Matches:
        found, scores = np.zeros(self.reader.articles, np.bool_), self._no_scores()
        for field in fields:
            of_field = self._all(phrase.words, (field,))
            exact = [self.reader.postings(field, word.exact).documents for word in phrase.words]
            with_all = exact[0]
            for documents in exact[1:]:
                with_all = np.intersect1d(with_all, documents, assume_unique=True)
            in_order = with_all[self._in_order(phrase, field, with_all)]
            found[in_order] = True
            scores[in_order] += of_field.scores[in_order]
        return Matches(found, scores)

    def _in_order(
        self, phrase: Phrase, field: str, documents: NDArray[np.int32]
    ) -> NDArray[np.bool_]:
        """Return for each of documents whether the words stand in order in it."""
        if len(phrase.words) == 1 or field not in TEXT_FIELDS or not len(documents):
            return np.ones(len(documents), np.bool_)
        positions = [self.reader.positions(field, word.exact, documents) for word in phrase.words]
        lists = zip(*positions, strict=True)
        return np.fromiter((follow(each, phrase.slop) for each in lists), np.bool_)

    def _no_scores(self) -> NDArray[np.float32]:
        return np.zeros(self.reader.articles, np.float32)


def follow(positions: tuple[list[int], ...], slop: int) -> bool:
    """Return whether one position can be taken of each list, each after the last.

    At most slop others may lie between neighbours.

    >>> follow(([3, 9], [5, 10]), 0), follow(([3], [5]), 0), follow(([3], [5]), 1)
    (True, False, True)
    """
    reached = set(positions[0])
    for places in positions[1:]:
        reached = {
            place for place in places if any(place - gap in reached for gap in range(1, slop + 2))
        }
    return bool(reached)


def between(reader: ArticleReader, since: date | None, until: date | None) -> NDArray[np.bool_]:
    """Return which documents were published from since to until, both days included.

    An article without a date is in no span of days.
    """
    found = reader.published != NO_DATE
    if since:
        found &= reader.published >= seconds(datetime.combine(since, time.min))
    if until:
        found &= reader.published <= seconds(datetime.combine(until, time.max))
    return found


def as_long_question(query: Query) -> Query:
    """Return query with OR for AND where it is a question of many words.

    Anything but bare words shows that its writer knows what must be there.
    """
    if not isinstance(query, All) or not all(isinstance(part, Word) for part in query.parts):
        return query
    return Any(query.parts) if len(_telling(query.parts)) >= LONG_QUERY else query


def _telling(parts: tuple[Query, ...]) -> tuple[Query, ...]:
    """Return parts without stop words, unless there is nothing else to look for."""
    telling = tuple(part for part in parts if not (isinstance(part, Word) and not part.stem))
    return telling if any(not isinstance(part, Not) for part in telling) else parts
