"""Wider requests to offer where a request finds nothing, the smallest change first."""

from collections.abc import Iterator
from dataclasses import replace

from index.analysis import ArabicAnalyzer
from search.engine.protocol import Statistics
from search.engine.weighting import held
from search.query.tree import (
    All,
    Any,
    Named,
    Not,
    Phrase,
    Quantity,
    Query,
    Word,
    atoms,
    unparse,
    without_negations,
)
from search.request import Filters, Request
from search.results import Relaxation
from search.suggest.suggestions import Counts


def relaxations(
    request: Request, query: Query, statistics: Statistics, counts: Counts
) -> Iterator[Relaxation]:
    """Yield the wider requests that find articles; if none does, the widest if that does.

    query is the parsed text of the request.
    """
    offered = list(_relaxations(request, query, statistics))
    yield from (found := list(_finding(offered, counts)))
    widest = None if found else _widest(request, query)
    if widest:
        yield from _finding([Relaxation(kind="widest", request=widest, total=0)], counts)


def _finding(offered: list[Relaxation], counts: Counts) -> Iterator[Relaxation]:
    totals = counts(each.request for each in offered)
    for each, total in zip(offered, totals, strict=True):
        if total:
            yield replace(each, total=total)


def _relaxations(request: Request, query: Query, statistics: Statistics) -> Iterator[Relaxation]:
    """Yield every change that makes the request wider, not counted yet."""
    filters = request.filters
    if filters.since or filters.until:
        yield _offer("dates", request.change(filters=filters.without_days()))
    if filters.included or filters.excluded:
        yield _offer("filters", request.change(filters=filters.days()))
    if request.exact or _loosened(query) != query:
        yield _offer("exact", request.change(exact=False, text=unparse(_loosened(query))))
    if not request.synonyms or request.excluded_names:
        yield _offer("synonyms", request.change(synonyms=True, excluded_names=()))
    if (in_text := _in_text(query, statistics.analyzer)) != query:
        yield _offer("names", request.change(text=unparse(in_text)))
    if _admitting(query) != query:
        yield _offer("excluded", request.change(text=unparse(_admitting(query))))
    if isinstance(query, All) and (rarest := _rarest(query, statistics)):
        rest = All(tuple(part for part in query.parts if part != rarest))
        yield _offer("rarest", request.change(text=unparse(without_negations(rest))), rarest.text)
    if isinstance(query, All) and len(_wanted(query)) > 1:
        yield _offer("any", request.change(text=unparse(_any(query)), filters=Filters()))


def _offer(kind: str, request: Request, dropped: str = "") -> Relaxation:
    return Relaxation(kind=kind, request=request, total=0, dropped=dropped)


def _widest(request: Request, query: Query) -> Request | None:
    """Return the request for any word of query, in any form, anywhere; None if it has none."""
    words = [
        word
        for _, atom in atoms(query)
        if not isinstance(atom, Quantity)
        for word in (atom.words if isinstance(atom, Phrase) else (atom,))
    ]
    if not words:
        return None
    text = unparse(Any(tuple(words)) if len(words) > 1 else words[0])
    return request.change(text=text, filters=Filters(), exact=False)


def _rarest(query: All, statistics: Statistics) -> Word | None:
    """Return the word that the fewest articles contain, if anything is left without it."""
    words = [part for part in query.parts if isinstance(part, Word) and not part.is_stop_word]
    if len(_wanted(query)) < 2 or not words:  # noqa: PLR2004  one must be left
        return None
    return min(words, key=lambda word: held(statistics, "body", word))


def _wanted(query: All) -> tuple[Query, ...]:
    return tuple(part for part in query.parts if not isinstance(part, Not))


def _any(query: All) -> Query:
    """Return query with OR between the parts that are wanted; what it excludes stays excluded."""
    wanted = Any(_wanted(query))
    excluded = tuple(part for part in query.parts if isinstance(part, Not))
    return All((wanted, *excluded)) if excluded else wanted


def _loosened(query: Query) -> Query:
    """Return query with the words of each phrase in any form and order."""
    if isinstance(query, Phrase):
        return All(query.words) if len(query.words) > 1 else query.words[0]
    if isinstance(query, All):
        parts: list[Query] = []
        for part in query.parts:
            loose = _loosened(part)
            parts.extend(loose.parts if isinstance(loose, All) else [loose])
        return All(tuple(parts))
    return query


def _in_text(query: Query, analyzer: ArabicAnalyzer) -> Query:
    """Return query with words of the text for the names of which nothing is called so."""
    match query:
        case Named(_, text, ()):
            words = tuple(map(Word.of, analyzer.words(text)))
            return words[0] if len(words) == 1 else All(words) if words else query
        case All(parts):
            return All(tuple(_in_text(part, analyzer) for part in parts))
    return query


def _admitting(query: Query) -> Query:
    """Return query without its exclusions, unless it has nothing else."""
    if isinstance(query, All) and _wanted(query):
        wanted = _wanted(query)
        return wanted[0] if len(wanted) == 1 else All(wanted)
    return query
