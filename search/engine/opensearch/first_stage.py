"""What a cluster finds of a plan: its best articles as candidates, and the numbers of all.

Where few articles match the whole query, those that match most of its words join them, as the
collector joins them on one machine.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from index.cluster.client import Search
from search.engine.listing.collector import FEW, Whole
from search.engine.opensearch.aggregations import (
    BY_DAY,
    MOST_VALUES,
    ROWS,
    by_facet,
    by_facets,
    held_facets,
    needs_days,
    rows_of,
    total_of,
)
from search.engine.opensearch.asked import Asked
from search.engine.opensearch.candidates.candidate import Candidate
from search.engine.opensearch.leading import led
from search.engine.opensearch.opened import Answer, OpenedIndex, candidates_of
from search.engine.opensearch.translation.clauses import Clause, either, every
from search.engine.opensearch.translation.translator import Mostly, Translator
from search.query.plan import Plan
from search.query.tree import Query
from search.request import Filters, Sort

#: The most members that the groups of the candidates have. Set by hand: a story of an agency has
#: some dozens of copies.
_MEMBERS = 2000
#: The share of the candidates that are rows once near duplicates are folded, at least: of 300
#: there are then the 200 that are scored by position.
_ROWS = 0.8
_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStage:
    """What was found: asked finds all of it, answer counts it.

    candidates are the best articles of asked with those of their groups; ranked are the ids of the
    former in the cluster's order, last the sort values of the last one. as_asked are the ids of
    those that match the whole query, where others join them. beside has the answers without the
    filters of each facet that the request filters by, by_day the days where months are too coarse
    for the chart. capped tells that the query was shortened.
    """

    asked: Asked
    total: int
    whole: Whole
    answer: Answer
    candidates: Mapping[str, Candidate]
    ranked: tuple[str, ...]
    last: Sequence[object] | None
    as_asked: frozenset[str]
    beside: Mapping[str, Answer]
    by_day: Answer | None
    capped: bool


class _Found(NamedTuple):
    """The articles of an answer, and the sort values of the last one."""

    articles: list[Candidate]
    last: Sequence[object] | None

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Return those of an answer."""
        hits = answer["hits"]["hits"]
        return cls(candidates_of(answer), hits[-1]["sort"] if hits else None)


class _More(NamedTuple):
    """The other members of the candidates' groups, the days of a short chart, best scores."""

    members: list[Candidate]
    by_day: Answer | None
    best_scores: dict[tuple[Query, ...], float]


def first_stage(opened: OpenedIndex, plan: Plan, size: int, *, counted: bool = False) -> FirstStage:
    """Return what a plan finds, with the first size articles; counted by facets if asked to."""
    return _FirstSearch(opened, plan, counted=counted).find(size)


