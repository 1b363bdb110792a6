"""The day of a page: of all that it says, the moment as it was printed.

The first that can be read counts: JSON-LD, meta, then what readers see near the title. The same
moment in UTC and on another clock: the other one, because 23:00Z is the next day in Cairo.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from index.articles.dates import DateError, NotADateError, parse_date
from index.articles.readers.web.page_tree import (
    Element,
    around,
    is_longer,
    is_of_the_site,
    names_of,
)
from index.text.relative_dates import ago

_ZONE = re.compile(r"\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)\s*\Z", re.IGNORECASE)
_CLASSED = re.compile(
    r"(?:^|[\s_-])(?:date|datetime|time|published|posted|timestamp|pubdate)|[a-z]Date"
)
_AROUND = re.compile(
    r"^(?:site-?|main-?|top-?)?(?:header|footer|nav|menu|top|sidebar|related|widget|today)|comment"
)
_LONGEST = 120
_CARD, _HEADLINE = 300, 4
_TWO_NUMBERS = re.compile(r"\d\D+\d")
#: The elements after a title, and before it, that may be its day. Set by hand.
_BESIDE = 12
_FARTHEST = timedelta(hours=14)
_LATE = 20


def visible_dates(root: Element, heading: Element | None) -> list[str]:
    """Return the dates that readers see, those after the heading first."""
    before: list[str] = []
    after: list[str] = []
    seen = heading is None
    for element in root.iter("*"):
        if element is heading:
            seen = True
        if _is_dated(element) and not _is_elsewhere(element, heading):
            (after if seen else before).extend(_printed(element))
    return after + before[::-1] + _near(root, heading)


def _near(root: Element, heading: Element | None) -> list[str]:
    """Return the dates near a title that no class or name says to be one."""
    near = (each for each in around(root, heading, _BESIDE) if not is_longer(each, _CARD))
    printed = (text for each in near if not _is_elsewhere(each, heading) for text in _printed(each))
    return [text for text in printed if _TWO_NUMBERS.search(text)]


def published(
    given: Sequence[str], visible: Sequence[str], now: datetime | None = None
) -> tuple[datetime | None, DateError | None]:
    """Return the moment of publication, or why what the page gives cannot be read.

    now is when the page was fetched, on the clock of its site, if that is known.
    """
    error, moments = None, []
    for text in given:
        try:
            moments.append((parse_date(text), _offset(text)))
        except DateError as failure:
            error = error or (
                None if isinstance(failure, NotADateError) and not text.strip() else failure
            )
    moments += [(moment, _offset(text)) for text in visible if (moment := _read(text))]
    if not moments:
        relative = filter(None, (ago(text, now) for text in visible) if now else ())
        return next(relative, None), error
    return _on_the_printed_clock(*moments[0], moments[1:]), None


def _read(text: str) -> datetime | None:
    try:
        return parse_date(text)
    except DateError:
        return None


def _offset(text: str) -> timedelta | None:
    """Return how far the clock of a date is from UTC, None if it does not say."""
    zone = _ZONE.search(text)
    if not zone:
        return None
    digits = zone[1].replace(":", "")
    if digits[0] not in "+-":
        return timedelta()
    size = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:]))
    return -size if digits[0] == "-" else size


def _on_the_printed_clock(
    first: datetime, offset: timedelta | None, others: list[tuple[datetime, timedelta | None]]
) -> datetime:
    if offset is None or offset:
        return first
    for moment, other in others:
        apart = moment - first
        if other and apart == other:
            return moment
        if other is None and apart and abs(apart) <= _FARTHEST:
            if moment.time() != datetime.min.time() and not apart % timedelta(minutes=30):
                return moment
            if moment.date() > first.date() and first.hour >= _LATE:
                return moment
    return first


def _is_dated(element: Element) -> bool:
    if element.tag == "time" or "datepublished" in (element.get("itemprop") or "").lower():
        return True
    names = f"{names_of(element)} {element.get('property') or ''}"
    return _CLASSED.search(names) is not None and element.tag not in ("body", "html", "meta")


def _is_elsewhere(element: Element, heading: Element | None) -> bool:
    """Return whether a date is that of the visit, or of another article."""
    if is_of_the_site(element):
        return True
    small = True
    for above in (element, *element.iterancestors()):
        names = names_of(above).lower().split()
        if above.tag not in ("body", "html") and any(_AROUND.search(name) for name in names):
            return True
        small = small and not is_longer(above, _CARD)
        if small and _is_card(above, heading):
            return True
    return False


def _is_card(element: Element, heading: Element | None) -> bool:
    if heading is not None and (
        element is heading or heading in element.iterdescendants(heading.tag)
    ):
        return False
    return any(len("".join(link.itertext()).split()) >= _HEADLINE for link in element.iter("a"))


def _printed(element: Element) -> Iterator[str]:
    yield from filter(None, (element.get("datetime"), element.get("content")))
    text = " ".join("".join(element.itertext()).split())
    if len(text) <= _LONGEST:
        yield text
        yield from (part for part in re.split(r"[|•·]|آخر تحديث|اخر تحديث", text) if part != text)
