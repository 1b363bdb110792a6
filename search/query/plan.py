"""A request with its query parsed and rewritten: what an engine runs."""

from dataclasses import dataclass

from search.query.tree import Query, is_scored
from search.request import Request, Sort
from search.results import Chip


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The query of a request, as typed and as it is run, and what was changed on the way.

    typed is the parsed query, with Arabic for its English terms; query is the parsed query with
    synonyms and other spellings added. echo is the parsed query in the query language and chips
    its parts; notes are codes of what was changed (see Page).
    """

    request: Request
    typed: Query
    query: Query
    echo: str
    chips: tuple[Chip, ...]
    notes: tuple[str, ...]

    @property
    def orders(self) -> tuple[Sort, ...]:
        """Return the orders that the list can be in: relevance only if something scores."""
        return tuple(Sort) if is_scored(self.query) else (Sort.NEWEST, Sort.OLDEST)

    @property
    def order(self) -> Sort:
        """Return the order of the list: newest first where relevance is not possible."""
        return self.request.sort if self.request.sort in self.orders else Sort.NEWEST
