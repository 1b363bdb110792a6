"""A query as OpenSearch is asked: a clause that finds, and clauses that rank what it found.

What finds is exact, so that counts and facets are those of one machine. What ranks chooses the
candidates, and is what is left out first where a query would have more clauses than OpenSearch
takes.
"""

from itertools import chain
from typing import NamedTuple

from index.schema import TEXT_FIELDS
from search.engine.opensearch.translation.abridging import abridged
from search.engine.opensearch.translation.clauses import NOTHING, Clause, clause_count
from search.engine.opensearch.translation.filters import PrintedLabels
from search.engine.opensearch.translation.finding import Archive, Finding
from search.engine.opensearch.translation.ranking import Ranking
from search.engine.scoring.evaluator import PREFIX_EXPANSIONS
from search.query.tree import All, Query, Word, without_stop_words
from search.weights import WEIGHTS, Weights

#: The most clauses of a query. OpenSearch takes 1,024 (indices.query.bool.max_clause_count) unless
#: its operator says otherwise; the rest is for the filters of a request.
MOST_CLAUSES = 1000
#: The most words that a prefix stands for where it ranks: halved until the clauses are few enough.
_EXPANSIONS = [PREFIX_EXPANSIONS >> halved for halved in range(PREFIX_EXPANSIONS.bit_length())]
_TWO = 2


class Found(NamedTuple):
    """A query that matches exactly what is found, and clauses for should that rank it.

    capped tells that the query was too long for a cluster: less of it is asked, names or parts.
    """

    finding: Clause
    scoring: tuple[Clause, ...]
    capped: bool = False


class Mostly(NamedTuple):
    """What an article must match anyway, and the words of which it must match enough."""

    rest: Clause
    words: tuple[Clause, ...]
    scoring: tuple[Clause, ...]
    capped: bool = False

    def enough(self, words: int) -> Clause:
        """Return the articles that match so many of the words at least."""
        among = {"should": list(self.words), "minimum_should_match": words}
        return {"bool": {"filter": [self.rest], **among}}


class Translator:
    """Translates the queries of one request. Threads may share it."""

    def __init__(
        self,
        archive: Archive,
        printed: PrintedLabels,
        weights: Weights = WEIGHTS,
        *,
        exact: bool = False,
        most: int = MOST_CLAUSES,
    ) -> None:
        """Ask archive what prefixes and amounts stand for; most is the most clauses of a query."""
        self._archive, self._weights, self._most = archive, weights, most
        self._finding = Finding(archive, printed, exact)

    def found(self, query: Query, fields: tuple[str, ...] = TEXT_FIELDS) -> Found:
        """Return what finds the articles that match query in fields, and what ranks them."""
        finding, capped = self._finds(query, fields, self._most)
        room = self._most - clause_count(finding)
        return Found(finding, self._ranks(query, fields, room), capped)

    def mostly(self, query: Query, beside: Clause = NOTHING) -> Mostly | None:
        """Return an AND as words of which some may be missing, None if it has not two of them.

        A part that is not a bare word (a phrase, an exclusion, a field, a date) must match. beside
        is what else the same search finds: None, too, if a cluster does not take both.
        """
        parts = without_stop_words(query.parts) if isinstance(query, All) else ()
        words = tuple(part for part in parts if isinstance(part, Word))
        if len(words) < _TWO:
            return None
        each = tuple(self._finding.clause(word, TEXT_FIELDS) for word in words)
        room = self._most - sum(map(clause_count, (beside, *each)))
        others = All(tuple(part for part in parts if part not in words))
        rest, capped = self._finds(others, TEXT_FIELDS, room)
        room -= clause_count(rest)
        if room < 0:
            return None
        ranking = self._ranks(query, TEXT_FIELDS, room)
        return Mostly(rest, each, ranking, capped)

    def _finds(self, query: Query, fields: tuple[str, ...], room: int) -> tuple[Clause, bool]:
        """Return the clause that finds what query does, and whether it is of a shorter query."""
        clause = NOTHING
        for shorter in abridged(query):
            clause = self._finding.clause(shorter, fields)
            if clause_count(clause) <= room:
                return clause, shorter is not query
        return clause, True

    def _ranks(self, query: Query, fields: tuple[str, ...], room: int) -> tuple[Clause, ...]:
        """Return the clauses that rank, fewer of them if there is no room for all."""
        asked = ((query, expansions) for expansions in _EXPANSIONS)
        for shorter, expansions in chain(asked, ((each, 1) for each in abridged(query))):
            ranking = Ranking(self._archive, self._finding, self._weights, expansions)
            clauses = tuple(ranking.clauses(shorter, fields))
            if sum(map(clause_count, clauses)) <= room:
                return clauses
        return ()
