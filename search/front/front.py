"""The front page of an archive: its last days, the stories in them, and what rises.

All of it is asked of an engine by plans, as a reader's requests are: what a page says can be
searched for, and every engine has it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from search.engine.protocol import Finder, Statistics
from search.front.beginnings import Beginning, beginnings
from search.front.examples import examples
from search.front.rising import Counts, rising
from search.front.stories import stories
from search.query.plan import Plan
from search.request import Request, Sort, Span, Window
from search.results import Front, IndexInfo

#: The days that are the last ones: the fewest that hold enough articles. Set by hand.
_DAYS, _ENOUGH = (7, 30, 365), 20
#: The most articles that are read: the newest of the span.
_READ = 2000


def front(
    finder: Finder, index: IndexInfo, plan: Callable[[Request], Plan], counts: Counts
) -> Front:
    """Return the front page of a finder's archive, index; plan and counts are for its requests."""
    statistics = finder.statistics
    whole = finder.collect(plan(Request(sort=Sort.NEWEST, window=Window(size=1))))
    span = _last_days(statistics, counts)
    read = _read(finder, plan, span) if span else []
    return Front(
        index=index,
        since=span and span.since,
        until=span and span.until,
        articles=next(counts([_within(span)])) if span else 0,
        stories=stories(read, finder, span) if span else (),
        rising=rising(read, statistics, counts, span) if span else (),
        timeline=whole.timeline,
        examples=examples(finder, counts),
    )


def _last_days(statistics: Statistics, counts: Counts) -> Span | None:
    """Return the last days that hold enough articles, None for an archive without dates.

    A day after the version was built is a misprint.
    """
    first, last = statistics.span
    if first is None or last is None:
        return None
    last = max(first, min(last, statistics.built.date()))
    spans = [Span(last - timedelta(days - 1), last) for days in _DAYS]
    for span in spans[:-1]:
        if next(counts([_within(span)])) >= _ENOUGH:
            return span
    return spans[-1]


def _read(finder: Finder, plan: Callable[[Request], Plan], span: Span) -> list[Beginning]:
    newest = replace(_within(span), sort=Sort.NEWEST, grouped=False, window=Window(size=_READ))
    return beginnings(article for article, _ in finder.export(plan(newest)).articles)


def _within(span: Span) -> Request:
    return Request().narrow(span)
