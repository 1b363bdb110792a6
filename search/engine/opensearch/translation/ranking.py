"""What ranks the articles that a query finds, as clauses whose scores are added up.

They choose the candidates alone, whose scores are our own (engine.scoring): Lucene keeps lengths
less exactly and knows nothing of places. Yet each clause is a term of those scores.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from index.schema import TEXT_FIELDS
from search.engine.opensearch.translation.clauses import Clause, best_of, weighted
from search.engine.opensearch.translation.finding import Archive, Finding, expanded_prefix
from search.engine.weighting import idf, rarity, terms
from search.query.tree import (
    All,
    Any,
    InField,
    Phrase,
    Prefix,
    Quantity,
    Query,
    Spellings,
    Synonyms,
    Word,
    atoms,
    without_stop_words,
)
from search.weights import Weights


@dataclass(frozen=True, slots=True)
class Ranking:
    """Makes the clauses that rank; expansions is the most words that a prefix stands for."""

    archive: Archive
    finding: Finding
    weights: Weights
    expansions: int

    def clauses(self, query: Query, fields: tuple[str, ...]) -> Iterator[Clause]:
        """Yield clauses whose scores, added up, are about those of query in fields."""
        match query:
            case Word():
                yield from self._word(query, fields)
            case Any(parts) | All(parts):
                ranking = (self.clauses(part, fields) for part in without_stop_words(parts))
                yield from chain.from_iterable(ranking)
            case Synonyms(part, others) | Spellings(part, others):
                yield from self._names((part, *others), query.weight, fields)
            case InField(field, part):
                yield from self.clauses(part, (field,))
            case Phrase():
                yield from self._phrase(query, fields)
            case Prefix():
                for term in expanded_prefix(self.archive, query, fields, self.expansions):
                    yield from self._word(Word(term, term), fields)
            case Quantity():
                yield from self._quantity(query, fields)

    def _word(self, word: Word, fields: tuple[str, ...]) -> Iterator[Clause]:
        exact = self.finding.exact
        if exact and word.is_spelled:
            yield from self._phrase(Phrase((word,)), fields)
        else:
            yield from map(weighted, terms(word, fields, self.weights, exact=exact))

    def _phrase(self, phrase: Phrase, fields: tuple[str, ...]) -> Iterator[Clause]:
        """Yield what the words of a phrase score, each field where the phrase stands in it."""
        words, exact = without_stop_words(phrase.words), self.finding.exact
        for field in fields:
            of_words = [terms(word, (field,), self.weights, exact=exact) for word in words]
            found = self.finding.phrase(phrase, field)
            yield _among(found, [weighted(term) for each in of_words for term in each])

    def _names(
        self, names: tuple[Query, ...], weight: float, fields: tuple[str, ...]
    ) -> Iterator[Clause]:
        """Yield the best score of all names, the first unweighted, and amounts that lead."""
        scored = []
        for number, name in enumerate(names):
            ranking = list(self.clauses(name, fields))
            if isinstance(name, Quantity) and name.leads:
                lead = self._at_most(names[0], fields)
                yield from (*ranking, _constant(self.finding.clause(name, fields), lead))
            elif ranking:
                found, boost = self.finding.clause(name, fields), weight if number else 1.0
                scored.append(_among(found, ranking, boost))
        yield from best_of(scored)

    def _at_most(self, query: Query, fields: tuple[str, ...]) -> float:
        """Return what the words of a query score at most: an amount that leads comes before."""
        words = [atom for _, atom in atoms(query) if isinstance(atom, Word)]
        exact = self.finding.exact
        of_words = [terms(word, fields, self.weights, exact=exact) for word in words]
        scores = (
            term.weight * rarity(self.archive, *term[:2]) for each in of_words for term in each
        )
        return self._scaled(sum(scores))

    def _quantity(self, quantity: Quantity, fields: tuple[str, ...]) -> Iterator[Clause]:
        """Yield the rarity of an amount if it is one value: others only find."""
        for field in TEXT_FIELDS if quantity.is_value else ():
            if field in fields:
                rare = idf(self.archive.articles, self.archive.held_between(field, quantity.ranges))
                weight = self.weights.amount * (self.weights.title if field == "title" else 1.0)
                yield _constant(self.finding.amounts(quantity, field), self._scaled(rare * weight))

    def _scaled(self, score: float) -> float:
        """Return a score of ours on the scale of OpenSearch 2, whose BM25 has the factor k1 + 1."""
        return score * (self.weights.k1 + 1)


def _among(found: Clause, ranking: list[Clause], boost: float = 1.0) -> Clause:
    """Return clauses that rank only what another one finds."""
    among: Clause = {"filter": [found], "should": ranking}
    return {"bool": among if boost == 1 else {**among, "boost": boost}}


def _constant(found: Clause, score: float) -> Clause:
    return {"constant_score": {"filter": found, "boost": score}}
