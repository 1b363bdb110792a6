"""A query over an index -> which articles it finds, and how well each fits.

Every part of the tree becomes two arrays over all documents; AND, OR and NOT
are array operations. Nothing is pruned: the counts are exact and the first ten
are the best ten.
"""

import dataclasses
import math
import time
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as time_of_day
from functools import reduce
from itertools import groupby
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from index.analysis import fold
from index.reader import ArticleReader
from index.schema import NO_DATE, seconds
from search.kernels import NUMPY, Kernels, Matches, Scorer
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
from search.ranking import WEIGHTS, Weights

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


@dataclass(slots=True)
class Evaluator:
    """Evaluates queries over one index; exact asks for the exact forms of words alone.

    After the deadline (of time.monotonic) no further part of a query is looked at: what was
    found by then is a partial answer, and late says so.
    """

    reader: ArticleReader
    exact: bool = False
    weights: Weights = WEIGHTS
    kernels: Kernels = NUMPY
    deadline: float = math.inf
    late: bool = dataclasses.field(default=False, init=False)
    _scorer: Scorer = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        """Take the scorer of the index."""
        self._scorer = self.kernels.scorer(self.reader, self.weights, self.exact)

    def matches(self, query: Query, fields: tuple[str, ...] = TEXT_FIELDS) -> Matches:
        """Return the documents that query finds in fields, with their scores."""
        matches = Matches(self._nothing(), self._no_scores())
        self._add(query, fields, matches)
        return matches

    def _add(self, query: Query, fields: tuple[str, ...], matches: Matches) -> None:
        """Add to matches the documents that query finds in fields, and what it scores."""
        match query:
            case Word():
                self._scorer.add((query,), fields, matches)
            case Any(parts):
                self._any(_telling(parts), fields, matches)
            case All(parts):
                _mark(matches, self._all(_telling(parts), fields, matches.scores))
            case Not(part):
                _mark(matches, ~self.matches(part, fields).found)
            case Synonyms(part, others, weight):
                self._synonyms((part, *others), weight, fields, matches)
            case InField(field, part):
                self._add(part, (field,), matches)
            case Dates(since, until):
                _mark(matches, between(self.reader, since, until))
            case Phrase():
                self._phrase(query, fields, matches)
            case Prefix():
                self._prefix(query, fields, matches)

    def _any(self, parts: tuple[Query, ...], fields: tuple[str, ...], matches: Matches) -> None:
        for kind, run in groupby(parts, type):
            if self._is_late():
                break
            if kind is Word:  # all at once: a call costs as much as a short posting list
                self._scorer.add(cast("tuple[Word, ...]", tuple(run)), fields, matches)
            else:
                for part in run:
                    self._add(part, fields, matches)

    def _all(
        self, parts: tuple[Query, ...], fields: tuple[str, ...], scores: NDArray[np.float32]
    ) -> NDArray[np.bool_]:
        found = np.ones(self.reader.articles, np.bool_)
        for part in parts:
            if self._is_late():
                break
            matches = Matches(self._nothing(), scores)
            self._add(part, fields, matches)
            found &= matches.found
        return found

    def _synonyms(
        self, names: tuple[Query, ...], weight: float, fields: tuple[str, ...], matches: Matches
    ) -> None:
        """Add what any name finds; of its scores, all but the first lessened, the best counts."""
        best = self._no_scores()
        for number, name in enumerate(names):
            if number and self._is_late():
                break
            of_name = self.matches(name, fields)
            _mark(matches, of_name.found)
            worth = np.float32(weight if number else 1.0)
            np.maximum(best, of_name.scores * of_name.found * worth, out=best)
        np.add(matches.scores, best, out=matches.scores)

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

    def _prefix(self, prefix: Prefix, fields: tuple[str, ...], matches: Matches) -> None:
        """Add the documents in which a word begins so."""
        begun = {
            term
            for field in fields
            for term in self.reader.expand_prefix(field, prefix.exact, _EXPANSIONS)
        }
        words = [Word(term, term) for term in sorted(begun)]
        for field in fields:
            self._scorer.add(words, (field,), matches)

    def _phrase(self, phrase: Phrase, fields: tuple[str, ...], matches: Matches) -> None:
        """Add the documents in which the words of phrase follow each other."""
        words = _telling(phrase.words)
        for field in fields:
            documents = self._in_order(phrase, field)
            if len(documents):
                self._scorer.add_to(documents, words, (field,), matches)

    def _in_order(self, phrase: Phrase, field: str) -> NDArray[np.integer]:
        """Return the documents in which the words follow each other, in exact or any form."""
        if field not in TEXT_FIELDS:  # the small fields keep no positions
            holding = (self.reader.postings(field, w.exact).documents for w in phrase.words)
            return reduce(np.intersect1d, holding)
        terms = [word.exact if phrase.exact else word.widest for word in phrase.words]
        reached, *rest = [self.reader.occurrences(field, term) for term in terms]
        for occurrences in rest:
            if not len(reached[0]):
                break
            reached = self.kernels.follow(*reached, *occurrences, phrase.slop + 1)
        return reached[0]

    def _is_late(self) -> bool:
        self.late = self.late or time.monotonic() > self.deadline
        return self.late

    def _nothing(self) -> NDArray[np.bool_]:
        return np.zeros(self.reader.articles, np.bool_)

    def _no_scores(self) -> NDArray[np.float32]:
        return np.zeros(self.reader.articles, np.float32)


def _mark(matches: Matches, found: NDArray[np.bool_]) -> None:
    np.logical_or(matches.found, found, out=matches.found)


def between(reader: ArticleReader, since: date | None, until: date | None) -> NDArray[np.bool_]:
    """Return which documents were published from since to until, both days included.

    An article without a date is in no span of days.
    """
    found = reader.published != NO_DATE
    if since:
        found &= reader.published >= seconds(datetime.combine(since, time_of_day.min))
    if until:
        found &= reader.published <= seconds(datetime.combine(until, time_of_day.max))
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


Part = TypeVar("Part", bound=Query)


def _telling(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return parts without stop words, unless there is nothing else to look for."""
    telling = [part for part in parts if not (isinstance(part, Word) and not part.stem)]
    if len(telling) == len(parts) or all(isinstance(part, Not) for part in telling):
        return parts
    return tuple(telling)