class _FirstSearch:
    """Asks the cluster for one plan, and keeps what it answered."""

    def __init__(self, opened: OpenedIndex, plan: Plan, *, counted: bool) -> None:
        self._opened, self._plan, self._counted = opened, plan, counted
        self._translator = opened.translator(exact=plan.request.exact)

    def find(self, size: int) -> FirstStage:
        """Return what is found, with the first size articles."""
        asked, capped = _asked(self._opened, self._plan, self._translator)
        first, beside = self._search(asked, size)
        answer, enough = first, 0
        if total_of(first) < FEW and (mostly := self._mostly(asked)):
            enough = self._enough(mostly)
            asked = _joined(asked, mostly, enough)
            answer, beside = self._search(asked, size)
        found = [_Found.of(answer)]
        found += self._beyond(asked, found[0], size)
        ranked = [each for some in found for each in some.articles]
        as_asked = candidates_of(first) if enough else []
        more = self._more(asked, [*ranked, *as_asked], answer)
        return FirstStage(
            asked=asked,
            total=total_of(answer),
            whole=Whole(
                total_matching_all=total_of(first),
                rows=self._rows(answer),
                enough=enough,
                best_scores=more.best_scores,
            ),
            answer=answer,
            candidates={each.id: each for each in (*ranked, *as_asked, *more.members)},
            ranked=tuple(each.id for each in ranked),
            last=found[-1].last,
            as_asked=frozenset(each.id for each in as_asked),
            beside=beside,
            by_day=more.by_day,
            capped=capped,
        )

    def _mostly(self, asked: Asked) -> Mostly | None:
        """Return the words of which most are enough, None if there are not two to choose from."""
        return self._translator.mostly(self._plan.typed, beside=asked.finding)

    def _search(self, asked: Asked, size: int) -> tuple[Answer, dict[str, Answer]]:
        """Return the answer for the list, and those without the filters of facets."""
        statistics = self._opened.statistics
        facets = held_facets(statistics) if self._counted else []
        filtered = list(self._filtered_facets()) if self._counted else []
        besides = [
            asked.counted(
                by_facet(name, statistics.printed_values(name), MOST_VALUES),
                filters=asked.request.filters.without_facet(name),
            )
            for name in filtered
        ]
        counted = by_facets(statistics, [name for name in facets if name not in filtered])
        rows = ROWS if asked.request.grouped else {}
        listed = asked.listed(size, counted=(counted if self._counted else {}) | rows)
        answer, *others = self._ask([listed, *besides])
        return answer, dict(zip(filtered, others, strict=True))

    def _beyond(self, asked: Asked, found: _Found, size: int) -> Iterator[_Found]:
        """Yield the articles behind the candidates, while near duplicates leave few rows of them.

        The members of their groups are fetched anyway, and so others than these are asked for.
        """
        grouped, rows = set[int](), set[int]()
        while asked.order is Sort.RELEVANCE and asked.request.grouped:
            rows |= {each.group for each in found.articles}
            grouped |= {each.group for each in found.articles if each.grouped}
            if len(found.articles) < size or len(rows) >= _ROWS * size:
                return
            others: Clause = {"bool": {"must_not": [{"terms": {"group": sorted(grouped)}}]}}
            behind = replace(asked, also=(*asked.also, others))
            found = _Found.of(self._opened.answer(behind.listed(size, after=found.last)))
            yield found

    def _filtered_facets(self) -> Iterator[str]:
        """Yield the facets that the request filters by."""
        filters = self._plan.request.filters
        yield from dict.fromkeys(label.facet for label in (*filters.included, *filters.excluded))

    def _enough(self, mostly: Mostly) -> int:
        """Return how many of the words are enough: as many as find FEW articles, filters aside."""
        levels = {str(n): mostly.enough(n) for n in range(_TWO, len(mostly.words) + 1)}
        anything: Clause = {"levels": {"filters": {"filters": levels}}}
        asked = replace(self._opened.everything(Filters()), finding=mostly.enough(_TWO))
        (answer,) = self._ask([asked.counted(anything)])
        held = {
            int(level): bucket["doc_count"]
            for level, bucket in answer["aggregations"]["levels"]["buckets"].items()
        }
        return next((n for n in sorted(held, reverse=True) if held[n] >= FEW), 1)

    def _more(self, asked: Asked, candidates: list[Candidate], answer: Answer) -> _More:
        """Return what is asked for once the candidates are known, all of it in one request."""
        groups = sorted({each.group for each in candidates if each.grouped})
        grouped = asked.request.grouped and groups
        by_day = self._counted and needs_days(answer)
        amounts = list(led(self._plan.query))
        answers = iter(
            self._ask(
                [
                    *([members_of(asked, groups, texts=True)] if grouped else []),
                    *([asked.counted(BY_DAY)] if by_day else []),
                    *(each.search(self._opened) for each in amounts),
                ]
            )
        )
        return _More(
            members=candidates_of(next(answers)) if grouped else [],
            by_day=next(answers) if by_day else None,
            best_scores={
                each.names: each.best_score(self._opened, next(answers)) for each in amounts
            },
        )

    def _rows(self, answer: Answer) -> int:
        return rows_of(answer) if self._plan.request.grouped else total_of(answer)

    def _ask(self, searches: Sequence[Search]) -> list[Answer]:
        return self._opened.answers(searches)


def _joined(asked: Asked, mostly: Mostly, enough: int) -> Asked:
    """Return what finds the articles with enough of the words, too."""
    either_way = either([asked.finding, mostly.enough(enough)])
    return replace(asked, finding=either_way, scoring=mostly.scoring)


def as_asked(opened: OpenedIndex, plan: Plan) -> Asked:
    """Return what finds the articles that match the whole query of a plan."""
    return _asked(opened, plan, opened.translator(exact=plan.request.exact))[0]


def like(opened: OpenedIndex, query: Query, article: Candidate) -> Asked:
    """Return what finds the articles of a query but for one and its near duplicates."""
    found = opened.translator(exact=False).found(query)
    others: Clause = {"bool": {"must_not": [{"term": {"group": article.group}}]}}
    asked = opened.everything(Filters())
    return replace(
        asked,
        order=Sort.RELEVANCE,
        finding=every([found.finding, others]),
        scoring=found.scoring,
    )


def _asked(opened: OpenedIndex, plan: Plan, translator: Translator) -> tuple[Asked, bool]:
    """Return what finds the whole query of a plan, and whether its ranking is capped."""
    found = translator.found(plan.query)
    asked = replace(
        opened.everything(plan.request.filters),
        request=plan.request,
        order=plan.order,
        finding=found.finding,
        scoring=found.scoring,
    )
    return asked, found.capped


def members_of(asked: Asked, groups: list[int], *, texts: bool) -> Search:
    """Return the search for the members of some groups that are found."""
    among: Clause = {"terms": {"group": groups}}
    return replace(asked, also=(*asked.also, among), scoring=()).listed(_MEMBERS, texts=texts)
