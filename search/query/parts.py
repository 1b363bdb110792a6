"""A query as values that can be said in the words of a reader (results.Part)."""

from dataclasses import replace

from index.quantities.units import units
from index.schema import PRINTED_FACETS
from search.query.tree import (
    All,
    Any,
    Dates,
    InField,
    Named,
    Not,
    Phrase,
    Prefix,
    Quantity,
    Query,
    Spellings,
    Synonyms,
    Word,
    unparse,
)
from search.results import Part

_FACET_OF = {facet.words_field: facet.name for facet in PRINTED_FACETS}
_TEXTS = {Word: "word", Phrase: "phrase", Prefix: "prefix"}


def part_of(query: Query) -> Part:
    """Return a parsed query as values.

    >>> part_of(Not(Word("نفط", "نفط")))  # doctest: +ELLIPSIS
    Part(kind='word', value='نفط', ..., negated=True)
    """
    match query:
        case Not(inside):
            part = part_of(inside)
            return replace(part, negated=not part.negated)
        case Synonyms(inside) | Spellings(inside):
            return part_of(inside)
        case All(parts):
            return Part(kind="all", parts=tuple(map(part_of, parts)))
        case Any(parts):
            return Part(kind="any", parts=tuple(map(part_of, parts)))
        case InField(field, inside):
            return Part(kind=_FACET_OF.get(field, field), parts=(part_of(inside),))
        case Named(facet, text):
            return Part(kind=facet, value=text)
        case Dates(since, until):
            return Part(kind="date", since=since, until=until)
        case Quantity():
            return _amounts(query)
        case Word() | Phrase() | Prefix():
            return Part(kind=_TEXTS[type(query)], value=unparse(query))


def _amounts(query: Quantity) -> Part:
    interval, unit = query.interval, units().get(query.unit)
    return Part(
        kind=query.kind,
        low=interval.low,
        high=interval.high,
        at_low=not interval.strict_low,
        at_high=not interval.strict_high,
        unit=unit.arabic if unit else "",
        unit_english=unit.english if unit else "",
    )
