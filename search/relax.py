"""Wider requests to offer where a request finds nothing, the smallest change first."""

from collections.abc import Iterator
from dataclasses import replace

from index.reader import ArticleReader
from search.query import All, Any, Not, Phrase, Query, Word, atoms, unparse
from search.request import Request


def wider_requests(
    request: Request, query: Query, reader: ArticleReader
) -> Iterator[tuple[str, Request, str]]:
    """Yield the kind of each change, the request with it, and the word that it drops, if any.

    The kinds are those of results.Relaxation.
    """
    first = replace(request, page=1)
    bare = first.without_filters()
    if request.since or request.until:
        yield "dates", replace(first, since=None, until=None), ""
    if replace(bare, since=request.since, until=request.until) != first:
        yield "filters", replace(bare, since=request.since, until=request.until), ""
    if request.exact or _loosened(query) != query:
        yield "exact", replace(first, exact=False, text=unparse(_loosened(query))), ""
    if not request.synonyms or request.not_names:
        yield "synonyms", replace(first, synonyms=True, not_names=()), ""
    if _admitting(query) != query:
        yield "excluded", replace(first, text=unparse(_admitting(query))), ""
    if isinstance(query, All) and (rarest := _rarest(query, reader)):
        left = tuple(part for part in query.parts if part != rarest)
        yield "rarest", replace(first, text=unparse(All(left))), rarest.text
    if isinstance(query, All) and len(_wanted(query)) > 1:
        yield "any", replace(bare, text=unparse(_any(query))), ""


def widest_request(request: Request, query: Query) -> Request | None:
    """Return the request for any word of query, in any form, anywhere; None where it has none."""
    words = [
        word
        for _, atom in atoms(query)
        for word in (atom.words if isinstance(atom, Phrase) else (atom,))
    ]
    if not words:
        return None
    text = unparse(Any(tuple(words)) if len(words) > 1 else words[0])
    return replace(request.without_filters(), text=text, exact=False)


def _rarest(query: All, reader: ArticleReader) -> Word | None:
    """Return the word that the fewest articles hold, where something is left without it."""
    words = [part for part in query.parts if isinstance(part, Word) and part.stem]
    if len(_wanted(query)) < 2 or not words:  # noqa: PLR2004  one must be left
        return None
    return min(words, key=lambda word: len(reader.postings("body", word.widest).documents))


def _wanted(query: All) -> tuple[Query, ...]:
    return tuple(part for part in query.parts if not isinstance(part, Not))


def _any(query: All) -> Query:
    """Return query with any of its wanted parts enough; what it excludes stays out."""
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


def _admitting(query: Query) -> Query:
    """Return query without its exclusions, unless there is nothing else in it."""
    if isinstance(query, All) and _wanted(query):
        wanted = _wanted(query)
        return wanted[0] if len(wanted) == 1 else All(wanted)
    return query
