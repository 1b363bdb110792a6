"""Plans, and the order that a list is in."""

import pytest

from search.query.plan import Plan
from search.query.tree import All, Not, Word
from search.request import Request, Sort

OIL = Word("النفط", "النفط", "~نفط")


def plan(query, sort=Sort.RELEVANCE):
    """Return the plan of a query."""
    return Plan(request=Request(sort=sort), typed=query, query=query, echo="", chips=(), notes=())


@pytest.mark.parametrize("sort", list(Sort))
def test_a_scored_list_is_in_the_order_that_was_asked_for(sort):
    """All three are possible."""
    assert plan(OIL, sort).order is sort
    assert plan(OIL).orders == tuple(Sort)


@pytest.mark.parametrize("query", [All(()), Not(OIL)], ids=["everything", "only-excluded"])
def test_what_is_not_scored_is_newest_first(query):
    """Relevance is not offered, and is not claimed."""
    assert plan(query).order is Sort.NEWEST
    assert plan(query, Sort.OLDEST).order is Sort.OLDEST
    assert Sort.RELEVANCE not in plan(query).orders
