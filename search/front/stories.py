"""The stories of some days: groups of articles, the most covered first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from search.engine.protocol import Finder, Headline, Highlights
from search.front.beginnings import Beginning
from search.front.grouping import central, grouped
from search.hits.hits import summaries
from search.hits.snippet import snippets
from search.request import Span
from search.results import Bar, Story, Summary

#: The stories of a front page, and the articles that each lists. Set by hand.
_STORIES, _LISTED = 7, 8
#: What makes a story: this many sources, or this many articles that are not near duplicates.
_SOURCES, _ARTICLES = 2, 3


@dataclass(frozen=True, slots=True)
class _Told:
    """A group of articles, and every printing of them, with what was left out of the index."""

    group: Sequence[Beginning]
    printed: Sequence[Headline]

    @property
    def sources(self) -> int:
        return len({headline.source for headline in self.printed if headline.source})


def stories(beginnings: Sequence[Beginning], finder: Finder, span: Span) -> tuple[Story, ...]:
    """Return the stories of the articles of a span, the most covered first."""
    told = [_told(group, finder) for group in grouped(beginnings, finder.statistics)]
    ranked = sorted(told, key=lambda each: (-each.sources, -len(each.printed)))
    chosen: list[Story] = []
    for each in ranked:
        if len(chosen) == _STORIES:
            break
        if each.sources >= _SOURCES or _different(each.group, finder) >= _ARTICLES:
            chosen.append(_story(each, finder, span))
    return tuple(chosen)


def _told(group: Sequence[Beginning], finder: Finder) -> _Told:
    headlines = [each.article.headline for each in group]
    copies = (copy for each in headlines if each.copies for copy in finder.identical(each.id))
    return _Told(group, [*headlines, *copies])


def _different(group: Sequence[Beginning], finder: Finder) -> int:
    """Return how many articles of a group are not near duplicates of one before, at most _ARTICLES.

    Nobody asks for more.
    """
    seen: set[str] = set()
    count = 0
    for article_id in (each.article.headline.id for each in group):
        if article_id not in seen:
            count += 1
            near = finder.near_duplicates(article_id, len(group))
            seen.update(article.headline.id for article in near)
        if count == _ARTICLES:
            break
    return count


def _story(told: _Told, finder: Finder, span: Span) -> Story:
    middle = central(told.group, finder.statistics).article
    listed = [each.article for each in told.group if each.article is not middle]
    first, *_ = summaries([told.group[0].article])
    (head,) = summaries([middle])
    return Story(
        central=head,
        lead=next(iter(snippets(middle.body, middle.body_words, Highlights().body)), None),
        first=_earliest(first, told.printed),
        sources=told.sources,
        articles=len(told.printed),
        days=tuple(_days(told.printed, span)),
        others=summaries(listed[: _LISTED - 1]),
    )


def _earliest(first: Summary, printed: Sequence[Headline]) -> Headline:
    """Return the earliest printing of a story: a copy may be older than what is indexed."""
    dated = (each for each in printed if each.published)
    return min(dated, key=lambda each: (each.published, each.id), default=first.headline)


def _days(printed: Sequence[Headline], span: Span) -> Iterator[Bar]:
    counts = Counter[date](each.published.date() for each in printed if each.published)
    for number in range((span.until - span.since).days + 1):
        day = span.since + timedelta(number)
        yield Bar(since=day, until=day, articles=counts[day])
