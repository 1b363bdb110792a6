"""sources.toml -> the sources: what is fetched, how often, and how its articles are read.

    [defaults]
    every = "30m"
    contact = "mailto:editor@example.org"

    [[source]]
    name = "جريدة المرفأ"
    feed = "https://marfa.example/feed"

A key that nobody reads is refused: it is a slip of the pen, and would be missed for months.
"""

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from index.articles.fault import Fault
from index.fetching.request.addresses import checked
from index.fetching.request.faults import RefusedAddressError

FULL_TEXT = ("auto", "feed", "page")
CLOCKS = ("printed", "local")
_DEFAULTS = ("every", "delay", "user_agent", "contact", "timezone")
_KINDS = ("feed", "sitemap")
_KEYS = (*_KINDS, *"name section timezone clock every full_text language".split())
#: A code of ISO 639, or any. Only Arabic is told apart: with another all articles are kept.
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_DURATION = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([smhd])")
_HEADER = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]\]?")
_CHECK = "name a list of sources; the README shows one"
_PLACE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")


class SourcesError(Exception):
    """The list of sources cannot be used; names file, line, fault and way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed or sitemap, and how its articles are read; every is in seconds."""

    name: str
    address: str
    kind: str
    section: str
    timezone: str
    clock: str
    every: float
    full_text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All sources, who asks them, and the seconds between two requests to a host."""

    user_agent: str
    delay: float
    sources: tuple[Source, ...]


def read_sources(path: Path) -> Sources:
    """Return the sources of a file; raises SourcesError."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not UTF-8"
        raise SourcesError(str(Fault(path, 0, f"cannot be read ({why})", _CHECK))) from None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else len(text.splitlines())
        reason = f"not TOML ({_PLACE.sub('', str(error))})"
        fault = Fault(path, line, reason, "mend the line")
        raise SourcesError(str(fault)) from None
    return _Reader(path, text).read(document)


