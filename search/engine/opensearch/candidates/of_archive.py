"""What is said of a whole archive, whichever of its documents are looked at."""

from datetime import date, datetime

from index.analysis import ArabicAnalyzer
from index.phrases.phrases import Phrases
from index.versions.vocabulary import Vocabulary
from search.engine.protocol import Statistics


class OfArchive:
    """The Statistics of an archive, passed on."""

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics

    @property
    def name(self) -> str:
        """Return the name of the version."""
        return self._statistics.name

    @property
    def articles(self) -> int:
        """Return the number of articles in the archive."""
        return self._statistics.articles

    @property
    def built(self) -> datetime:
        """Return when the version was built, with its time zone."""
        return self._statistics.built

    @property
    def span(self) -> tuple[date | None, date | None]:
        """Return the first and the last day on which an article was published."""
        return self._statistics.span

    @property
    def analyzer(self) -> ArabicAnalyzer:
        """Return the analyzer that the articles were indexed with."""
        return self._statistics.analyzer

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the printed words and their counts."""
        return self._statistics.vocabulary

    @property
    def phrases(self) -> Phrases:
        """Return the phrases that articles repeat, with their counts."""
        return self._statistics.phrases

    def held(self, field: str, term: str) -> int:
        """Return the number of articles of the archive that contain a term in a field."""
        return self._statistics.held(field, term)

    def average_length(self, field: str) -> float:
        """Return the mean length of a field over the archive, in terms."""
        return self._statistics.average_length(field)

    def expand_prefix(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms of field that begin with prefix, at most limit."""
        return self._statistics.expand_prefix(field, prefix, limit)

    def daily_counts(self) -> list[tuple[date, int]]:
        """Return the days on which articles were published with their number, ascending."""
        return self._statistics.daily_counts()

    def label_counts(self, facet: str) -> list[tuple[str, int]]:
        """Return the values of a facet with their number of articles of the archive."""
        return self._statistics.label_counts(facet)
