"""The parameters of an address -> a Request, and back.

    q from to source section not_source not_section sort exact syn not_name group page size

Others are ignored. Repeated sources, sections and names add up, and so do those left out;
of the others the first that is not blank counts. Digits may be Arabic-Indic. What cannot be
understood is named, all of it at once, and the rest of the request is kept.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from search import Request, Sort, parse_days

MAX_SIZE = 50
_DEFAULT = Request()
#: Pages are counted with so many digits; a page beyond the last is the last.
_PAGE_DIGITS = 9
#: Control characters, lone surrogates and noncharacters: no part of a text.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_SWITCHES = dict.fromkeys(("1", "on", "true"), True) | dict.fromkeys(("0", "off", "false"), False)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """A parameter and the value of it that cannot be understood."""

    parameter: str
    value: str


class ParameterError(BadRequest):
    """Some parameters cannot be understood; request is what the others make."""

    def __init__(self, request: Request, faults: Sequence[Fault]) -> None:
        self.request, self.faults = request, tuple(faults)
        named = ", ".join(f"{fault.parameter}={fault.value!r}" for fault in faults)
        super().__init__(f"These parameters cannot be understood: {named}.")


def parse_request(arguments: MultiDict[str, str]) -> Request:
    """Return the request that arguments make; raise ParameterError."""
    reading = _Reading(arguments)
    since, until = reading.one("from", _first_day), reading.one("to", _last_day)
    if since and until and since > until:  # given backwards, it is the same span
        since, until = reading.one("to", _first_day), reading.one("from", _last_day)
    request = Request(
        text=reading.one("q", str) or "",
        since=since,
        until=until,
        sources=reading.several("source"),
        sections=reading.several("section"),
        not_sources=reading.several("not_source"),
        not_sections=reading.several("not_section"),
        not_names=reading.several("not_name"),
        sort=reading.one("sort", Sort) or Sort.RELEVANCE,
        exact=reading.one("exact", _switch) or False,
        synonyms=reading.one("syn", _switch) is not False,
        grouped=reading.one("group", _switch) is not False,
        page=reading.one("page", _page) or 1,
        size=reading.one("size", _size) or _DEFAULT.size,
    )
    if reading.faults:
        raise ParameterError(request, reading.faults)
    return request


def forgiving_request(arguments: MultiDict[str, str]) -> Request:
    """Return the request that the parameters make that can be understood."""
    try:
        return parse_request(arguments)
    except ParameterError as error:
        return error.request


def to_parameters(request: Request) -> dict[str, str | list[str]]:
    """Return the parameters that make request, those at their defaults left out."""
    given: dict[str, str | list[str]] = {
        "q": request.text,
        "from": request.since.isoformat() if request.since else "",
        "to": request.until.isoformat() if request.until else "",
        "source": list(request.sources),
        "section": list(request.sections),
        "not_source": list(request.not_sources),
        "not_section": list(request.not_sections),
        "not_name": list(request.not_names),
        "sort": "" if request.sort is Sort.RELEVANCE else request.sort.value,
        "exact": "1" if request.exact else "",
        "syn": "" if request.synonyms else "0",
        "group": "" if request.grouped else "0",
        "page": "" if request.page == 1 else str(request.page),
        "size": "" if request.size == _DEFAULT.size else str(request.size),
    }
    return {name: value for name, value in given.items() if value}


def values_of(arguments: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """Return the values of a parameter that are not blank, as they can be printed, each once."""
    cleaned = (_UNPRINTABLE.sub(" ", value).strip() for value in arguments.getlist(name))
    return tuple(dict.fromkeys(value for value in cleaned if value))


@dataclass(slots=True)
class _Reading:
    """Reads parameters one by one and remembers the faults."""

    arguments: MultiDict[str, str]
    faults: list[Fault] = field(default_factory=list)

    def one(self, name: str, convert: Callable[[str], T]) -> T | None:
        """Return the first value of name, converted; None where there is none."""
        value = next(iter(self.several(name)), None)
        if value is None:
            return None
        try:
            return convert(value)
        except ValueError:
            self.faults.append(Fault(name, value))
            return None

    def several(self, name: str) -> tuple[str, ...]:
        """Return the values of name that are not blank, each once."""
        return values_of(self.arguments, name)


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
    return _number(text, 10**_PAGE_DIGITS - 1)


def _size(text: str) -> int:
    return _number(text, MAX_SIZE)


def _number(text: str, most: int) -> int:
    """Return the number from 1 to most that text is, in whatever digits."""
    if not text.isdecimal() or len(text) > _PAGE_DIGITS or not 1 <= int(text) <= most:
        raise ValueError(text)
    return int(text)
