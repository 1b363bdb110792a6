"""Searcher: requests in, pages of hits out, over whichever index version is live."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.manifest import IndexUnavailableError
from index.reader import ArticleReader, Labels
from index.schema import NO_DATE
from search.complete import complete
from search.evaluate import Evaluator, as_long_question, between
from search.kernels import NUMPY, Kernels
from search.live import LiveReader
from search.order import first, in_order
from search.query import All, Not, Query, unparse
from search.query_parser import parse_query
from search.ranking import WEIGHTS, Weights
from search.relax import wider_requests
from search.request import Request, Sort
from search.rescore import DEPTH, position_scores
from search.results import (
    Archive,
    ArticleView,
    Count,
    IndexInfo,
    Page,
    Relaxation,
    Suggestion,
)
from search.show import first_words, hits, view
from search.suggest import suggestions
from search.synonyms import expand, expansions
from search.variants import with_variants

#: When fewer articles hold all the words, those that hold most of them follow.
FEW = 10
#: Other spellings that a page offers.
_SUGGESTED = 3
#: Two words, one of them misspelled: synonyms, vocabulary and spelling are asked.
_UNANSWERED = "الاقتصاد اقتصضاد"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Understood:
    """A query as typed and as it is run, its echo, and what was changed on the way."""

    typed: Query
    query: Query
    echo: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Listed:
    """The documents of a page in order, and the page: the one asked for, or the last.

    Beside them the scores of all documents, how many are found, how many of them
    hold every word.
    """

    request: Request
    documents: list[int]
    scores: NDArray[np.float32]
    total: int
    complete: int


class Searcher:
    """Searches the live version of an index directory. Threads may share it.

    Nothing is opened before the first call. A version that goes live later is noticed within
    a second, and answers as soon as it has been opened. Every method raises
    IndexUnavailableError while there is no index that can be opened.
    """

    def __init__(
        self, index_dir: Path, *, weights: Weights = WEIGHTS, kernels: Kernels = NUMPY
    ) -> None:
        self._weights = weights
        self._kernels = kernels
        self._archive: Archive | None = None
        self._live = LiveReader(index_dir, prepare=kernels.prepare, warm=self._read_ahead)

    def search(self, request: Request) -> Page:
        """Return the page of hits that request asks for.

        A page beyond the last is the last; a query without words browses.
        """
        return self._page(self._live.get(), request)

    def _page(self, reader: ArticleReader, request: Request) -> Page:
        started = time.perf_counter()
        understood = _understand(request, reader, self._weights)
        listed = self._listed(reader, request, understood)
        return Page(
            request=listed.request,
            echo=understood.echo,
            notes=understood.notes,
            total=listed.total,
            complete=listed.complete,
            hits=hits(
                reader,
                understood.query,
                listed.documents,
                listed.scores,
                exact=request.exact,
            ),
            relaxations=() if listed.total else tuple(self._relaxations(reader, request)),
            index=IndexInfo(id=reader.name, articles=reader.articles),
            suggestions=tuple(self._suggestions(reader, request)),
            expansions=tuple(expansions(understood.query)),
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def rank(self, request: Request) -> list[tuple[str, float]]:
        """Return the ids of the request's page of hits in their order, with falling scores."""
        reader = self._live.get()
        listed = self._listed(reader, request, _understand(request, reader, self._weights))
        # An order by words held counts before the score: ranks are what is told.
        return [
            (reader.ids[document], -float(rank)) for rank, document in enumerate(listed.documents)
        ]

    def article(
        self, article_id: str, text: str = "", *, exact: bool = False, synonyms: bool = True
    ) -> ArticleView | None:
        """Return the article of an id with the words of text marked; None if there is none."""
        reader = self._live.get()
        document = reader.document(article_id)
        if document is None:
            return None
        request = Request(text=text, exact=exact, synonyms=synonyms)
        query = _understand(request, reader, self._weights).query
        return view(reader, query, document, exact=exact)

    def archive(self) -> Archive:
        """Return what the index holds: size, span of dates, sources and sections.

        It is summed up once for each version: every page tells it.
        """
        reader, archive = self._live.get(), self._archive
        if archive is None or archive.index.id != reader.name:
            archive = self._archive = _archive(reader)
        return archive

    def check(self) -> None:
        """Find a stored article by its own words; raise IndexUnavailableError if that fails."""
        reader = self._live.get()
        article = reader.stored(0)
        words = " ".join(first_words(article).split())
        page = self.search(Request(text=f'"{words}"' if article.title else words, size=50))
        if not page.total:
            raise IndexUnavailableError(f"{reader.name}: does not find {article.id} by its words")

    def open(self) -> None:
        """Open the live version now, so that the first reader need not wait for it."""
        self._read_ahead(self._live.get())

    def refresh(self) -> None:
        """Look for another version now, and return when it answers."""
        self._live.refresh()

    def close(self) -> None:
        """Let go of the index; the next call opens it again."""
        self._live.close()

    def _read_ahead(self, reader: ArticleReader) -> None:
        """Read what queries need: all of it for one that is not answered, and an article."""
        self._page(reader, Request(text=_UNANSWERED))
        reader.stored(0)

    def _listed(self, reader: ArticleReader, request: Request, understood: _Understood) -> _Listed:
        """Return the documents that match, in order.

        When hardly any holds all the words, those that hold most of them follow.
        """
        query = understood.query
        evaluator = self._evaluator(reader, request)
        passed = _filtered(reader, request)
        matches = evaluator.matches(query)
        complete = matches.found & passed
        found, completely = complete, int(np.count_nonzero(complete))
        if completely < FEW and (most := evaluator.mostly(understood.typed, FEW)):
            found = complete | (most.found & passed)
            matches = most
        total = int(np.count_nonzero(found))
        request = _with_page_of(request, total)
        end = request.page * request.size
        scores, wanted = matches.scores, max(DEPTH, end)
        keys = _keys(reader, request, query, scores)
        leading = self._kernels.leading
        documents = first(complete, wanted, *keys, leading=leading)
        if len(documents) < min(wanted, total):
            rest = first(found & ~complete, wanted - len(documents), *keys, leading=leading)
            documents = np.concatenate([documents, rest])
        if request.sort is Sort.RELEVANCE and not _asks_no_words(query):
            best = documents[:DEPTH]
            scores[best] += position_scores(reader, understood.typed, best, self._weights)
            documents[:DEPTH] = in_order(best, complete.view(np.int8), *keys)
        return _Listed(
            request=request,
            documents=documents[end - request.size : end].tolist(),
            scores=scores,
            total=total,
            complete=completely,
        )

    def _evaluator(self, reader: ArticleReader, request: Request) -> Evaluator:
        return Evaluator(reader, request.exact, self._weights, self._kernels)

    def _suggestions(self, reader: ArticleReader, request: Request) -> Iterator[Suggestion]:
        """Yield what may have been meant, where no article holds a word as it was typed."""
        if request.text.strip():
            yield from islice(suggestions(request, reader, self._counter(reader)), _SUGGESTED)

    def _counter(self, reader: ArticleReader) -> Callable[[Request], int]:
        def count(request: Request) -> int:
            understood = _understand(request, reader, self._weights)
            query = self._evaluator(reader, request).matches(understood.query)
            return int(np.count_nonzero(query.found & _filtered(reader, request)))

        return count

    def complete(self, text: str, limit: int = 8) -> list[str]:
        """Return what text may become when its last word is typed to the end, likeliest first."""
        reader = self._live.get()
        return complete(text, reader, self._counter(reader), limit)

    def _relaxations(self, reader: ArticleReader, request: Request) -> Iterator[Relaxation]:
        """Yield the wider requests that do find something, the smallest change first."""
        count = self._counter(reader)
        parsed = parse_query(request.text, reader.analyzer)
        for kind, wider in wider_requests(request, parsed.query):
            if total := count(wider):
                yield Relaxation(kind=kind, request=wider, total=total)


