"""Searcher: requests in, pages of hits out, over whichever index version is live."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from index.manifest import IndexUnavailableError
from index.reader import ArticleReader, Labels
from search.complete import complete
from search.evaluate import Evaluator
from search.export import Export, Record, record, records
from search.facets import facets, timeline
from search.kernels import NUMPY, Kernels
from search.listing import Found, filtered
from search.live import LiveReader
from search.query_parser import parse_query
from search.ranking import WEIGHTS, Weights
from search.related import related
from search.relax import wider_requests, widest_request
from search.request import Request
from search.results import (
    Archive,
    ArticleView,
    Count,
    IndexInfo,
    Page,
    Relaxation,
    Suggestion,
    Summary,
    Surroundings,
    Trends,
)
from search.show import first_words, hits, summaries, summary, view
from search.suggest import filter_offers, suggestions
from search.synonyms import expansions
from search.trends import trends
from search.understand import Understood, understand

#: Other spellings that a page offers.
_SUGGESTED = 3
#: Near copies and related articles that an article's page lists.
_LISTED, _RELATED = 20, 6
#: Two words, one of them misspelled: synonyms, vocabulary and spelling are asked.
_UNANSWERED = "الاقتصاد اقتصضاد"


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
        understood = understand(request, reader, self._weights)
        found = self._found(reader, request, understood)
        listed = found.page()
        return Page(
            request=listed.request,
            echo=understood.echo,
            notes=(*understood.notes, *(("partial",) if found.partial else ())),
            total=found.total,
            complete=found.completely,
            rows=listed.rows,
            complete_rows=listed.complete_rows,
            hits=hits(reader, understood.query, listed, found.scores, exact=request.exact),
            relaxations=() if found.total else tuple(self._relaxations(reader, request)),
            index=IndexInfo(id=reader.name, articles=reader.articles),
            suggestions=tuple(self._suggestions(reader, request)),
            offers=tuple(filter_offers(request, reader, self._counter(reader))),
            expansions=tuple(expansions(understood.query)),
            facets=facets(reader, found.documents),
            timeline=timeline(reader, found.documents),
            chips=understood.chips,
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def _found(self, reader: ArticleReader, request: Request, understood: Understood) -> Found:
        return Found(reader, request, understood, self._weights, self._kernels)

    def rank(self, request: Request) -> list[tuple[str, float]]:
        """Return the ids of the request's page of hits in their order, with falling scores."""
        reader = self._live.get()
        understood = understand(request, reader, self._weights)
        listed = self._found(reader, request, understood).page()
        # An order by words held counts before the score: ranks are what is told.
        return [
            (reader.ids[document], -float(rank)) for rank, document in enumerate(listed.documents)
        ]

    def trends(self, texts: Sequence[str], request: Request, unit: str = "") -> Trends:
        """Return how often each of texts is found over time, within the filters of request.

        unit is "day", "week", "month" or "year"; without one it is what fits.
        """
        reader = self._live.get()
        found = []
        for text in texts:
            asked = replace(request, text=text)
            understood = understand(asked, reader, self._weights)
            found.append(self._found(reader, asked, understood).complete)
        return trends(reader, texts, found, filtered(reader, request), unit)

    def surroundings(self, article_id: str, request: Request) -> Surroundings | None:
        """Return what stands around an article; None if there is none with the id.

        Its neighbours are those in the list of request, where that has words or filters.
        """
        reader = self._live.get()
        document = reader.document(article_id)
        if document is None:
            return None
        previous, following = self._neighbours(reader, document, request)
        evaluator = Evaluator(reader, exact=False, weights=self._weights, kernels=self._kernels)
        return Surroundings(
            identical=tuple(summary(each, each.title) for each in reader.identical(article_id)),
            similar=tuple(summaries(reader, reader.near_copies.of(document)[:_LISTED])),
            related=tuple(summaries(reader, related(evaluator, document, _RELATED))),
            previous=previous,
            following=following,
        )

    def _neighbours(
        self, reader: ArticleReader, document: int, request: Request
    ) -> tuple[Summary | None, Summary | None]:
        if not (request.text.strip() or request.filtered):
            return None, None
        found = self._found(reader, request, understand(request, reader, self._weights))
        documents = found.first()
        if document not in documents:
            return None, None
        place = documents.index(document)
        before, after = documents[max(place - 1, 0) : place], documents[place + 1 : place + 2]
        first, last = (next(summaries(reader, some), None) for some in (before, after))
        return first, last

    def article(
        self, article_id: str, text: str = "", *, exact: bool = False, synonyms: bool = True
    ) -> ArticleView | None:
        """Return the article of an id with the words of text marked; None if there is none."""
        reader = self._live.get()
        document = reader.document(article_id)
        if document is None:
            return None
        request = Request(text=text, exact=exact, synonyms=synonyms)
        query = understand(request, reader, self._weights).query
        return view(reader, query, document, exact=exact)

    def export(self, request: Request, limit: int) -> Export:
        """Return the first articles of the request's list, whole, at most limit."""
        reader = self._live.get()
        request = replace(request, page=1, size=limit, grouped=False)
        found = self._found(reader, request, understand(request, reader, self._weights))
        return Export(
            index=IndexInfo(id=reader.name, articles=reader.articles),
            built=reader.built,
            total=found.total,
            complete=found.completely,
            partial=found.partial,
            records=records(reader, found.page().documents, found.completely),
        )

    def record(self, article_id: str) -> Record | None:
        """Return the article of an id as files carry it, None if there is none."""
        reader = self._live.get()
        document = reader.document(article_id)
        return None if document is None else record(reader.stored(document))

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

    def _suggestions(self, reader: ArticleReader, request: Request) -> Iterator[Suggestion]:
        """Yield what may have been meant, where no article holds a word as it was typed."""
        if request.text.strip():
            yield from islice(suggestions(request, reader, self._counter(reader)), _SUGGESTED)

    def _counter(self, reader: ArticleReader) -> Callable[[Request], int]:
        def count(request: Request) -> int:
            query = understand(request, reader, self._weights).query
            evaluator = Evaluator(reader, request.exact, self._weights, self._kernels)
            passed = filtered(reader, request)
            return int(np.count_nonzero(evaluator.matches(query).found & passed))

        return count

    def complete(self, text: str, limit: int = 8) -> list[str]:
        """Return what text may become when its last word is typed to the end, likeliest first."""
        reader = self._live.get()
        return complete(text, reader, self._counter(reader), limit)

    def _relaxations(self, reader: ArticleReader, request: Request) -> Iterator[Relaxation]:
        """Yield the wider requests that do find something, the smallest change first."""
        count = self._counter(reader)
        parsed = parse_query(request.text, reader.analyzer)
        offered = False
        for kind, wider, dropped in wider_requests(request, parsed.query, reader):
            if total := count(wider):
                offered = True
                yield Relaxation(kind=kind, request=wider, total=total, dropped=dropped)
        widest = None if offered else widest_request(request, parsed.query)
        if widest and (total := count(widest)):
            yield Relaxation(kind="widest", request=widest, total=total)


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
