"""A query over an index -> which articles it finds, and how well each fits.

Every part of the tree becomes two arrays over all documents; AND, OR and NOT
are array operations. Nothing is pruned: the counts are exact and the first ten
are the best ten.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from index.analysis import STEM_TAG, fold
from index.reader import ArticleReader
from index.schema import NO_DATE, seconds
from search.kernels import NUMPY, Kernels
from search.query import (
    All,
    Any,
    Dates,
    InField,
    Not,
    Phrase,
    Prefix,
    Query,
    Synonyms,
    Word,
)
from search.ranking import WEIGHTS, Weights, idf, length_norms

TEXT_FIELDS = ("title", "body")
#: Questions of so many words are ranked by as many words as match.
LONG_QUERY = 6
#: So are those that begin with one of these: what is asked for is not yet known in words.
QUESTION_WORDS = frozenset(
    map(fold, "ما ماذا متى أين كم كيف هل لماذا من أي أية بماذا علام".split())
)
_TWO = 2
#: A prefix stands for at most so many words, the most frequent ones.
_EXPANSIONS = 64


@dataclass(frozen=True, slots=True)
class Matches:
    """Which documents are found, and their scores; both over all documents."""

    found: NDArray[np.bool_]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates queries over one index; exact asks for the exact forms of words alone."""

    reader: ArticleReader
    exact: bool = False
    weights: Weights = WEIGHTS
    kernels: Kernels = NUMPY

    def matches(self, query: Query, fields: tuple[str, ...] = TEXT_FIELDS) -> Matches:
        """Return the documents that query finds in fields, with their scores."""
        scores = self._no_scores()
        return Matches(self._found(query, fields, scores), scores)

    def _found(
        self, query: Query, fields: tuple[str, ...], scores: NDArray[np.float32]
    ) -> NDArray[np.bool_]:
        """Return which documents query finds in fields; add what it scores to scores."""
        match query:
            case All(parts):
                return self._all(_telling(parts), fields, scores)
            case Any(parts):
                return self._any(_telling(parts), fields, scores)
            case Not(part):
                return ~self._found(part, fields, self._no_scores())
            case Synonyms(part, others, weight):
                return self._synonyms((part, *others), weight, fields, scores)
            case InField(field, part):
                return self._found(part, (field,), scores)
            case Dates(since, until):
                return between(self.reader, since, until)
            case Word():
                return self._word(query, fields, scores)
            case Phrase():
                return self._phrase(query, fields, scores)
            case Prefix():
                return self._prefix(query, fields, scores)

    def _all(
        self, parts: tuple[Query, ...], fields: tuple[str, ...], scores: NDArray[np.float32]
    ) -> NDArray[np.bool_]:
        found = np.ones(self.reader.articles, np.bool_)
        for part in parts:
            found &= self._found(part, fields, scores)
        return found

    def _any(
        self, parts: tuple[Query, ...], fields: tuple[str, ...], scores: NDArray[np.float32]
    ) -> NDArray[np.bool_]:
        found = self._nothing()
        for part in parts:
            found |= self._found(part, fields, scores)
        return found

    def _synonyms(
        self,
        names: tuple[Query, ...],
        weight: float,
        fields: tuple[str, ...],
        scores: NDArray[np.float32],
    ) -> NDArray[np.bool_]:
        """Find what any name finds; of its scores, all but the first lessened, the best counts."""
        found, best = self._nothing(), self._no_scores()
        for number, name in enumerate(names):
            matches = self.matches(name, fields)
            found |= matches.found
            worth = np.float32(weight if number else 1.0)
            np.maximum(best, matches.scores * matches.found * worth, out=best)
        scores += best
        return found

    def mostly(self, query: Query, few: int) -> Matches | None:
        """Return the documents that hold most words of an AND, at least few if possible.

        What is not a bare word (a phrase, an exclusion, a field, a date) must be
        as asked. None where there are not two words to choose from.
        """
        parts = _telling(query.parts) if isinstance(query, All) else ()
        words = [part for part in parts if isinstance(part, Word)]
        if len(words) < _TWO:
            return None
        rest = self.matches(All(tuple(part for part in parts if part not in words)))
        each = [self.matches(word) for word in words]
        held = np.sum([matches.found for matches in each], axis=0) * rest.found
        scores = np.sum([matches.scores for matches in each], axis=0) + rest.scores
        enough = next((n for n in range(len(words), 1, -1) if (held >= n).sum() >= few), 1)
        return Matches(held >= enough, scores.astype(np.float32))

    def _word(
        self, word: Word, fields: tuple[str, ...], scores: NDArray[np.float32]
    ) -> NDArray[np.bool_]:
        weights = self.weights
        if self.exact or not word.stem:
            return self._terms([(word.exact, weights.exact)], fields, scores)
        # A bare word is hardly more exact than with its article: it need not count twice.
        exact = weights.bare if word.stem == STEM_TAG + word.exact else weights.exact
        strong = [(word.exact, exact), (word.stem, weights.stem), (word.family, weights.family)]
        found = self._terms(strong, fields, scores)
        # A root ranks what the others find, and finds nothing by itself.
        self._terms([(word.root, weights.root)], fields, scores)
        return found

    def _prefix(
        self, prefix: Prefix, fields: tuple[str, ...], scores: NDArray[np.float32]
    ) -> NDArray[np.bool_]:
        terms = {
            term
            for field in fields
            for term in self.reader.expand_prefix(field, prefix.exact, _EXPANSIONS)
        }
        weighted = [(term, self.weights.exact) for term in sorted(terms)]
        return self._terms(weighted, fields, scores)

    def _terms(
        self,
        terms: Iterable[tuple[str, float]],
        fields: tuple[str, ...],
        scores: NDArray[np.float32],
    ) -> NDArray[np.bool_]:
        """Find the documents with any of the weighted terms in any of the fields."""
        found = self._nothing()
        for field in fields:
            of_field = self.weights.title if field == "title" else 1.0
            for term, weight in terms:
                if term:
                    self._add(field, term, weight * of_field, found, scores)
        return found

    def _add(
        self,
        field: str,
        term: str,
        weight: float,
        found: NDArray[np.bool_],
        scores: NDArray[np.float32],
    ) -> None:
        """Add a term's documents to found, and their BM25 scores to scores."""
        reader, weights = self.reader, self.weights
        postings = reader.postings(field, term)
        if len(postings.documents):
            self.kernels.add_term(
                scores,
                found,
                postings.documents,
                postings.frequencies,
                reader.length_bytes(field),
                length_norms(reader.average_length(field), weights.k1, weights.b),
                idf(reader.articles, len(postings.documents)),
                weight,
            )

    def _phrase(
        self, phrase: Phrase, fields: tuple[str, ...], scores: NDArray[np.float32]
    ) -> NDArray[np.bool_]:
        found = self._nothing()
        for field in fields:
            in_order = self._in_order(phrase, field)
            if len(in_order):
                found[in_order] = True
                scores[in_order] += self.matches(All(phrase.words), (field,)).scores[in_order]
        return found

    def _in_order(self, phrase: Phrase, field: str) -> NDArray[np.integer]:
        """Return the documents in which the words follow each other, in exact or any form."""
        if field not in TEXT_FIELDS:  # the small fields keep no positions
            holding = (self.reader.postings(field, w.exact).documents for w in phrase.words)
            return reduce(np.intersect1d, holding)
        terms = [word.exact if phrase.exact else word.widest for word in phrase.words]
        reached, *rest = (self.reader.occurrences(field, term) for term in terms)
        for occurrences in rest:
            if not len(reached[0]):
                break
            reached = self.kernels.follow(*reached, *occurrences, phrase.slop + 1)
        return reached[0]

    def _nothing(self) -> NDArray[np.bool_]:
        return np.zeros(self.reader.articles, np.bool_)

    def _no_scores(self) -> NDArray[np.float32]:
        return np.zeros(self.reader.articles, np.float32)


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

    A pasted headline or question may hold quotes and a stray أو: its phrases count
    for themselves and word by word. Groups, fields and exclusions show that the
    writer knows what must be there.
    """
    row = query.parts if isinstance(query, All | Any) else ()
    parts = [p for part in row for p in (part.parts if isinstance(part, All) else (part,))]
    bare = [part for part in parts if isinstance(part, Word | Phrase)]
    words = [w for part in bare for w in (part.words if isinstance(part, Phrase) else (part,))]
    if len(bare) < len(parts) or not words:
        return query
    phrases = [part for part in bare if isinstance(part, Phrase) and len(part.words) > 1]
    is_question = words[0].exact in QUESTION_WORDS or len(words) >= LONG_QUERY
    return Any((*words, *phrases)) if is_question else query


def _telling(parts: tuple[Query, ...]) -> tuple[Query, ...]:
    """Return parts without stop words, unless there is nothing else to look for."""
    telling = tuple(part for part in parts if not (isinstance(part, Word) and not part.stem))
    return telling if any(not isinstance(part, Not) for part in telling) else parts
