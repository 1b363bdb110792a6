"""An index of a cluster, opened: whom to ask, and what is known of the archive by itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias

from index.cluster.client import Cluster, Search, is_partial
from search.engine.meaning import Closeness
from search.engine.opensearch.asked import Asked
from search.engine.opensearch.candidates import CandidateReader
from search.engine.opensearch.candidates.candidate import Candidate
from search.engine.opensearch.named_statistics import NamedStatistics
from search.engine.opensearch.translation.clauses import EVERYTHING, Clause
from search.engine.opensearch.translation.translator import Translator
from search.request import Filters, Request, Sort
from search.weights import Weights

#: What a cluster answers to a search, parsed.
Answer: TypeAlias = dict[str, Any]
#: The articles that a request of whole texts brings: some 200 kB. Set by hand.
_TEXTS = 100


@dataclass(slots=True)
class Heard:
    """Whether an answer was of a part of the archive alone."""

    partial: bool = False


@dataclass(frozen=True, slots=True)
class OpenedIndex:
    """An index, and how it is searched: with how many candidates a page. Threads may share it.

    closeness is what compares articles with questions, where the model for that is installed; heard
    is of the answers so far.
    """

    cluster: Cluster
    index: str
    statistics: NamedStatistics
    weights: Weights
    candidates: int
    closeness: Closeness | None = None
    heard: Heard = field(default_factory=Heard)

    def answers(self, searches: Sequence[Search]) -> list[Answer]:
        """Return what searches find, in one request; raises ClusterError."""
        answers = self.cluster.searches(self.index, searches)
        if any(map(is_partial, answers)):
            self.heard.partial = True
        return answers

    def answer(self, search: Search) -> Answer:
        """Return what a search finds."""
        return self.answers([search])[0]

    @property
    def has_vectors(self) -> bool:
        """Return whether lists can be ordered by meaning, too."""
        return self.closeness is not None and self.closeness.possible

    def translator(self, *, exact: bool) -> Translator:
        """Return what translates queries for the archive."""
        statistics = self.statistics
        return Translator(statistics, statistics.printed, self.weights, exact=exact)

    def everything(self, filters: Filters) -> Asked:
        """Return what finds every article that passes filters, the newest first."""
        return Asked(
            request=Request(filters=filters),
            order=Sort.NEWEST,
            finding=EVERYTHING,
            scoring=(),
            printed=self.statistics.printed,
        )

    def reader(self, candidates: Iterable[Candidate]) -> CandidateReader:
        """Return articles as arrays."""
        statistics = self.statistics
        return CandidateReader(
            candidates, statistics, statistics.held_between, statistics.names.shown
        )

    def with_texts(self, ids: Iterable[str]) -> Iterator[Candidate]:
        """Yield the articles of some ids, in their order, each when it is asked for.

        Those that were removed meanwhile are left out.
        """
        waiting = iter(ids)
        while some := list(islice(waiting, _TEXTS)):
            answer = self.answer(Search(of_ids(some)))
            found = {each.id: each for each in candidates_of(answer)}
            yield from (found[each] for each in some if each in found)


def of_ids(ids: Sequence[str]) -> Clause:
    """Return the search for the articles of some ids, with their texts."""
    return {"size": len(ids), "query": {"ids": {"values": list(ids)}}, "track_total_hits": False}


def candidates_of(answer: Answer) -> list[Candidate]:
    """Return the articles of an answer, in its order."""
    return [Candidate.of_hit(hit) for hit in answer["hits"]["hits"]]
