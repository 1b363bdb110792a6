"""What a plan finds among some documents, in order: all of it for counts, a page for the list.

Everything that one machine says about a result comes from here (list, counts, facets, chart, feed,
export), so that it agrees. Where documents are the candidates that an engine has fetched, it puts
them into the same order, and Whole says what the engine knows of all that is found.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.schema import NO_DATE
from search.engine.listing.by_meaning import ByMeaning
from search.engine.listing.place import Place, numbered, place_of, rows_before, stands
from search.engine.meaning import Closeness
from search.engine.protocol import Documents
from search.engine.scoring.evaluator import Evaluator
from search.engine.scoring.filters import passing
from search.engine.scoring.kernels import NUMPY, Kernels, Mask, Matches
from search.engine.scoring.proximity import DEPTH, position_scores
from search.engine.scoring.top_k import top_k
from search.query.plan import Plan
from search.query.question import question_of
from search.query.tree import (
    All,
    Query,
    Spellings,
    Synonyms,
    Word,
    unparse,
    without_stop_words,
)
from search.request import REORDERED, Request, Sort
from search.weights import Weights

#: When fewer articles match the whole query, those that match most of its words join them. Set by
#: hand, a page: nDCG@10 of the topics is .780 at 5, .806 at 10, .810 at 20 and 40.
FEW = 10
#: What keeps those apart that are lifted to one score.
_HARDLY = 0.001
_TWO = 2
#: Where few match the whole query, all of them are among the first SOON. Set by hand, two
#: pages: nDCG@10 of the topics is .798 at 10, .806 from 15 to 40.
SOON = 20
#: The time limit of a query, after which it is answered in part. The slowest query that can be
#: typed takes a twentieth of it over 116,853 articles.
SECONDS = 3.0


#: No document.
_NOBODY = np.zeros(0, np.int64)


class _Unfolded(NamedTuple):
    """The documents with a row of their own; which of them others are folded under, and how many.

    sizes are those of the groups: the document of the row counts.
    """

    shown: Mask
    firsts: NDArray[np.int64]
    sizes: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Listed:
    """The documents of a page in order, and the request with the page that they are.

    scores, missing (the parts of the query that each does not match) and near_duplicates (the
    number folded under each) run parallel to documents; rows and rows_matching_all count the whole
    list, end its rows up to the last of the page. moved tells that the list is another than the one
    of the request's cursor, embedding that some of its first articles have no vector yet.
    """

    request: Request
    documents: list[int]
    scores: list[float]
    missing: list[tuple[str, ...]]
    near_duplicates: list[int]
    rows: int
    rows_matching_all: int
    end: int
    moved: bool
    embedding: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What an engine knows of all that a plan finds, of which only the best are at hand.

    rows is the number of rows of the list. Where few articles match the whole query, enough is how
    many of its words those match that join them. best_scores are those of the evaluator.
    """

    total_matching_all: int
    rows: int
    enough: int = 0
    best_scores: Mapping[tuple[Query, ...], float] = field(default_factory=dict)


