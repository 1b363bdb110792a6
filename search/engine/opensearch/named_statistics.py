"""The statistics of an archive in a cluster, whose labels are called by their names."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property

from index.analysis import ArabicAnalyzer
from index.cluster.statistics import ArchiveStatistics
from index.phrases.phrases import Phrases
from index.versions.vocabulary import Vocabulary
from search.engine.opensearch.translation.filters import PrintedLabels, printed_labels
from search.names.labels import LabelNames
from search.names.table import NAMED, NameTable


class NamedStatistics:
    """Statistics, with the labels that are called the same counted as one. Threads may share it."""

    def __init__(self, archive: ArchiveStatistics, names: NameTable) -> None:
        self._archive = archive
        printed = {facet: archive.label_counts(facet) for facet in NAMED}
        self.names = LabelNames(names, printed)
        #: The labels as they were printed, by what they are called.
        self.printed: PrintedLabels = printed_labels(self.names, archive.label_counts)
        self._label_counts: dict[str, list[tuple[str, int]]] = {}

    @property
    def name(self) -> str:
        """Return the name of the version."""
        return self._archive.name

    @property
    def articles(self) -> int:
        """Return the number of articles."""
        return self._archive.articles

    @property
    def built(self) -> datetime:
        """Return when the version was built, with its time zone."""
        return self._archive.built

    @property
    def span(self) -> tuple[date | None, date | None]:
        """Return the first and the last day on which an article was published."""
        return self._archive.span

    @property
    def analyzer(self) -> ArabicAnalyzer:
        """Return the analyzer that the articles were indexed with."""
        return self._archive.analyzer

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the printed words and their counts."""
        return self._archive.vocabulary

    @property
    def phrases(self) -> Phrases:
        """Return the phrases that articles repeat, with their counts."""
        return self._archive.phrases

    @cached_property
    def marks(self) -> list[int]:
        """Return the place of every thousandth article in the archive (cluster.statistics)."""
        marks: list[int] = self._archive.marks.tolist()
        return marks

    def held(self, field: str, term: str) -> int:
        """Return the number of articles that contain a term in a field."""
        return self._archive.held(field, term)

    def held_between(self, field: str, ranges: Sequence[tuple[str, str]]) -> int:
        """Return the number of articles with a term of the ranges in a field."""
        return self._archive.held_between(field, ranges)

    def average_length(self, field: str) -> float:
        """Return the mean length of a field, in terms."""
        return self._archive.average_length(field)

    def expand_prefix(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms of field that begin with prefix, at most limit."""
        return self._archive.expand_prefix(field, prefix, limit)

    def daily_counts(self) -> list[tuple[date, int]]:
        """Return the days on which articles were published with their number, ascending."""
        return self._archive.daily_counts()

    def label_counts(self, facet: str) -> list[tuple[str, int]]:
        """Return the values of a facet with their number of articles, the most frequent first."""
        if facet not in self._label_counts:
            self._label_counts[facet] = self._named_counts(facet)
        return self._label_counts[facet]

    def printed_values(self, facet: str) -> int:
        """Return how many values of a facet are printed, that of no value counted."""
        return len(self._archive.label_counts(facet))

    def label_spans(self, facet: str) -> dict[str, tuple[date, date]]:
        """Return the first and the last day of the dated articles of each label."""
        spans: dict[str, tuple[date, date]] = {}
        for printed, (first, last) in self._archive.label_spans(facet).items():
            if printed:
                shown = self.names.shown(facet, printed)
                begin, end = spans.get(shown, (first, last))
                spans[shown] = min(begin, first), max(end, last)
        return spans

    def _named_counts(self, facet: str) -> list[tuple[str, int]]:
        printed = self._archive.label_counts(facet)
        if facet not in NAMED:
            return printed
        counts: Counter[str] = Counter()
        for label, articles in printed:
            counts[self.names.shown(facet, label)] += articles
        return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
