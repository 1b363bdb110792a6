"""The parameters of an address -> a Request, and back.

    q from to sort meaning exact syn not_name group literal page size after, and FACET not_FACET
    for each facet

Others are ignored. A repeated facet or name adds a value, up to a number and to a room for all of
them: every link of a page repeats them. Of the others the first that is not blank counts. Digits
may be Arabic-Indic. Values that are not valid are reported all at once, and the rest of the request
is kept.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TypeVar
from urllib.parse import quote

from flask import current_app
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from search import FACETS, MAX_TEXT, YEAR, Filters, Label, Request, Sort, Window, parse_days
from web.cursors import cursor_of, place_in
from web.text import clean

#: The most rows of a page, and the highest number of a page.
MAX_SIZE, MAX_PAGE = 50, 999_999_999
#: The most values of a facet or of names, wanted or not, that count; the setting FILTER_VALUES.
FILTER_VALUES = 20
#: The most letters of a value, and the most bytes of all in an address. Set by hand: by what a page
#: may weigh whose links repeat them.
_LETTERS, _ROOM = 300, 3000
#: The note of a request that has more.
LEFT_OUT = "many-values"
_DEFAULT = Window()
#: The digits of a year.
_DIGITS = 4
#: Control characters, lone surrogates and noncharacters: no part of a text.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_SWITCHES = dict.fromkeys(("1", "on", "true"), True) | dict.fromkeys(("0", "off", "false"), False)
#: What a program is told that a parameter may be; l10n.labels tells it readers.
ALLOWED = {
    **dict.fromkeys(("from", "to"), "a day (2016-11-03), a month (2016-11) or a year (2016)"),
    "sort": " or ".join(Sort),
    **dict.fromkeys(("meaning", "exact", "literal", "syn", "group"), "1 or 0"),
    "page": f"a number from 1 to {MAX_PAGE}",
    "size": f"a number from 1 to {MAX_SIZE}",
    "after": "a cursor that an answer to the same search gave",
}

#: The names of all parameters of a search.
NAMES = frozenset(
    (
        *("q", "from", "to", "sort", "meaning", "exact", "syn", "not_name", "group", "literal"),
        *("page", "size", "after"),
        *(prefix + facet.name for facet in FACETS for prefix in ("", "not_")),
    )
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ParameterFault:
    """A parameter, its value that is not valid, and what would be."""

    parameter: str
    value: str
    allowed: str


class ParameterError(BadRequest):
    """Some parameters are not valid; request is what the others make."""

    def __init__(self, request: Request, faults: Sequence[ParameterFault]) -> None:
        self.request, self.faults = request, tuple(faults)
        told = "; ".join(
            f"{fault.parameter}={fault.value!r} ({fault.allowed} is)" for fault in faults
        )
        super().__init__(f"These parameters are not valid: {told}.")


def parse_request(arguments: MultiDict[str, str]) -> Request:
    """Return the request that arguments make; raise ParameterError."""
    return parse_noted(arguments)[0]


def parse_noted(arguments: MultiDict[str, str]) -> tuple[Request, tuple[str, ...]]:
    """Return the request that arguments make, with codes of what was left out, as in Page.notes."""
    reading = _Reading(arguments, most_values())
    since, until = reading.one("from", _first_day), reading.one("to", _last_day)
    if since and until and since > until:  # given backwards, it is the same span
        since, until = reading.one("to", _first_day), reading.one("from", _last_day)
    request = Request(
        # One letter more than is searched for tells that it was cut; links need no more of it.
        text=(reading.one("q", str) or "")[: MAX_TEXT + 1],
        filters=Filters(
            since=since,
            until=until,
            included=tuple(reading.labels("")),
            excluded=tuple(reading.labels("not_")),
        ),
        excluded_names=tuple(reading.values("not_name")),
        sort=reading.one("sort", Sort) or Sort.RELEVANCE,
        meaning=reading.one("meaning", _switch) or False,
        exact=reading.one("exact", _switch) or False,
        synonyms=reading.one("syn", _switch) is not False,
        grouped=reading.one("group", _switch) is not False,
        literal=reading.one("literal", _switch) or False,
        window=Window(
            page=reading.one("page", _page) or _DEFAULT.page,
            size=reading.one("size", _size) or _DEFAULT.size,
        ),
    )
    if after := reading.one("after", partial(place_in, request)):
        request = request.following(after)
    if reading.faults:
        raise ParameterError(request, reading.faults)
    return request, (LEFT_OUT,) if reading.left_out else ()


def most_values() -> int:
    """Return the most values of a filter that count in the current application."""
    most: int = current_app.config["FILTER_VALUES"] if current_app else FILTER_VALUES
    return most


def forgiving_request(arguments: MultiDict[str, str]) -> Request:
    """Return the request that the valid ones of the arguments make."""
    try:
        return parse_request(arguments)
    except ParameterError as error:
        return error.request


def to_parameters(request: Request) -> dict[str, str | list[str]]:
    """Return the parameters that make request, without those at their defaults."""
    filters, window = request.filters, request.window
    given: dict[str, str | list[str]] = {
        "q": request.text,
        "from": filters.since.isoformat() if filters.since else "",
        "to": filters.until.isoformat() if filters.until else "",
        **_by_facet("", filters.included),
        **_by_facet("not_", filters.excluded),
        "not_name": list(request.excluded_names),
        "sort": "" if request.sort is Sort.RELEVANCE else request.sort.value,
        # Beside any order, though it says nothing there: who goes to the newest and comes back
        # finds the list as it was left.
        "meaning": "1" if request.meaning else "",
        "exact": "1" if request.exact else "",
        "syn": "" if request.synonyms else "0",
        "group": "" if request.grouped else "0",
        "literal": "1" if request.literal else "",
        "page": "" if window.after or window.page == _DEFAULT.page else str(window.page),
        "size": "" if window.size == _DEFAULT.size else str(window.size),
        "after": cursor_of(request),
    }
    return {name: value for name, value in given.items() if value}


def _by_facet(prefix: str, labels: Sequence[Label]) -> dict[str, list[str]]:
    """Return the values of labels, which are in the order of the facets, by parameter."""
    return {
        prefix + facet: [label.value for label in of_facet]
        for facet, of_facet in groupby(labels, attrgetter("facet"))
    }


def values_of(arguments: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """Return the values of a parameter, without blank ones and control characters, each once."""
    if name not in arguments:
        return ()
    cleaned = (_UNPRINTABLE.sub(" ", value).strip() for value in arguments.getlist(name))
    return tuple(dict.fromkeys(value for value in cleaned if value))


@dataclass(slots=True)
class _Reading:
    """Reads parameters one by one and collects the faults.

    left_out tells whether a filter has more values than count: most, or what fits the room.
    """

    arguments: MultiDict[str, str]
    most: int
    room: int = _ROOM
    left_out: bool = False
    faults: list[ParameterFault] = field(default_factory=list)

    def one(self, name: str, convert: Callable[[str], T]) -> T | None:
        """Return the first value of name, converted; None if there is none."""
        value = next(iter(self.several(name)), None)
        if value is None:
            return None
        try:
            return convert(value)
        except ValueError:
            self.faults.append(ParameterFault(name, value, ALLOWED[name]))
            return None

    def several(self, name: str) -> tuple[str, ...]:
        """Return the values of name that are not blank, each once."""
        return values_of(self.arguments, name)

    def values(self, name: str) -> Iterator[str]:
        """Yield the values of a filter that count: the first, each cut to what a link holds."""
        for number, value in enumerate(self.several(name)):
            cut = value[:_LETTERS]
            weight = len(name) + len(quote(cut, errors="replace"))
            if number == self.most or weight > self.room:
                self.left_out = True
                return
            self.room -= weight
            yield cut

    def labels(self, prefix: str) -> Iterator[Label]:
        """Yield the values of each facet whose name follows prefix in a parameter."""
        for facet in FACETS:
            for value in self.values(prefix + facet.name):
                yield Label(facet.name, _latin(value) if facet is YEAR else value)


def _latin(digits: str) -> str:
    """Return a number in digits of any script in those of the index, other text as it is."""
    is_year = digits.isdecimal() and len(digits) <= _DIGITS
    return f"{int(digits):04}" if is_year else digits


def typed_text(arguments: MultiDict[str, str]) -> str:
    """Return q as it is being typed: a blank at its end says that the last word is whole."""
    return clean(arguments.get("q", ""))[:MAX_TEXT]


def _first_day(text: str) -> date | None:
    return _days(text)[0]


def _last_day(text: str) -> date | None:
    return _days(text)[1]


def _days(text: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a day, a month or a year."""
    days = None if ".." in text else parse_days(text)
    if days is None:
        raise ValueError(text)
    return days.since, days.until


def _switch(text: str) -> bool:
    try:
        return _SWITCHES[text.lower()]
    except KeyError:
        raise ValueError(text) from None


def _page(text: str) -> int:
    return _number(text, MAX_PAGE)


def _size(text: str) -> int:
    return _number(text, MAX_SIZE)


def _number(text: str, most: int) -> int:
    """Return the number from 1 to most that text is, in digits of any script."""
    if not text.isdecimal() or len(text) > len(str(MAX_PAGE)) or not 1 <= int(text) <= most:
        raise ValueError(text)
    return int(text)