class Collector:
    """The documents that match a plan, as masks over all documents.

    matching_all are those that match the whole query; matching are these and, where they are
    few, those that match most of its words. whole is of all that is found where documents are not
    all of it. closeness is for a request that asks for meaning, too.
    """

    def __init__(  # noqa: PLR0913  one for each that an engine may have
        self,
        documents: Documents,
        plan: Plan,
        weights: Weights,
        kernels: Kernels = NUMPY,
        *,
        whole: Whole | None = None,
        closeness: Closeness | None = None,
    ) -> None:
        self._documents, self._plan = documents, plan
        self._weights, self._kernels, self._whole = weights, kernels, whole
        request = plan.request
        self._by_meaning: ByMeaning | None = None
        if closeness and request.meaning:
            self._by_meaning = ByMeaning(closeness, question_of(plan.typed), weights.meaning)
        deadline = time.monotonic() + SECONDS
        self._evaluator = evaluator = Evaluator(
            documents,
            request.exact,
            weights,
            kernels,
            deadline,
            best_scores=whole.best_scores if whole else {},
        )
        passed = passing(documents, request.filters)
        matches = evaluator.matches(plan.query)
        all_of_it = matches.mask
        self.matching_all: Mask = all_of_it & passed
        self.matching: Mask = self.matching_all
        #: Those that match the whole query by the words that were typed, and stand among those that
        #: match most of it.
        self._among: Mask | None = None
        self.total_matching_all = (
            whole.total_matching_all if whole else int(np.count_nonzero(self.matching_all))
        )
        enough = whole.enough if whole else None
        if self.total_matching_all < FEW and (most := evaluator.mostly(plan.typed, FEW, enough)):
            self.matching = self.matching_all | (most.mask & passed)
            of_all = matches.scores * matches.mask  # by other names and writings too
            matches = Matches(most.mask, np.maximum(most.scores, of_all))
            as_typed = all_of_it if plan.query is plan.typed else evaluator.matches(plan.typed).mask
            self._among = as_typed & (_words(plan.typed) > _TWO)
        self._scores = matches.scores
        self._matching_anywhere = matches.mask | all_of_it
        #: Whether the time limit ended the search before the whole query was evaluated.
        self.partial = evaluator.late

    @cached_property
    def documents(self) -> NDArray[np.int64]:
        """Return all matching documents, ascending."""
        return np.flatnonzero(self.matching)

    @cached_property
    def beside(self) -> dict[str, NDArray[np.int64]]:
        """Return what is found without the filters of each facet that the request filters by."""
        filters = self._plan.request.filters
        names = {label.facet: None for label in (*filters.included, *filters.excluded)}
        return {
            name: np.flatnonzero(
                self._matching_anywhere & passing(self._documents, filters.without_facet(name))
            )
            for name in names
        }

    @property
    def total(self) -> int:
        """Return the number of matching documents."""
        return len(self.documents)

    @property
    def embedding(self) -> bool:
        """Return whether some of the first have no vector yet, as far as they were ordered."""
        return self._by_meaning is not None and self._by_meaning.lacking

    def page(self) -> Listed:
        """Return the page that the request asks for; a page beyond the last is empty."""
        rows, window = self.rows, self._plan.request.window
        place = Place(rows_before(window))
        wanted = min(max(DEPTH, place.rows + window.size), rows + 1)
        documents, scores = self._best(wanted, rows, with_meaning=place.rows <= REORDERED)
        if window.after and not stands(self._documents, window.after, documents):
            documents, scores = self._best(rows + 1, rows)
            place = place_of(self._documents, window.after, documents)
        begin, end = place.rows, min(place.rows + window.size, rows)
        chosen = documents[begin:end].tolist()
        return Listed(
            request=numbered(self._plan.request, begin),
            documents=chosen,
            scores=scores[begin:end].tolist(),
            missing=self.missing(chosen),
            near_duplicates=self.folded(chosen),
            rows=rows,
            rows_matching_all=self.rows_matching_all,
            end=end,
            moved=place.moved,
            embedding=self.embedding and begin < REORDERED,
        )

    @property
    def rows(self) -> int:
        """Return the number of rows of the whole list."""
        return self._whole.rows if self._whole else int(np.count_nonzero(self._unfolded.shown))

    @property
    def rows_matching_all(self) -> int:
        """Return the number of rows that match the whole query, among the documents."""
        return int(np.count_nonzero(self.matching_all & self._unfolded.shown))

    def beginning(self) -> list[int]:
        """Return the first documents of the list: as many as are scored by position."""
        return self.best(DEPTH)

    def best(self, wanted: int) -> list[int]:
        """Return the first documents of the list, at most wanted."""
        return self._best(wanted, self.rows)[0].tolist()

    def best_with_scores(self, wanted: int) -> list[tuple[int, float]]:
        """Return the first documents of the list with their scores, at most wanted."""
        documents, scores = self._best(wanted, self.rows)
        return list(zip(documents.tolist(), scores.tolist(), strict=True))

    def scores(self, documents: Sequence[int]) -> list[float]:
        """Return the scores of documents, without what their positions add."""
        return self._scores[np.array(documents, np.int64)].tolist()

    def missing(self, documents: Iterable[int]) -> list[tuple[str, ...]]:
        """Return the parts of the query that each of documents does not match."""
        return [self._missing(document) for document in documents]

    def matches_all(self, documents: Iterable[int]) -> Iterator[bool]:
        """Yield for each of documents whether it matches the whole query."""
        return (bool(self.matching_all[document]) for document in documents)

    def _missing(self, document: int) -> tuple[str, ...]:
        if self.matching_all[document]:
            return ()
        return tuple(text for text, mask in self._masks_of_parts if not mask[document])

    @cached_property
    def _masks_of_parts(self) -> list[tuple[str, Mask]]:
        """Return the parts of the query as they were typed, each with what it matches."""
        query = self._plan.query
        parts = without_stop_words(query.parts) if isinstance(query, All) else (query,)
        return [each for part in parts for each in self._masks_of(part)]

    def _masks_of(self, part: Query) -> Iterator[tuple[str, Mask]]:
        """Yield the words that were typed of a part, with what each matches or the whole part."""
        whole = self._evaluator.matches(part).mask
        typed = part.query if isinstance(part, Synonyms | Spellings) else part
        if not isinstance(typed, All):
            yield unparse(typed), whole
            return
        for word in without_stop_words(typed.parts):
            yield unparse(word), whole | self._evaluator.matches(word).mask

    def _best(
        self, wanted: int, rows: int, *, with_meaning: bool = True
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the first documents of the list, at most wanted, and their scores.

        By date those that match the whole query come first. By relevance the best are sorted once
        more, by where the words of the query stand in them. The first are then ordered by meaning,
        if the request asks for it and with_meaning that it matters.
        """
        shown = self._unfolded.shown
        if self._plan.order is not Sort.RELEVANCE:
            documents = self._by_date(shown, wanted, rows)
            return documents, self._scores[documents]
        documents = self._in_tiers(shown, wanted, rows, self._scores, self._documents.published)
        best, scores = documents[:DEPTH], self._scores[documents]
        scores[:DEPTH] += self._by_position(best)
        if self._among is not None:
            scores = self._lifted(documents, scores, self._among)
        order = np.lexsort((best, -self._documents.published[best], -scores[:DEPTH]))
        documents[:DEPTH], scores[:DEPTH] = best[order], scores[:DEPTH][order]
        if self._by_meaning and with_meaning:
            first, tiers = documents[:REORDERED], self.matching_all[documents[:REORDERED]]
            order = self._by_meaning.order(self._documents, first, scores[:REORDERED], tiers)
            documents[:REORDERED], scores[:REORDERED] = first[order], scores[order]
        return documents, scores

    def _by_position(self, best: NDArray[np.int64]) -> NDArray[np.float32]:
        return position_scores(
            self._documents, self._plan.typed, best, self._weights, kernels=self._kernels
        )

    def _lifted(
        self, documents: NDArray[np.int64], scores: NDArray[np.float32], among: Mask
    ) -> NDArray[np.float32]:
        """Return scores by which documents that only match most words fall in.

        What matches the whole query by its typed words competes with the best of the others, times
        what completeness is worth, and never falls behind the first SOON. Another name scores
        little, however well it fits, and so does one article with both of two words: they stay
        before the others.
        """
        complete = self.matching_all[documents]
        rest = np.append(np.sort(scores[~complete])[::-1], 0)
        last = min(max(SOON - int(complete.sum()), 0), len(rest) - 1)
        floors = np.where(among[documents], rest[last], rest[0])
        worth = scores * np.where(complete, self._weights.complete, 1)
        lifted = np.maximum(worth, floors + _HARDLY * scores)
        return np.where(complete, lifted, scores).astype(np.float32)

    def _by_date(self, shown: Mask, wanted: int, rows: int) -> NDArray[np.int64]:
        """Return the first documents by date, at most wanted, those without one last."""
        published = self._documents.published
        if self._plan.order is Sort.OLDEST:
            published = np.where(published == NO_DATE, NO_DATE, -published)
        return self._in_tiers(shown, wanted, rows, published)

    def _in_tiers(
        self, shown: Mask, wanted: int, rows: int, *keys: NDArray[Any]
    ) -> NDArray[np.int64]:
        """Return the first documents by keys, at most wanted: what matches all, then the rest."""
        first, candidates = self.matching_all & shown, self._kernels.candidates
        documents = top_k(first, wanted, *keys, candidates=candidates)
        if len(documents) == min(wanted, rows):
            return documents
        rest = top_k(shown & ~first, wanted - len(documents), *keys, candidates=candidates)
        return np.concatenate([documents, rest])

    @cached_property
    def _unfolded(self) -> _Unfolded:
        """Return the documents with a row of their own.

        Of near duplicates the earliest is shown, one that matches the whole query before others.
        """
        if not self._plan.request.grouped:
            return _Unfolded(self.matching, _NOBODY, _NOBODY)
        duplicates = self._documents.near_duplicates
        members = duplicates.members[self.matching[duplicates.members]]
        groups = duplicates.group[members]
        if self.matching is not self.matching_all:  # members of a group are the earliest first
            order = np.lexsort((~self.matching_all[members], groups))
            members, groups = members[order], groups[order]
        begins = np.ones(len(members), np.bool_)
        np.not_equal(groups[1:], groups[:-1], out=begins[1:])
        firsts = begins.nonzero()[0]
        shown = self.matching.copy()
        shown[members] = False
        shown[members[firsts]] = True
        return _Unfolded(shown, members[firsts], np.append(firsts[1:], len(members)) - firsts)

    def folded(self, documents: Sequence[int]) -> list[int]:
        """Return how many documents are folded under each of some that have a row."""
        _, firsts, sizes = self._unfolded
        wanted = np.zeros(len(self._documents), np.bool_)
        wanted[np.array(documents, np.int64)] = True
        theirs = wanted[firsts]
        held = dict(zip(firsts[theirs].tolist(), sizes[theirs].tolist(), strict=True))
        return [held.get(document, 1) - 1 for document in documents]


def _words(query: Query) -> int:
    """Return how many parts of an AND are bare words that ask for something."""
    parts = without_stop_words(query.parts) if isinstance(query, All) else ()
    return sum(isinstance(part, Word) for part in parts)
