"""Requests -> plans over one version, and how much each finds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.engine.protocol import Finder
from search.query.plan import Plan
from search.request import Request
from search.results import IndexInfo
from search.rewrite.rewriter import rewrite
from search.weights import Weights


@dataclass(frozen=True, slots=True)
class Planner:
    """Makes the plans of requests for a finder; index is what it answers from."""

    finder: Finder
    weights: Weights
    index: IndexInfo

    def plan(self, request: Request) -> Plan:
        """Return a request with its query parsed and rewritten for the archive."""
        return rewrite(request, self.finder.statistics, self.weights, self.finder.names)

    def counts(self, requests: Iterable[Request]) -> Iterator[int]:
        """Yield the number of articles that match the whole query of each request."""
        return self.finder.counts(self.plan(request) for request in requests)
