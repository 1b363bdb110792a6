"""Words and names that rise: more articles of some days have them than of the year before.

The likeliest are counted by the very requests that the page links to, in the span and in the year
before.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TypeAlias

from search.engine.protocol import Statistics
from search.front.beginnings import Beginning
from search.front.candidates import FEWEST, Candidate, candidates
from search.front.surprise import Sizes, surprise
from search.request import Request, Span
from search.results import Rising

#: Returns the number of articles that each request finds, see engine.protocol.Finder.counts.
Counts: TypeAlias = Callable[[Iterable[Request]], Iterator[int]]

#: The most that a page shows. Set by hand.
_SHOWN = 10
#: How many times the usual number it has at least: of a large one, a small rise is no chance and no
#: news. Set by hand.
_TIMES = 2
#: The least z-score: one word in a thousand rises so much by chance, and thousands are looked at.
_SURPRISING = 3.1
#: The share of articles in common from which two candidates are the same news. Set by hand.
_SAME = 0.4
#: The time before, and the fewest articles in it that anything can be compared with.
_YEAR, _ENOUGH = timedelta(365), 20


@dataclass(frozen=True, slots=True)
class _Counted:
    """A candidate with its articles in the span, the usual number of them, and its z-score."""

    candidate: Candidate
    now: int
    usual: float
    score: float

    @property
    def worth(self) -> float:
        return self.score * self.candidate.tells


def rising(
    beginnings: Sequence[Beginning], statistics: Statistics, counts: Counts, span: Span
) -> tuple[Rising, ...]:
    """Return what rises in a span, the most surprising first; beginnings are its articles'."""
    before = Span(span.since - _YEAR, span.since - timedelta(1))
    sizes = Sizes(*counts(Request().narrow(each) for each in (span, before)))
    if sizes.before < _ENOUGH:
        return ()
    likely = list(candidates(beginnings, statistics, sizes))
    counted = _counted(likely, counts, (span, before), sizes)
    best = sorted(filter(_has_risen, counted), key=lambda each: (-each.worth, each.candidate.text))
    return tuple(
        Rising(
            text=each.candidate.text,
            facet=each.candidate.facet,
            articles=each.now,
            usual=each.usual,
            request=each.candidate.request.narrow(span),
        )
        for each in islice(_distinct(best), _SHOWN)
    )


def _has_risen(counted: _Counted) -> bool:
    enough = counted.now >= max(FEWEST, _TIMES * counted.usual)
    return enough and counted.score >= _SURPRISING


def _counted(
    likely: Sequence[Candidate], counts: Counts, spans: tuple[Span, Span], sizes: Sizes
) -> Iterator[_Counted]:
    requests = (each.request.narrow(span) for each in likely for span in spans)
    numbers = counts(requests)  # in turn: in the span, before
    for candidate, now, before in zip(likely, numbers, numbers, strict=True):
        usual = before * sizes.now / sizes.before
        yield _Counted(candidate, now, usual, surprise(now, before, sizes))


def _distinct(best: Iterable[_Counted]) -> Iterator[_Counted]:
    """Yield what is not the same news as one before in other words."""
    chosen: list[_Counted] = []
    for each in best:
        if not any(_same(each, other) for other in chosen):
            chosen.append(each)
            yield each


def _same(one: _Counted, other: _Counted) -> bool:
    """Return whether two are forms of one word, are found together, or have the same articles."""
    first, second = one.candidate, other.candidate
    common = len(first.articles & second.articles)
    return (
        common > _SAME * len(first.articles | second.articles)
        or (first.lexemes <= second.kin and second.lexemes <= first.kin)
        or (one.now, one.usual) == (other.now, other.usual)  # two names for one thing
    )
