"""What may rise: the words that articles begin with, and what they name.

There are thousands: those are chosen that the articles of the span have oftener than all the rest
of the archive, which is known without a search.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.analysis import STEM_TAG, kin_terms
from index.analysis.stem import OR
from index.schema import NAMED_FACETS
from search.engine.protocol import Statistics
from search.front.beginnings import Beginning
from search.front.phrases import Phrases
from search.front.surprise import Sizes, surprise
from search.request import Label, Request

#: The words, and the names, that are chosen. Set by hand.
_CHOSEN = 60
#: The fewest articles of each, and the fewest sources where the span has several. Set by hand.
FEWEST, _SOURCES = 3, 2
#: What a name or a phrase is worth beside a single word of the same news: it says more. Set by
#: hand.
_TELLING = 1.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may rise: its text, the stems and facet of that, its request and its articles.

    articles are the numbers of those of the span that have it; facet is "" for words.
    """

    text: str
    facet: str
    stems: tuple[str, ...]
    request: Request
    articles: frozenset[int]

    @property
    def tells(self) -> float:
        """Return what the text is worth beside others."""
        return _TELLING if self.facet or len(self.stems) > 1 else 1.0

    @property
    def lexemes(self) -> frozenset[str]:
        """Return the lexemes of the text."""
        return _lexemes(self.stems)

    @property
    def kin(self) -> frozenset[str]:
        """Return the lexemes of the text and those near them: سعودي and السعودية meet."""
        kin = map(kin_terms, self.stems)
        near = (stem for each in kin for stem in (*each.same, *each.near))
        return _lexemes((*self.stems, *near))


def candidates(
    beginnings: Sequence[Beginning], statistics: Statistics, sizes: Sizes
) -> Iterator[Candidate]:
    """Yield the names and words that are likeliest to have risen."""
    likely = _Likely(beginnings, statistics, sizes)
    yield from _names(beginnings, statistics, likely)
    yield from _words(beginnings, statistics, likely)


class _Likely:
    """What is likely to rise: as if the time before was all the rest of the archive."""

    def __init__(
        self, beginnings: Sequence[Beginning], statistics: Statistics, sizes: Sizes
    ) -> None:
        self._sources = [each.article.headline.source for each in beginnings]
        self._sizes = Sizes(sizes.now, statistics.articles - sizes.now)
        self._fewest = min(_SOURCES, len(set(self._sources)))

    def score(self, articles: Collection[int], held: int) -> float:
        """Return the z-score of what articles of the span have and so many of the archive hold.

        It is 0 if too few have it, or if only one of several sources does: that is its manner.
        """
        sources = {self._sources[number] for number in articles}
        if len(articles) < FEWEST or len(sources) < self._fewest:
            return 0.0
        # Of a span with very many articles not all are read: the others seem to be of before.
        before = min(max(held - len(articles), 0), self._sizes.before)
        return surprise(len(articles), before, self._sizes)


def _words(
    beginnings: Sequence[Beginning], statistics: Statistics, likely: _Likely
) -> Iterator[Candidate]:
    articles: defaultdict[str, set[int]] = defaultdict(set)
    for number, beginning in enumerate(beginnings):
        for stem in {word.stem for word in beginning.words if word.stem}:
            articles[stem].add(number)
    scored = (
        (likely.score(having, statistics.held("body", stem)), stem)
        for stem, having in articles.items()
        if len(having) >= FEWEST
    )
    best = [stem for score, stem in heapq.nlargest(_CHOSEN, scored) if score > 0]
    phrases = Phrases(beginnings, best)
    for stem in best:
        stems = phrases.around(stem)
        if text := phrases.printed(stems):
            having = frozenset(articles[stem])
            yield Candidate(text, "", stems, Request(text=text), having)


def _names(
    beginnings: Sequence[Beginning], statistics: Statistics, likely: _Likely
) -> Iterator[Candidate]:
    articles: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for number, beginning in enumerate(beginnings):
        for name in beginning.article.names:
            articles[name].add(number)
    held = {facet.name: dict(statistics.label_counts(facet.name)) for facet in NAMED_FACETS}
    scored = (
        (likely.score(having, held[facet].get(value, 0)), facet, value)
        for (facet, value), having in articles.items()
    )
    for score, facet, value in heapq.nlargest(_CHOSEN, scored):
        if score > 0:
            stems = tuple(word.stem for word in statistics.analyzer.words(value) if word.stem)
            request = Request().narrow(Label(facet, value))
            yield Candidate(value, facet, stems, request, frozenset(articles[facet, value]))


def _lexemes(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(name for stem in stems for name in stem.removeprefix(STEM_TAG).split(OR))
