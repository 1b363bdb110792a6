"""Which searches found nothing: what readers look for in vain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from web.logs.reading import Logged

#: The routes by which somebody searches. A feed that is asked for every hour is nobody.
_SEARCHES = frozenset(("pages.results", "api.search", "trends.page"))


@dataclass(slots=True)
class ZeroHits:
    """A text that found nothing: how often, when last, and how often others were suggested."""

    text: str
    count: int
    last: datetime
    suggested: int | None


@dataclass(slots=True)
class Tally:
    """What is found in a log: the searches that it has, with and without their texts."""

    found: dict[str, ZeroHits]
    requests: int = 0
    unread: int = 0
    with_texts: bool = False
    without_texts: bool = False

    @property
    def by_count(self) -> list[ZeroHits]:
        """The texts that found nothing, the most frequent first, then the latest."""
        return sorted(self.found.values(), key=lambda each: (-each.count, -each.last.timestamp()))


def count(requests: Iterable[Logged | None], since: date | None = None) -> Tally:
    """Return what the requests of a log found nothing for, from a day on."""
    tally = Tally({})
    for each in requests:
        if each is None:
            tally.unread += 1
        elif since is None or each.time.date() >= since:
            _add(tally, each)
    return tally


def _add(tally: Tally, request: Logged) -> None:
    tally.requests += 1
    if request.route not in _SEARCHES:
        return
    if request.texts is None:
        tally.without_texts = True
        return
    # A search without a text is logged alike whether or not the texts of others are.
    tally.with_texts |= bool(request.texts)
    if request.results == 0:
        for text in dict.fromkeys(" ".join(each.split()) for each in request.texts):
            if text:
                _add_text(tally.found, text, request)


def _add_text(found: dict[str, ZeroHits], text: str, request: Logged) -> None:
    known = found.setdefault(text, ZeroHits(text, 0, request.time, None))
    known.count += 1
    known.last = max(known.last, request.time)
    if request.suggested is not None:
        known.suggested = (known.suggested or 0) + request.suggested
