"""The clauses of OpenSearch's query language that a query is made of, as plain JSON values.

Nothing is analysed in the cluster: its terms are ours (index.analysis.terms), so that there are
terms, ranges of terms and spans of terms, and no clause that would look into a text.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeAlias

from index.cluster.mapping import TERM_FIELDS, indexed_term
from search.engine.weighting import Term

#: A query as JSON; it is made once and never changed.
Clause: TypeAlias = dict[str, Any]

EVERYTHING: Clause = {"match_all": {}}
NOTHING: Clause = {"match_none": {}}
#: Clauses that have others inside.
_LISTS = frozenset(("filter", "should", "must", "must_not", "queries", "clauses"))
_INSIDE = frozenset(("bool", "dis_max", "constant_score", "span_near", "span_or", "span_within"))
_PARTS = _LISTS | {"little", "big"}


def column(field: str) -> str:
    """Return what a field of the schema is called in the cluster, where title is the text itself.

    >>> column("title"), column("by_source")
    ('title_t', 'by_source')
    """
    return TERM_FIELDS[field]


def holding(field: str, terms: Collection[str]) -> Clause:
    """Return the articles with one of some terms in a field."""
    held = [indexed_term(term) for term in terms if term]
    if len(held) == 1:
        return {"term": {column(field): held[0]}}
    return {"terms": {column(field): held}} if held else NOTHING


def between(field: str, first: str, last: str) -> Clause:
    """Return the articles with a term from first up to last in a field."""
    return {"range": {column(field): {"gte": first, "lt": last}}}


def weighted(term: Term) -> Clause:
    """Return a term that ranks: its BM25 counts as much as it weighs."""
    ranking = {"value": indexed_term(term.term), "boost": term.weight}
    return {"term": {column(term.field): ranking}}


def standing(field: str, terms: Sequence[str]) -> Clause:
    """Return where one of some terms stands in a field, to be asked about what is beside it."""
    places: list[Clause] = [{"span_term": {column(field): indexed_term(term)}} for term in terms]
    return {"span_or": {"clauses": places}} if len(places) > 1 else places[0]


def every(clauses: Iterable[Clause]) -> Clause:
    """Return the articles that all clauses find."""
    needed = [clause for clause in clauses if clause != EVERYTHING]
    if len(needed) == 1:
        return needed[0]
    return {"bool": {"filter": needed}} if needed else EVERYTHING


def either(clauses: Iterable[Clause]) -> Clause:
    """Return the articles that any clause finds."""
    choices = [clause for clause in clauses if clause != NOTHING]
    if len(choices) == 1:
        return choices[0]
    return {"bool": {"should": choices, "minimum_should_match": 1}} if choices else NOTHING


def without(clause: Clause) -> Clause:
    """Return the articles that a clause does not find."""
    return {"bool": {"must_not": [clause]}}


def best_of(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clause whose score is the best score of some, if there are any."""
    return [{"dis_max": {"queries": list(clauses)}}] if len(clauses) > 1 else list(clauses)


def clause_count(clause: Clause) -> int:
    """Return how many clauses OpenSearch counts: those with no others inside.

    >>> clause_count(either([{"term": {"title_t": "نفط"}}, {"terms": {"body_t": ["نفط", "زيت"]}}]))
    2
    """
    ((kind, body),) = clause.items()
    if kind not in _INSIDE:
        return 1
    return sum(clause_count(part) for part in _parts(body))


def _parts(body: Clause) -> Iterable[Clause]:
    for name, value in body.items():
        if name in _PARTS:
            yield from value if isinstance(value, list) else [value]