def _understand(request: Request, reader: ArticleReader, weights: Weights) -> _Understood:
    parsed = parse_query(request.text, reader.analyzer)
    typed = as_long_question(parsed.query)
    widened = request.synonyms and not request.exact
    notes = {
        "capped": parsed.capped,
        "long-query": typed is not parsed.query,
        "no-words": bool(request.text.strip()) and parsed.query == All(()),
    }
    return _Understood(
        typed=typed,
        query=_widened(typed, reader, weights) if widened else typed,
        echo=unparse(parsed.query),
        notes=tuple(note for note, is_so in notes.items() if is_so),
    )


def _widened(query: Query, reader: ArticleReader, weights: Weights) -> Query:
    return with_variants(expand(query, reader.analyzer, weights), reader, weights)


def _filtered(reader: ArticleReader, request: Request) -> NDArray[np.bool_]:
    passed = np.ones(reader.articles, np.bool_)
    if request.since or request.until:
        passed &= between(reader, request.since, request.until)
    for labels, wanted in ((reader.sources, request.sources), (reader.sections, request.sections)):
        if wanted:
            codes = [code for code, value in enumerate(labels.values) if value in wanted]
            passed &= np.isin(labels.codes, codes)
    return passed


def _with_page_of(request: Request, total: int) -> Request:
    """Return request with a page that there is: the last where it asks for a later one."""
    last = max(1, -(-total // request.size))
    return replace(request, page=min(max(request.page, 1), last))


def _keys(
    reader: ArticleReader, request: Request, query: Query, scores: NDArray[np.float32]
) -> tuple[NDArray[Any], ...]:
    """Return what the documents are ordered by, the highest first.

    Equals go newest first, articles without a date last.
    """
    published = reader.published
    if request.sort is Sort.OLDEST:
        return (np.where(published == NO_DATE, NO_DATE, -published),)
    if request.sort is Sort.NEWEST or _asks_no_words(query):
        return (published,)
    return scores, published


def _asks_no_words(query: Query) -> bool:
    """Return whether nothing in query is scored: no word, or only excluded ones."""
    parts = query.parts if isinstance(query, All) else (query,)
    return all(isinstance(part, Not) for part in parts)


def _archive(reader: ArticleReader) -> Archive:
    first, last = reader.span
    return Archive(
        index=IndexInfo(id=reader.name, articles=reader.articles),
        first=first,
        last=last,
        sources=_counts(reader.sources),
        sections=_counts(reader.sections),
    )


def _counts(labels: Labels) -> tuple[Count, ...]:
    return tuple(Count(value=value, articles=n) for value, n in labels.counts() if value)
