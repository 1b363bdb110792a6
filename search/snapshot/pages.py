"""A page of hits: what a request finds, or what it finds once a slip in it is repaired."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from search.engine.protocol import Collected
from search.hits.hits import hit
from search.query.parser import parse_query
from search.query.plan import Plan
from search.request import Request, Sort
from search.results import Page, Relaxation, Repair, Suggestion
from search.rewrite.english_terms import is_english
from search.rewrite.synonyms import expansions
from search.snapshot.planner import Planner
from search.suggest.relaxation import relaxations
from search.suggest.suggestions import as_phrase, filter_offers, suggestions, sure_repair

#: The most suggestions of a page. Set by hand.
_SUGGESTED = 3


def repaired_page(planner: Planner, request: Request) -> Page:
    """Return the page of a request, or of the text that it surely means where it finds nothing."""
    page = page_of(planner, request)
    repair = None if page.total_matching_all else repair_by(request, page.suggestions)
    if repair is None:
        return page
    return replace(page_of(planner, replace(request, text=repair.text)), repaired=repair)


def page_of(planner: Planner, request: Request) -> Page:
    """Return the page of a request as it was typed."""
    started = time.perf_counter()
    finder, plan = planner.finder, planner.plan(request)
    collected = finder.collect(plan)
    return Page(
        request=collected.request,
        order=plan.order,
        orders=plan.orders,
        echo=plan.echo,
        notes=tuple(dict.fromkeys((*plan.notes, *_notes(planner, plan, collected)))),
        total=collected.total,
        total_matching_all=collected.total_matching_all,
        rows=collected.list_rows,
        rows_matching_all=collected.rows_matching_all,
        hits=tuple(map(hit, collected.rows)),
        relaxations=_relaxations(planner, request, collected),
        index=planner.index,
        suggestions=suggested(planner, request, collected.total_matching_all),
        offers=tuple(filter_offers(request, finder.statistics, finder.names)),
        expansions=tuple(expansions(plan.query)),
        facets=collected.facets,
        timeline=collected.timeline,
        chips=plan.chips,
        after=collected.after,
        phrase=as_phrase(request, plan.typed, planner.counts) if collected.total else None,
        took_ms=(time.perf_counter() - started) * 1000,
    )


def repair_by(request: Request, suggestions: tuple[Suggestion, ...]) -> Repair | None:
    """Return what to search instead of what finds nothing, None if that is not sure."""
    meant = None if request.literal else sure_repair(suggestions)
    if meant is None:
        return None
    return Repair(
        kind=meant.kind,
        typed=request.text,
        text=meant.request.text,
        literal=request.change(literal=True),
    )


def suggested(planner: Planner, request: Request, found: int) -> tuple[Suggestion, ...]:
    """Return what may have been meant if no article contains a word as it was typed.

    found is how many articles match the whole query.
    """
    if not request.text.strip():
        return ()
    statistics = planner.finder.statistics
    meant = suggestions(request, statistics, planner.counts, is_english, found)
    return tuple(islice(meant, _SUGGESTED))


def _relaxations(
    planner: Planner, request: Request, collected: Collected
) -> tuple[Relaxation, ...]:
    if collected.total:
        return ()
    statistics = planner.finder.statistics
    query = parse_query(request.text, statistics.analyzer).query
    return tuple(relaxations(request, query, statistics, planner.counts))


def _notes(planner: Planner, plan: Plan, collected: Collected) -> Iterator[str]:
    """Yield the codes of what a list is not."""
    if plan.request.meaning and plan.order is Sort.RELEVANCE and not planner.index.meaning:
        yield "no-meaning"
    if collected.partial:
        yield "partial"
    if collected.moved:
        yield "moved"
    yield from collected.notes
