"""The numbers of a whole archive, without its articles: what a reader of a cluster keeps by itself.

    about.json                               few numbers, and checksums of the rest (about)
    terms.FIELD.letters.npy, .ends.npy       the sorted terms of a field; .slots.npy finds them
    terms.FIELD.counts.npy                   the number of articles with each
    terms.FIELD.amounts.npy                  the numbers of the articles with each term of an amount
    labels.letters.npy, .ends.npy            the values of the facets, one facet after the other
    labels.counts.npy, labels.days.npy       their articles, and the first and the last day of each
    marks.npy                                the place of every thousandth article in the archive
    vocabulary.…, phrases.…                  as in the version (vocabulary, phrases)

They are exactly those that index.reader gives for the version.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.analysis import ArabicAnalyzer
from index.cluster.statistics.about import FETCH_AGAIN, FOREIGN, About, unreadable
from index.cluster.statistics.arrays import LabelNumbers, Terms
from index.codec.arrays import read_array
from index.codec.segment import FIELDS
from index.phrases.phrases import Phrases, read_phrases
from index.versions.manifest import IndexDamagedError
from index.versions.small_files import printable
from index.versions.vocabulary import Vocabulary, read_vocabulary

TERMS, LABELS, MARKS = "terms", "labels", "marks.npy"
#: A mark is the place of the first of so many articles: a page of the catalogue passes over fewer
#: than these. Set by hand.
MARKED = 1000


class ArchiveStatistics:
    """What is known of a whole archive without its articles. Threads may share it."""

    def __init__(self, directory: Path, about: About) -> None:
        """Open the verified files of directory."""
        self.directory = directory
        self.name, self.articles, self.span = about.name, about.articles, about.span
        self.shards, self.last = about.shards, about.last
        self.built = datetime.fromisoformat(about.created)
        self.analyzer = ArabicAnalyzer()
        self.marks: NDArray[np.int64] = read_array(directory / MARKS)
        self.vocabulary: Vocabulary = read_vocabulary(directory)
        self.phrases: Phrases = read_phrases(directory)
        self._about = about
        self._terms = {field: Terms.read(directory / f"{TERMS}.{field}") for field in FIELDS}
        self._labels = LabelNumbers.read(directory / LABELS, about.labels)

    def held(self, field: str, term: str) -> int:
        """Return the number of articles that contain a term in a field."""
        return self._terms[field].held(term)

    def held_between(self, field: str, ranges: Sequence[tuple[str, str]]) -> int:
        """Return the number of articles with an amount in any of some ranges.

        Each is from a term of an amount up to another; raises ValueError for other terms.
        """
        having = np.zeros(self.articles, np.bool_)
        for first, last in ranges:
            having[self._terms[field].with_amounts(first, last)] = True
        return int(np.count_nonzero(having))

    def average_length(self, field: str) -> float:
        """Return the mean length of field over all articles, in terms, as their bytes encode it."""
        return self._about.average_lengths[field]

    def expand_prefix(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms of field that begin with prefix, at most limit."""
        return self._terms[field].frequent(prefix, limit)

    def daily_counts(self) -> list[tuple[date, int]]:
        """Return the days on which articles were published with their number, ascending."""
        return self._about.days

    def label_counts(self, facet: str) -> list[tuple[str, int]]:
        """Return the values of a facet with their number of articles, the most frequent first.

        They are as printed; "" counts the articles without a value.
        """
        return self._counted[facet]

    @cached_property
    def _counted(self) -> dict[str, list[tuple[str, int]]]:
        return {facet: self._labels.counted(facet) for facet in self._labels.bounds}

    def label_spans(self, facet: str) -> dict[str, tuple[date, date]]:
        """Return the first and the last day of the dated articles of each value of a facet."""
        return self._labels.spans(facet)


def read_statistics(directory: Path) -> ArchiveStatistics:
    """Return the statistics in directory, memory-mapped, after verifying its files.

    Raises IndexDamagedError, IndexOutdatedError or IndexUnreadableError.
    """
    about = About.read(directory)
    about.verify(directory)
    try:
        return ArchiveStatistics(directory, about)
    except FileNotFoundError as error:
        raise IndexDamagedError(f"{error.filename}: missing; {FETCH_AGAIN}") from error
    except OSError as error:
        raise unreadable(directory, error) from error
    except FOREIGN as error:
        raise IndexDamagedError(
            f"{directory}: cannot be read ({printable(error)}); {FETCH_AGAIN}"
        ) from error
