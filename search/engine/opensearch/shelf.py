"""Articles of a cluster by their ids and places: single ones, copies, near duplicates, samples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from zlib import crc32

from index.cluster.client import Search, is_partial
from index.cluster.faults import ClusterError
from index.cluster.mapping import indexed_term
from index.cluster.statistics.archive import MARKED
from index.schema import moment
from index.stored_article import Headline, StoredArticle
from search.engine.opensearch.asked import columns
from search.engine.opensearch.candidates.candidate import Candidate
from search.engine.opensearch.opened import Answer, OpenedIndex, candidates_of, of_ids
from search.engine.opensearch.translation.clauses import EVERYTHING, Clause, every, holding

#: The articles of the catalogue that a request reads. Set by hand: their columns take 50 kB.
_READ = 1000
_EARLIEST = ({"published": {"order": "asc", "missing": "_last"}}, {"seq": "asc"})


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles of an index, each as it was printed. Threads may share it."""

    opened: OpenedIndex
    #: What was found: the page of an article asks for it several times.
    _found: dict[str, Candidate | None] = field(default_factory=dict)

    def candidate(self, article_id: str) -> Candidate | None:
        """Return the article of an id, None if there is none.

        Raises ClusterError if it may be in a part of the archive that does not answer.
        """
        if article_id not in self._found:
            self._found[article_id] = self._candidate(article_id)
        return self._found[article_id]

    def _candidate(self, article_id: str) -> Candidate | None:
        answer = self._answer(of_ids([article_id]))
        found = candidates_of(answer)
        if not found and is_partial(answer):
            cluster = self.opened.cluster.address
            raise ClusterError(
                f"{cluster}: the part of the archive that may have {article_id}"
                " does not answer; start its nodes, and it does again"
            )
        return found[0] if found else None

    def article(self, article_id: str) -> StoredArticle | None:
        """Return the article of an id as it was printed, None if there is none."""
        found = self.candidate(article_id)
        return self.stored([found])[0] if found else None

    def stored(self, candidates: Sequence[Candidate]) -> list[StoredArticle]:
        """Return articles as they were printed, in their order."""
        reader = self.opened.reader(candidates)
        numbers = {article_id: number for number, article_id in enumerate(reader.ids)}
        return [reader.stored(numbers[each.id]) for each in candidates]

    def first(self) -> StoredArticle:
        """Return the first article of the archive."""
        body = {"size": 1, "query": EVERYTHING, "sort": [{"seq": "asc"}]}
        return self.stored(candidates_of(self._answer(body)))[0]

    def leading(self, article_id: str) -> str | None:
        """Return the id of the article that another id leads to, None if there is none."""
        query = {"bool": {"filter": [{"term": {"also": article_id}}]}}
        found = self._answer({"size": 1, "query": query, **columns()})
        return next((each.id for each in candidates_of(found)), None)

    def identical(self, article_id: str) -> list[Headline]:
        """Return the identical articles that were left out of the index beside one."""
        answer = self._answer({**of_ids([article_id]), "_source": ["copies"]})
        hits = answer["hits"]["hits"]
        copies = hits[0]["_source"].get("copies", []) if hits else []
        return [self._headline(copy) for copy in copies]

    def near_duplicates(self, of: Candidate, limit: int) -> list[StoredArticle]:
        """Return the near duplicates of an article, the earliest first, at most limit."""
        if not of.grouped:
            return []
        query = {
            "bool": {
                "filter": [{"term": {"group": of.group}}],
                "must_not": [{"term": {"id": of.id}}],
            }
        }
        body = {"size": limit, "query": query, "sort": list(_EARLIEST)}
        return self.stored(candidates_of(self._answer(body)))

    def bodies(self, words: Sequence[str], most: int) -> Iterator[str]:
        """Yield bodies that contain all the exact forms, at most most, from all over the archive.

        They are chosen at random, the same ones for the same words.
        """
        needed = every(holding("body", [indexed_term(word)]) for word in words)
        chance = {"seed": crc32(" ".join(words).encode(errors="replace")), "field": "seq"}
        query = {"function_score": {"query": needed, "random_score": chance}}
        body = {"size": most, "query": query, "_source": ["body"], "track_total_hits": False}
        for hit in self._answer(body)["hits"]["hits"]:
            yield hit["_source"]["body"]

    def catalogue(self, begin: int, most: int) -> Iterator[tuple[str, date | None]]:
        """Yield id and day of most of all articles from a number on."""
        marks = self.opened.statistics.marks
        mark = begin // MARKED
        if mark < len(marks):
            yield from islice(self._from(marks[mark]), begin % MARKED, begin % MARKED + most)

    def _from(self, seq: int) -> Iterator[tuple[str, date | None]]:
        """Yield id and day of all articles from a place in the archive on."""
        while True:
            query: Clause = {"range": {"seq": {"gte": seq}}}
            body = {"size": _READ, "query": query, "sort": [{"seq": "asc"}], **columns()}
            found = candidates_of(self._answer({**body, "track_total_hits": False}))
            for each in found:
                when = moment(each.published)
                yield each.id, when and when.date()
            if len(found) < _READ:
                return
            seq = found[-1].seq + 1

    def _headline(self, copy: dict[str, Any]) -> Headline:
        shown, published = self.opened.statistics.names.shown, copy.get("published")
        return Headline(
            id=copy["id"],
            url=copy.get("url", ""),
            title=copy.get("title", ""),
            source=shown("source", copy.get("source", "")),
            section=shown("section", copy.get("section", "")),
            author=copy.get("author", ""),
            published=datetime.fromisoformat(published) if published else None,
        )

    def _answer(self, body: Clause) -> Answer:
        return self.opened.answer(Search(body))