@dataclass(frozen=True, slots=True)
class _Reader:
    """The file that is read, to name the lines of faults."""

    path: Path
    text: str

    def read(self, document: dict[str, Any]) -> Sources:
        defaults, rows = document.pop("defaults", {}), document.pop("source", [])
        for key in document:
            raise self.fault(key, "", 0, f"unknown part {key!r}", "write [defaults] or [[source]]")
        if not isinstance(defaults, dict) or not isinstance(rows, list) or not rows:
            raise self.fault("", "", 0, "no [[source]] here", "write one with name and feed")
        self._refuse_unknown(defaults, "defaults", 1, _DEFAULTS)
        sources = tuple(self._source(row, n, defaults) for n, row in enumerate(rows, 1))
        names = [source.name for source in sources]
        for number, name in enumerate(names, 1):
            if name in names[: number - 1]:
                reason = f"a second source named {name!r}"
                raise self.fault("name", "source", number, reason, "give each its own name")
        return Sources(
            user_agent=self._user_agent(defaults),
            delay=self._seconds(defaults, "delay", "5s", "defaults", 1),
            sources=sources,
        )

    def _source(self, row: Any, number: int, defaults: dict[str, Any]) -> Source:  # noqa: ANN401
        if not isinstance(row, dict):
            raise self.fault("source", "", 0, "a source that is no table", "write [[source]]")
        self._refuse_unknown(row, "source", number, _KEYS)
        kinds = [kind for kind in _KINDS if kind in row]
        name = self._text(row, "name", "", number)
        if not name or len(kinds) != 1:
            reason = f"source {number} needs a name, and a feed or a sitemap"
            raise self.fault("", "source", number, reason, "write both, one a line")
        return Source(
            name=name,
            kind=kinds[0],
            address=self._address(row, kinds[0], number),
            section=self._text(row, "section", "", number),
            timezone=self._timezone(row, defaults, number),
            clock=self._choice(row, "clock", CLOCKS, number),
            every=self._every(row, defaults, number),
            full_text=self._choice(row, "full_text", FULL_TEXT, number),
            language=self._language(row, number),
        )

    def _every(self, row: dict[str, Any], defaults: dict[str, Any], number: int) -> float:
        usual = self._seconds(defaults, "every", "30m", "defaults", 1)
        return self._seconds(row, "every", "", "source", number) if "every" in row else usual

    def _address(self, row: dict[str, Any], kind: str, number: int) -> str:
        try:
            return checked(self._text(row, kind, "", number))
        except RefusedAddressError as error:
            raise self.fault(kind, "source", number, error.reason, error.remedy) from None

    def _timezone(self, row: dict[str, Any], defaults: dict[str, Any], number: int) -> str:
        table, name = ("source", number) if "timezone" in row else ("defaults", 1)
        zone = self._text(row if "timezone" in row else defaults, "timezone", "", name, table)
        try:
            return zone and ZoneInfo(zone).key
        except (OSError, ValueError, LookupError):
            reason, remedy = f"no time zone {zone!r}", "write a name such as Africa/Cairo"
            raise self.fault("timezone", table, name, reason, remedy) from None

    def _language(self, row: dict[str, Any], number: int) -> str:
        name = self._text(row, "language", "", number)
        if name and not _LANGUAGE.fullmatch(name):
            reason, remedy = f"no language {name!r}", 'write "ar", or "any" to keep all articles'
            raise self.fault("language", "source", number, reason, remedy)
        return name

    def _user_agent(self, defaults: dict[str, Any]) -> str:
        usual = f"iqtisad/{version('iqtisad')}"
        agent = self._text(defaults, "user_agent", usual, 1, "defaults")
        contact = self._text(defaults, "contact", "", 1, "defaults")
        whole = f"{agent} (+{contact})" if contact else agent
        if not (whole.isascii() and whole.isprintable()):
            reason = "user_agent and contact go into a header: ASCII in one line"
            raise self.fault("user_agent", "defaults", 1, reason, "write an address or a mailbox")
        return whole

    def _text(
        self, row: dict[str, Any], key: str, usual: str, number: int, table: str = "source"
    ) -> str:
        value = row.get(key, usual)
        if not isinstance(value, str) or not value.isprintable():
            raise self.fault(key, table, number, f"{key} is no text of one line", "quote it")
        return value.strip()

    def _choice(self, row: dict[str, Any], key: str, choices: tuple[str, ...], number: int) -> str:
        value = self._text(row, key, choices[0], number)
        if value not in choices:
            remedy = f"write one of {', '.join(choices)}"
            raise self.fault(key, "source", number, f"{key} = {value!r} says nothing", remedy)
        return value

    def _seconds(self, row: dict[str, Any], key: str, usual: str, table: str, number: int) -> float:
        found = _DURATION.fullmatch(self._text(row, key, usual, number, table))
        if not found:
            reason = f"{key} = {row.get(key)!r} is no duration"
            raise self.fault(key, table, number, reason, 'write "30m", "5s" or "2h"')
        return float(found[1]) * _UNITS[found[2]]

    def _refuse_unknown(
        self, row: dict[str, Any], table: str, number: int, known: tuple[str, ...]
    ) -> None:
        for key in row:
            if key not in known:
                reason, remedy = f"unknown key {key!r}", f"known here: {', '.join(known)}"
                raise self.fault(key, table, number, reason, remedy)

    def fault(self, key: str, table: str, number: int, reason: str, remedy: str) -> SourcesError:
        line = self._line(key, table, number)
        return SourcesError(str(Fault(self.path, line, reason, remedy)))

    def _line(self, key: str, table: str, number: int) -> int:
        """Return the line of a key in the number-th table of a name; that of the table, or 0."""
        seen, here, of_table = 0, not table, 0
        for count, line in enumerate(self.text.splitlines(), 1):
            if header := _HEADER.match(line):
                seen += header[1] == table
                here = seen == number and header[1] == table if table else False
                of_table = count if here or (not table and header[1] == key) else of_table
            elif key and here and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return count
        return of_table
