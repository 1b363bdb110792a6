"""The list behind its candidates: in the cluster's own order, read as far as it is asked for.

There are no texts in it, only what says which article stands in which row. Near duplicates are
folded as on one machine: the earliest that is found is shown, and where it stands by its score.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.schema import NO_DATE
from search.engine.opensearch.asked import Asked
from search.engine.opensearch.candidates.candidate import Candidate
from search.engine.opensearch.first_stage import members_of
from search.engine.opensearch.opened import OpenedIndex, candidates_of

#: The articles of a request. Set by hand: columns of some hundreds take a few milliseconds.
_READ = 500


class ListedId(NamedTuple):
    """A row of a list: an article's id, and how many near duplicates are folded under it.

    score is known of the candidates.
    """

    id: str
    near_duplicates: int = 0
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Tail:
    """The rows of a list after some sort values, but for articles that stand before it."""

    opened: OpenedIndex
    asked: Asked
    before: frozenset[str]
    after: Sequence[object] | None = None

    def __iter__(self) -> Iterator[ListedId]:
        """Yield the rows in order; each request reads some hundreds."""
        for some in self._read():
            shown = self._shown(some)
            for each in some:
                row = shown.get(each.group, ListedId(each.id))
                if row.id == each.id and each.id not in self.before:
                    yield row

    def _read(self) -> Iterator[list[Candidate]]:
        """Yield the articles of the list in order, without their texts, some at a time."""
        after = self.after
        while True:
            answer = self.opened.answer(self.asked.listed(_READ, texts=False, after=after))
            found = candidates_of(answer)
            if not found:
                return
            yield found
            after = answer["hits"]["hits"][-1]["sort"]

    def _shown(self, some: list[Candidate]) -> Mapping[int, ListedId]:
        """Return the row of each group of near duplicates among some articles, by the group."""
        groups = sorted({each.group for each in some if each.grouped})
        if not groups or not self.asked.request.grouped:
            return {}
        answer = self.opened.answer(members_of(self.asked, groups, texts=False))
        members: dict[int, list[Candidate]] = {}
        for each in candidates_of(answer):
            members.setdefault(each.group, []).append(each)
        return {
            group: ListedId(min(found, key=_earliness).id, len(found) - 1)
            for group, found in members.items()
        }


def _earliness(candidate: Candidate) -> tuple[bool, int, int]:
    """Return what sorts the members of a group: the undated come last."""
    return candidate.published == NO_DATE, candidate.published, candidate.seq
