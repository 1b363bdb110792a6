"""Evaluates a query: which documents match, and how well each fits.

Every part of the tree becomes two arrays over all documents; AND, OR and NOT are array
operations. Nothing is pruned: the counts are exact and the first ten are the best ten.
"""

import dataclasses
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from typing import cast

import numpy as np
from numpy.typing import NDArray

from index.schema import TEXT_FIELDS
from search.engine.protocol import Documents
from search.engine.scoring.filters import filtered
from search.engine.scoring.kernels import NUMPY, Kernels, Mask, Matches, Scorer
from search.engine.scoring.occurrences import exact_occurrences, occurrences
from search.engine.scoring.phrases import Scored, ScoredPhrases, scored_phrases
from search.engine.weighting import idf
from search.query.tree import (
    All,
    Any,
    Dates,
    InField,
    Named,
    Not,
    Phrase,
    Prefix,
    Quantity,
    Query,
    Spellings,
    Synonyms,
    Word,
    without_stop_words,
)
from search.weights import WEIGHTS, Weights

#: The most words that a prefix stands for, the most frequent ones. Set by hand: after three letters
#: they find 98 % of the articles on average.
PREFIX_EXPANSIONS = 64
_TWO = 2


@dataclass(slots=True)
class Evaluator:
    """Evaluates queries over some documents; with exact only exact forms of words match.

    After the deadline (of time.monotonic) no further part of a query is evaluated: late is then
    True and the matches are those of the parts before.
    """

    documents: Documents
    exact: bool = False
    weights: Weights = WEIGHTS
    kernels: Kernels = NUMPY
    deadline: float = math.inf
    #: Whether what matches is only counted: then the phrases are not scored.
    counting: bool = False
    #: The best score of some names over the whole archive, where the documents are not all of it.
    best_scores: Mapping[tuple[Query, ...], float] = dataclasses.field(default_factory=dict)
    late: bool = dataclasses.field(default=False, init=False)
    _scorer: Scorer = dataclasses.field(init=False)
    _names: ScoredPhrases = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        """Make the scorer of the documents."""
        self._scorer = self.kernels.scorer(self.documents, self.weights, self.exact)
        self._names = scored_phrases(self.documents, self.weights, exact=self.exact)

    def matches(self, query: Query, fields: tuple[str, ...] = TEXT_FIELDS) -> Matches:
        """Return the documents that match query in fields, with their scores."""
        matches = Matches(self._no_documents(), self._no_scores())
        self._add(query, fields, matches)
        return matches

    def _add(self, query: Query, fields: tuple[str, ...], matches: Matches) -> None:
        """Add to matches the documents that match query in fields, and to the scores theirs."""
        match query:
            case Word():
                self._word(query, fields, matches)
            case Any(parts):
                self._any(without_stop_words(parts), fields, matches)
            case All(parts):
                _unite(matches, self._all(without_stop_words(parts), fields, matches.scores))
            case Not(part):
                _unite(matches, ~self.matches(part, fields).mask)
            case Synonyms(part, others) | Spellings(part, others):
                self._synonyms((part, *others), query.weight, fields, matches)
            case InField(field, part):
                self._add(part, (field,), matches)
            case Phrase():
                self._phrase(query, fields, matches)
            case Prefix():
                self._prefix(query, fields, matches)
            case Dates() | Named() | Quantity():
                self._filter(query, fields, matches)

    def _word(self, word: Word, fields: tuple[str, ...], matches: Matches) -> None:
        if self.exact and word.is_spelled:
            self._phrase(Phrase((word,)), fields, matches)
        else:
            self._scorer.add((word,), fields, matches)

    def _any(self, parts: tuple[Query, ...], fields: tuple[str, ...], matches: Matches) -> None:
        for kind, run in groupby(parts, type):
            if self._is_late():
                break
            if (
                kind is Word and not self.exact
            ):  # in one call, which costs as much as a short posting list
                self._scorer.add(cast("tuple[Word, ...]", tuple(run)), fields, matches)
            else:
                for part in run:
                    self._add(part, fields, matches)

    def _all(
        self, parts: tuple[Query, ...], fields: tuple[str, ...], scores: NDArray[np.float32]
    ) -> Mask:
        mask = np.ones(len(self.documents), np.bool_)
        for part in parts:
            if self._is_late():
                break
            matches = Matches(self._no_documents(), scores)
            self._add(part, fields, matches)
            mask &= matches.mask
        return mask

    def _synonyms(
        self, names: tuple[Query, ...], weight: float, fields: tuple[str, ...], matches: Matches
    ) -> None:
        """Add the documents of all names; the best score counts, the first name's unweighted.

        Those with an amount that leads come before all that only print its words.
        """
        best = self._no_scores()
        for number, name in enumerate(names):
            if number and self._is_late():
                break
            of_name = self.matches(name, fields)
            _unite(matches, of_name.mask)
            if isinstance(name, Quantity) and name.leads:
                highest = self.best_scores.get(names[:number], best.max(initial=0))
                np.add(of_name.scores, best + np.float32(highest), out=of_name.scores)
            factor = np.float32(weight if number else 1.0)
            found = of_name.mask.nonzero()[0]  # a name finds few of all documents
            best[found] = np.maximum(best[found], of_name.scores[found] * factor)
        np.add(matches.scores, best, out=matches.scores)

    def mostly(self, query: Query, few: int, enough: int | None = None) -> Matches | None:
        """Return the documents that match most words of an AND, at least few if possible.

        A part that is not a bare word (a phrase, an exclusion, a field, a date) must match.
        None if there are not two words to choose from. enough is how many of them must match, where
        that is known.
        """
        words, others = words_and_others(query)
        if not words:
            return None
        rest = self.matches(All(others))
        each = [self.matches(word) for word in words]
        held = np.sum([matches.mask for matches in each], axis=0) * rest.mask
        scores = np.sum([matches.scores for matches in each], axis=0) + rest.scores
        if enough is None:
            enough = next((n for n in range(len(words), 1, -1) if (held >= n).sum() >= few), 1)
        return Matches(held >= enough, scores.astype(np.float32))

    def _prefix(self, prefix: Prefix, fields: tuple[str, ...], matches: Matches) -> None:
        """Add the documents with a word that begins with the prefix."""
        expanded = {
            term
            for field in fields
            for term in self.documents.expand_prefix(field, prefix.exact, PREFIX_EXPANSIONS)
        }
        words = [Word(term, term) for term in sorted(expanded)]
        for field in fields:
            self._scorer.add(words, (field,), matches)

    def _filter(
        self, query: Dates | Named | Quantity, fields: tuple[str, ...], matches: Matches
    ) -> None:
        if isinstance(query, Quantity):
            self._quantity(query, fields, matches)
        else:
            _unite(matches, filtered(self.documents, query))

    def _quantity(self, quantity: Quantity, fields: tuple[str, ...], matches: Matches) -> None:
        """Add the documents with an amount in the interval; one value scores by its rarity."""
        ranges = quantity.ranges
        for field in set(fields) & set(TEXT_FIELDS):
            holding = self._no_documents()
            for first, last in ranges:
                holding[self.documents.documents_between(field, first, last)] = True
            _unite(matches, holding)
            if quantity.is_value:
                held = self.documents.held_between(field, ranges)
                rare = idf(self.documents.articles, held)
                weight = self.weights.amount * (self.weights.title if field == "title" else 1.0)
                matches.scores[holding] += np.float32(rare * weight)

    def _phrase(self, phrase: Phrase, fields: tuple[str, ...], matches: Matches) -> None:
        """Add the documents in which the words of phrase follow each other."""
        for field in fields:
            if self.counting:
                matches.mask[self._in_order(phrase, field)] = True
                continue
            found = None if phrase.exact else self._names.get((phrase, field))
            if found is None:
                found = self._scored(phrase, field)
                if not phrase.exact:
                    self._names.add((phrase, field), found)
            matches.mask[found.documents] = True
            matches.scores[found.documents] += found.scores

    def _scored(self, phrase: Phrase, field: str) -> Scored:
        """Return the documents in which the words of phrase follow each other in a field."""
        documents, words = self._in_order(phrase, field), without_stop_words(phrase.words)
        alone = Matches(self._no_documents(), self._no_scores())
        if len(documents):
            self._scorer.add_to(documents, words, (field,), alone)
        return Scored(documents, alone.scores[documents])

    def _in_order(self, phrase: Phrase, field: str) -> NDArray[np.integer]:
        """Return the documents in which the words follow each other, ascending."""
        if field not in TEXT_FIELDS:  # the small fields keep no positions
            holding = (self.documents.postings(field, w.exact).documents for w in phrase.words)
            return reduce(np.intersect1d, holding)
        of_word = exact_occurrences if phrase.exact else occurrences
        reached, *rest = [of_word(self.documents, field, word) for word in phrase.words]
        for following in rest:
            if not len(reached[0]):
                break
            reached = self.kernels.follow(*reached, *following, phrase.slop + 1)
        return reached[0]

    def _is_late(self) -> bool:
        self.late = self.late or time.monotonic() > self.deadline
        return self.late

    def _no_documents(self) -> Mask:
        return np.zeros(len(self.documents), np.bool_)

    def _no_scores(self) -> NDArray[np.float32]:
        return np.zeros(len(self.documents), np.float32)


def words_and_others(query: Query) -> tuple[list[Word], tuple[Query, ...]]:
    """Return the bare words of an AND, of which most are enough, and its other parts.

    There are no words if there are not two to choose from.
    """
    parts = without_stop_words(query.parts) if isinstance(query, All) else ()
    words = [part for part in parts if isinstance(part, Word)]
    if len(words) < _TWO:
        return [], parts
    return words, tuple(part for part in parts if part not in words)


def _unite(matches: Matches, mask: Mask) -> None:
    np.logical_or(matches.mask, mask, out=matches.mask)
