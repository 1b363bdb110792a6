"""Arrays over the articles that a cluster returned: what scores all documents scores these.

The texts are analyzed again, and whatever a query asks of them is found when it asks. What is said
of the whole archive (rarity, mean lengths) comes from its statistics.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import smallest
from index.codec.ragged import ragged
from index.codec.segment import TermPostings
from index.duplicates.near import NearDuplicates
from index.labels import Column, Labels, Names, years
from index.postings import DocumentNumbers, Occurrences, Postings, locate
from index.schema import NAMED_FACETS, NO_DATE, PRINTED_FACETS, TEXT_FIELDS, YEAR, moment
from index.stored_article import Headline, PackedParts, StoredArticle
from index.text.spans import spans_of_text
from index.text.web_address import harmless, web_address
from search.engine.opensearch.candidates.candidate import Candidate
from search.engine.opensearch.candidates.of_archive import OfArchive
from search.engine.opensearch.candidates.printed_words import FieldPostings, printed_words
from search.engine.opensearch.candidates.word_table import word_table
from search.engine.protocol import Statistics

#: Returns how many articles of the archive have a term of ranges in a field.
HeldBetween: TypeAlias = Callable[[str, Sequence[tuple[str, str]]], int]
#: Returns what a printed label of a facet is called.
Shown: TypeAlias = Callable[[str, str], str]
_PRINTED = {facet.words_field: facet.name for facet in PRINTED_FACETS}
_NAMED = frozenset(facet.name for facet in NAMED_FACETS)
_NO_LOCATIONS = np.zeros(0, np.int64)


class CandidateReader(OfArchive):
    """Some articles, numbered in the order of the archive. Threads may share it."""

    def __init__(
        self,
        candidates: Iterable[Candidate],
        statistics: Statistics,
        held_between: HeldBetween,
        shown: Shown,
    ) -> None:
        self._candidates = sorted(candidates, key=attrgetter("seq"))
        super().__init__(statistics)
        self._held_between, self._shown = held_between, shown
        self._terms: dict[tuple[str, str], TermPostings] = {}
        self._amounts: dict[tuple[str, str, str], TermPostings] = {}
        self._small: dict[str, FieldPostings] = {}
        self._columns: dict[str, Column] = {}

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._candidates)

    def analyze(self) -> None:
        """Analyze the texts now, and not when the first word of a query is looked for."""
        for field in TEXT_FIELDS:
            self._field(field)

    @cached_property
    def ids(self) -> Sequence[str]:
        """Return every document's id."""
        return [candidate.id for candidate in self._candidates]

    def document(self, article_id: str) -> int | None:
        """Return the number of the document with an id, None if there is none."""
        return self._numbers.get(article_id)

    @cached_property
    def published(self) -> NDArray[np.int64]:
        """Return the publication moments, in seconds since 1970; NO_DATE for none."""
        return np.array([candidate.published for candidate in self._candidates], np.int64)

    def labels(self, facet: str) -> Column:
        """Return the column of a facet; sources and sections are called what they are shown as."""
        if facet not in self._columns:
            self._columns[facet] = self._column(facet)
        return self._columns[facet]

    def postings(self, field: str, term: str) -> Postings:
        """Return the posting list of a term in a field."""
        found = self._term(field, term)
        return Postings(found.documents, found.frequencies)

    def occurrences(self, field: str, term: str) -> Occurrences:
        """Return where a term occurs: documents, counts in them, and all positions.

        Roots and the small fields have no positions: they occur nowhere.
        """
        documents, counts, positions = self._term(field, term)
        kept = len(documents) if len(positions) else 0
        return documents[:kept], counts[:kept], positions

    def places_in(
        self, field: str, terms: tuple[str, ...], documents: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the locations of any of the terms in ascending documents, ascending int64."""
        return _places((self.occurrences(field, term) for term in terms if term), documents)

    def documents_between(self, field: str, first: str, last: str) -> DocumentNumbers:
        """Return the documents with an amount from first up to last, ascending."""
        return self._between(field, first, last).documents

    def places_between(
        self, field: str, ranges: Sequence[tuple[str, str]], documents: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the locations of the amounts of ranges in some documents, ascending int64."""
        return _places((self._between(field, *each) for each in ranges), documents)

    def length_bytes(self, field: str) -> NDArray[np.uint8]:
        """Return the encoded length of field of every document, uint8."""
        return self._field(field).lengths

    def stored(self, document: int) -> StoredArticle:
        """Return the article of a document number."""
        candidate = self._candidates[document]
        url = web_address(candidate.url)
        headline = Headline(
            id=candidate.id,
            url=url,
            title=candidate.title,
            source=self._shown("source", candidate.source),
            section=self._shown("section", candidate.section),
            author=self._shown("author", candidate.author),
            published=moment(candidate.published),
            copies=candidate.copies,
            no_address="" if url else harmless(candidate.url),
        )
        title, body = (self._field(field).words.spans(document) for field in TEXT_FIELDS)
        return StoredArticle(
            headline=headline,
            body=candidate.body,
            packed=PackedParts(title, body, candidate.repeated),
            names=candidate.names,
        )

    @cached_property
    def near_duplicates(self) -> NearDuplicates:
        """Return which of the documents are near duplicates of which."""
        groups = np.array([candidate.group for candidate in self._candidates], np.int64)
        undated = self.published == NO_DATE
        order = np.lexsort((self.published, undated, groups))
        begins = np.ones(len(order), np.bool_)
        begins[1:] = groups[order][1:] != groups[order][:-1]
        firsts = np.flatnonzero(begins)
        sizes = np.diff(np.append(firsts, len(order)))
        group = np.empty_like(order)
        group[order] = np.repeat(order[firsts], sizes)
        return NearDuplicates(group, order[np.repeat(sizes > 1, sizes)])

    def held_between(self, field: str, ranges: Sequence[tuple[str, str]]) -> int:
        """Return the number of articles of the archive with a term of ranges."""
        return self._held_between(field, ranges)

    def _term(self, field: str, term: str) -> TermPostings:
        if (field, term) not in self._terms:
            self._terms[field, term] = self._field(field).term(term)
        return self._terms[field, term]

    def _between(self, field: str, first: str, last: str) -> TermPostings:
        if (field, first, last) not in self._amounts:
            self._amounts[field, first, last] = self._field(field).between(first, last)
        return self._amounts[field, first, last]

    def _field(self, field: str) -> FieldPostings:
        if field in TEXT_FIELDS:
            return self._texts[field]
        if field not in self._small:
            self._small[field] = self._of_labels(_PRINTED[field])
        return self._small[field]

    @cached_property
    def _texts(self) -> dict[str, FieldPostings]:
        """Return the postings of titles and bodies, which are analyzed together."""
        count = len(self)
        titles = [candidate.title for candidate in self._candidates]
        bodies = [candidate.body for candidate in self._candidates]
        left_out = [spans_of_text(candidate.repeated) for candidate in self._candidates]
        words = printed_words([*titles, *bodies], [*[()] * count, *left_out], word_table())
        parts = words.part(0, count), words.part(count, 2 * count)
        return dict(zip(TEXT_FIELDS, map(FieldPostings, parts), strict=True))

    def _of_labels(self, facet: str) -> FieldPostings:
        """Return the postings of the words of printed labels, which have no positions."""
        labels = [getattr(candidate, facet) for candidate in self._candidates]
        return FieldPostings(printed_words(labels, [], word_table()), with_positions=False)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {article_id: number for number, article_id in enumerate(self.ids)}

    def _column(self, facet: str) -> Column:
        if facet == YEAR.name:
            return years(self.published)
        if facet in _NAMED:
            return _names([_of_facet(each.names, facet) for each in self._candidates])
        return _labels([self._shown(facet, getattr(each, facet)) for each in self._candidates])


def _places(each: Iterable[Occurrences], documents: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the locations in ascending documents of what has some occurrences, ascending."""
    found = (locate(*occurrences, documents) for occurrences in each if len(occurrences[0]))
    return np.unique(np.concatenate([_NO_LOCATIONS, *found]))


def _of_facet(names: tuple[tuple[str, str], ...], facet: str) -> list[str]:
    return [name for of_facet, name in names if of_facet == facet]


def _labels(values: Sequence[str]) -> Labels:
    """Return the column of documents that have one value each, which may be ""."""
    numbers = _numbered(values)
    codes = np.array([numbers[value] for value in values], np.int32)
    return Labels(tuple(numbers), codes)


def _names(rows: Sequence[Sequence[str]]) -> Names:
    """Return the column of documents that have any number of values each."""
    numbers = _numbered(chain.from_iterable(rows))
    coded = [sorted(numbers[name] for name in row) for row in rows]
    return Names(tuple(numbers), ragged(coded, smallest(len(numbers))))


def _numbered(values: Iterable[str]) -> dict[str, int]:
    """Return the number of each distinct value among all of them, sorted."""
    return {value: number for number, value in enumerate(sorted(set(values)))}
