"""A request -> the query that is run: parsed, read as a question, widened by other names."""

from dataclasses import dataclass, replace

from index.reader import ArticleReader
from search.evaluate import as_long_question
from search.query import All, Query, unparse
from search.query_parser import parse_query
from search.ranking import Weights
from search.request import Request
from search.results import Chip
from search.synonyms import expand, without_names
from search.variants import with_variants


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A query as typed and as it is run, its echo in parts, and what was changed on the way."""

    typed: Query
    query: Query
    echo: str
    chips: tuple[Chip, ...]
    notes: tuple[str, ...]


def understand(request: Request, reader: ArticleReader, weights: Weights) -> Understood:
    """Return what request means over an index."""
    parsed = parse_query(request.text, reader.analyzer)
    typed = as_long_question(parsed.query)
    query = typed
    if request.synonyms and not request.exact:
        query = with_variants(expand(typed, reader.analyzer, weights), reader, weights)
    if request.not_names:
        query = without_names(query, request.not_names)
    notes = {
        "capped": parsed.capped,
        "long-query": typed is not parsed.query,
        "no-words": bool(request.text.strip()) and parsed.query == All(()),
    }
    return Understood(
        typed=typed,
        query=query,
        echo=unparse(parsed.query),
        chips=tuple(_chips(request, parsed.query)),
        notes=tuple(note for note, is_so in notes.items() if is_so),
    )


def _chips(request: Request, query: Query) -> list[Chip]:
    """Return each part that must hold, and the request without it."""
    parts = query.parts if isinstance(query, All) else (query,)
    return [
        Chip(
            text=unparse(All((part,))),
            without=replace(
                request, page=1, text=unparse(All((*parts[:place], *parts[place + 1 :])))
            ),
        )
        for place, part in enumerate(parts)
    ]
