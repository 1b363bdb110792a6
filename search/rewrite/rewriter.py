"""A request -> its plan: parsed, read as a question, with other names and spellings added."""

from collections.abc import Iterator

from search.engine.protocol import Statistics
from search.names.labels import NO_LABELS, LabelNames
from search.query.names import has_shared_name
from search.query.parser import parse_query
from search.query.parts import part_of
from search.query.plan import Plan
from search.query.tree import All, Query, unparse, without_negations
from search.request import Request
from search.results import Chip
from search.rewrite.amounts import with_amounts
from search.rewrite.joining import with_other_writings
from search.rewrite.labels import with_names
from search.rewrite.questions import as_question
from search.rewrite.synonyms import expand, without_names
from search.rewrite.translation import in_arabic
from search.rewrite.transliteration import with_transliterations
from search.rewrite.years import with_years
from search.weights import Weights


def rewrite(
    request: Request, statistics: Statistics, weights: Weights, names: LabelNames = NO_LABELS
) -> Plan:
    """Return what request means in an archive whose labels have names."""
    request = names.known(request)
    parsed = parse_query(request.text, statistics.analyzer)
    asked = as_question(parsed.query)
    query = asked
    if request.synonyms and not request.exact:
        expanded = expand(with_amounts(asked), statistics.analyzer, weights)
        joined = with_other_writings(expanded, statistics, weights)
        query = with_years(with_transliterations(joined, statistics, weights), weights)
    if request.excluded_names:
        query = without_names(query, request.excluded_names)
    typed = asked if query is asked else in_arabic(query)
    named = with_names(query, names)
    notes = {
        "capped": parsed.capped,
        "long-query": asked is not parsed.query,
        "many-names": has_shared_name(parsed.query),
        "no-amount": parsed.unread_amount,
        "no-words": bool(request.text.strip()) and parsed.query == All(()),
    }
    return Plan(
        request=request,
        typed=named if typed is query else with_names(typed, names),
        query=named,
        echo=unparse(parsed.query),
        chips=tuple(_chips(request, parsed.query)),
        notes=tuple(note for note, applies in notes.items() if applies),
    )


def _chips(request: Request, query: Query) -> Iterator[Chip]:
    """Yield each part that must match, with the request without it."""
    parts = query.parts if isinstance(query, All) else (query,)
    for number, part in enumerate(parts):
        others = All((*parts[:number], *parts[number + 1 :]))
        yield Chip(
            text=unparse(All((part,))),
            part=part_of(part),
            without=request.change(text=unparse(without_negations(others))),
        )
