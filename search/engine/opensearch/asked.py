"""What a plan asks a cluster for: what finds, what ranks, in which order; and its searches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from index.cluster.client import Search
from search.engine.opensearch.translation.clauses import Clause
from search.engine.opensearch.translation.filters import PrintedLabels, passing
from search.request import Filters, Request, Sort

#: What of an article stands in columns: enough to put it into a list, and quicker to read.
_COLUMNS = ("id", "seq", "group", "grouped")
_MOMENT = {"field": "published", "format": "epoch_second"}
_BY_PLACE = {"seq": "asc"}
#: The order of each list. Articles without a date come last in all of them.
_SORTS: Mapping[Sort, Sequence[Clause]] = {
    Sort.RELEVANCE: (
        {"_score": "desc"},
        {"published": {"order": "desc", "missing": "_last"}},
        _BY_PLACE,
    ),
    Sort.NEWEST: ({"published": {"order": "desc", "missing": "_last"}}, _BY_PLACE),
    Sort.OLDEST: ({"published": {"order": "asc", "missing": "_last"}}, _BY_PLACE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A plan as clauses: what finds its articles, and what ranks them.

    also are clauses that an article must match besides; printed are those of the archive.
    """

    request: Request
    order: Sort
    finding: Clause
    scoring: tuple[Clause, ...]
    printed: PrintedLabels
    also: tuple[Clause, ...] = field(default=())

    def listed(
        self,
        size: int,
        *,
        texts: bool = True,
        counted: Clause | None = None,
        after: Sequence[Any] | None = None,
    ) -> Search:
        """Return the search for the first articles of the list, or the next after some sort values.

        counted are the aggregations of all that is found.
        """
        ranked = self.order is Sort.RELEVANCE
        body = {
            "size": size,
            "query": self._query(self.request.filters, ranked=ranked),
            "sort": list(_SORTS[self.order]),
            "track_total_hits": counted is not None,
            **({} if texts else columns()),
            **({"aggs": counted} if counted else {}),
            **({"search_after": list(after)} if after else {}),
        }
        return Search(body, self._params(ranked=ranked))

    def counted(self, aggregations: Clause, *, filters: Filters | None = None) -> Search:
        """Return the search that counts what is found, with other filters if they are given."""
        passed = self.request.filters if filters is None else filters
        body = {
            "size": 0,
            "query": self._query(passed, ranked=False),
            "track_total_hits": True,
            **({"aggs": aggregations} if aggregations else {}),
        }
        return Search(body, self._params(ranked=False))

    def _query(self, filters: Filters, *, ranked: bool) -> Clause:
        needed = [self.finding, *passing(filters, self.printed), *self.also]
        return {"bool": {"filter": needed, **({"should": list(self.scoring)} if ranked else {})}}

    def _params(self, *, ranked: bool) -> Mapping[str, Any]:
        """Return whom to ask: the same copies for all pages, so that their lists are one list.

        Terms are as rare as in the whole archive, whatever a part of it holds.
        """
        key = f"{self.request.text}\0{self.request.filters}".encode(errors="replace")
        same = {"preference": f"list-{crc32(key):08x}"}
        return same | ({"search_type": "dfs_query_then_fetch"} if ranked else {})


def columns() -> Clause:
    """Return what asks for columns alone, as Candidate.of_hit reads them."""
    return {
        "_source": False,
        "stored_fields": "_none_",
        "docvalue_fields": [*_COLUMNS, _MOMENT],
    }
