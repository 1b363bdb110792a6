"""The words of some texts as arrays, and the postings of any term among them.

Nothing is inverted as a whole: a query asks for a few dozen terms, and each is found by looking
through the words once.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.analysis import ROOT_TAG, STEM_TAG, Terms
from index.analysis.scanner import scan
from index.codec.inverter import stable_order
from index.codec.postings_writer import document_type
from index.codec.segment import PackedSpans, TermPostings, encoded_lengths
from index.quantities.spotting import Words
from index.quantities.terms import AMOUNT_TAG
from index.text.spans import Span
from search.engine.opensearch.candidates.word_table import WordTable

#: The kinds of terms by their tags; exact terms have none.
_KINDS = {STEM_TAG: Terms._fields.index("stem"), ROOT_TAG: Terms._fields.index("root")}
_NO_WORDS = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """The words of some texts, one after the other, those of text n from cuts[n] to cuts[n + 1].

    words (uint32) are columns of terms, owners (int64) the text of each, positions (int64) its
    place among the words of the text, starts and ends (uint32) its span in it. Beside each column
    of terms (int32, a row a kind, -1 for none) stands the number of its word in the table.
    """

    table: WordTable
    texts: Sequence[str]
    numbers: NDArray[np.uint32]
    terms: NDArray[np.int32]
    words: NDArray[np.uint32]
    owners: NDArray[np.int64]
    positions: NDArray[np.int64]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    cuts: NDArray[np.int64]

    def part(self, first: int, last: int) -> Self:
        """Return the words of the texts from one up to another."""
        begin, end = int(self.cuts[first]), int(self.cuts[last])
        of_texts = slice(begin, end)
        return replace(
            self,
            texts=self.texts[first:last],
            words=self.words[of_texts],
            owners=self.owners[of_texts] - first,
            positions=self.positions[of_texts],
            starts=self.starts[of_texts],
            ends=self.ends[of_texts],
            cuts=self.cuts[first : last + 1] - begin,
        )

    def spans(self, text: int) -> PackedSpans:
        """Return where the words of a text stand."""
        begin, end = self.cuts[text : text + 2].tolist()
        return PackedSpans.of(self.starts[begin:end], self.ends[begin:end])

    def lengths(self) -> NDArray[np.uint8]:
        """Return the encoded length in terms of every text, uint8; amounts do not count."""
        counts = np.count_nonzero(self.terms >= 0, axis=0)[self.words]
        lengths = np.bincount(self.owners, counts, len(self.texts))
        return encoded_lengths(lengths.astype(np.int64))

    def columns(self, term: str) -> list[int]:
        """Return the columns of the words that have a term."""
        of_kind = self.terms[_KINDS.get(term[:1], 0)]
        return (of_kind == self.table.number(term)).nonzero()[0].tolist()

    def amounts(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the words of the amounts, ascending, and the number of the term of each; int64."""
        numbers = self.numbers[self.words]
        printed = Words(numbers, self.starts, self.ends, self.cuts, self.texts)
        spotted = self.table.amounts(printed)
        lengths = spotted.last - spotted.first + 1
        before = np.cumsum(lengths) - lengths
        words = np.repeat(spotted.first - before, lengths) + np.arange(lengths.sum())
        return words, np.repeat(spotted.terms, lengths)


class FieldPostings:
    """The postings of the terms of a field, each found when it is asked for."""

    def __init__(self, words: PrintedWords, *, with_positions: bool = True) -> None:
        self.words, self._with_positions = words, with_positions
        longest = int(np.diff(words.cuts).max(initial=0))
        self._type = document_type(max(len(words.texts), longest))

    def term(self, term: str) -> TermPostings:
        """Return the postings of a term; those of a root have no positions."""
        if term[:1] == AMOUNT_TAG:
            return self.between(term, term + "\x00")
        found = self._postings(self._having(term))
        if self._with_positions and term[:1] != ROOT_TAG:
            return found
        return found._replace(positions=found.positions[:0])

    def between(self, first: str, last: str) -> TermPostings:
        """Return the postings of the amounts from first up to last, as those of one term."""
        terms, words, starts = self._amounts
        begin, end = (starts[bisect_left(terms, term)] for term in (first, last))
        return self._postings(np.sort(words[begin:end])) if begin < end else self._nowhere

    @cached_property
    def lengths(self) -> NDArray[np.uint8]:
        """Return the encoded length of every document, uint8."""
        return self.words.lengths()

    def _having(self, term: str) -> NDArray[np.int64]:
        """Return the words that have a term, ascending."""
        order, starts = self._by_column
        each = [order[slice(*starts[c : c + 2].tolist())] for c in self.words.columns(term)]
        return np.sort(np.concatenate(each)) if len(each) > 1 else each[0] if each else _NO_WORDS

    @cached_property
    def _by_column(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the words sorted by their columns, and where those of each column begin."""
        counts = np.bincount(self.words.words, minlength=self.words.terms.shape[1])
        return stable_order(self.words.words), np.append(0, np.cumsum(counts))

    @cached_property
    def _amounts(self) -> tuple[list[str], NDArray[np.int64], list[int]]:
        """Return the terms of amounts, sorted, their words, and where those of each begin."""
        words, numbers = self.words.amounts()
        held, codes = np.unique(numbers, return_inverse=True)
        named = [self.words.table.term(number) for number in held.tolist()]
        order = sorted(range(len(named)), key=named.__getitem__)
        ranks = np.argsort(np.array(order, np.int64))[codes]
        starts = np.append(0, np.cumsum(np.bincount(ranks, minlength=len(named))))
        return [named[each] for each in order], words[np.argsort(ranks)], starts.tolist()

    @cached_property
    def _nowhere(self) -> TermPostings:
        return self._postings(_NO_WORDS)

    def _postings(self, words: NDArray[np.int64]) -> TermPostings:
        """Return the postings of a term that ascending words have."""
        owners = self.words.owners[words]
        begins = np.ones(len(owners), np.bool_)
        np.not_equal(owners[1:], owners[:-1], out=begins[1:])
        firsts = begins.nonzero()[0]
        counts = np.append(firsts[1:], len(owners)) - firsts
        arrays = owners[firsts], counts, self.words.positions[words]
        return TermPostings(*(array.astype(self._type) for array in arrays))


def printed_words(
    texts: Sequence[str], left_out: Sequence[Sequence[Span]], table: WordTable
) -> PrintedWords:
    """Return the words of texts that have terms, without those in the parts left out of each."""
    found = scan(texts)
    numbers = table.words(found.distinct)
    terms = table.terms_of(numbers)
    kept = (terms[0] >= 0)[found.numbers]
    for text, spans in enumerate(left_out):
        of_text = slice(*found.cuts[text : text + 2].tolist())
        for start, end in spans:
            kept[of_text] &= (found.ends[of_text] <= start) | (found.starts[of_text] >= end)
    owners = np.repeat(np.arange(len(texts)), np.diff(found.cuts))[kept]
    cuts = np.searchsorted(owners, np.arange(len(texts) + 1))
    return PrintedWords(
        table=table,
        texts=texts,
        numbers=numbers,
        terms=terms,
        words=found.numbers[kept],
        starts=found.starts[kept],
        ends=found.ends[kept],
        owners=owners,
        positions=np.arange(len(owners)) - cuts[owners],
        cuts=cuts,
    )
