"""names.toml -> names of labels, and the faults in the file.

    [source.marfa]
    name = "جريدة المرفأ"
    english = "Al-Marfa"
    aliases = ["المرفأ", "marfa.example"]
    country = "لبنان"
    home = "https://marfa.example/"

    [section.economy]
    name = "اقتصاد"

A fault costs its key or its table; the rest of the file holds.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.text.web_address import web_address
from index.versions.small_files import read_small
from search.names.table import NAMED, Name, NameTable, key, table

#: The name of an editor's file, beside the directory of an index, and our own.
FILE = "names.toml"
SHIPPED = Path(__file__).parent / FILE
_TEXTS = ("english", "country", "home")
_KEYS = ("name", *_TEXTS, "aliases")
#: A header, a text, a comment, a bracket: what must be told apart to know where a table begins.
_SURE = re.compile(r"[ \t]*\[\[?[ \t]*(?:source|section)[ \t]*[.\]]")
_PARTS = re.compile(
    r"(?P<header>^[ \t]*\[)"
    r'|"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*|[\[\]]',
    re.MULTILINE | re.DOTALL,
)
_LINE_END = re.compile(r"\r\n?")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class NamesFault:
    """Something in a file that is not used: where it is, what is wrong, and the way out."""

    path: Path
    line: int
    reason: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault in a line."""
        return f"{self.path}:{self.line}: {self.reason}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class ReadNames:
    """The names of a file beside ours, and the faults in it."""

    table: NameTable
    faults: tuple[NamesFault, ...] = ()


def read_names(path: Path, *, needed: bool = False) -> ReadNames:
    """Return the names of a file beside ours; if it is needed, a missing one is a fault."""
    try:
        text = _LINE_END.sub("\n", read_small(path).decode("utf-8-sig"))
    except FileNotFoundError as error:
        return _unread(path, error) if needed else _read(path, "")
    except (OSError, ValueError) as error:
        return _unread(path, error)
    return _read(path, text)


def _unread(path: Path, error: Exception) -> ReadNames:
    why = getattr(error, "strerror", None) or "not UTF-8"
    fault = NamesFault(path, 0, f"cannot be read ({why})", "only the names that we ship are used")
    return ReadNames(_read(path, "").table, (fault,))


@lru_cache(4)
def _read(path: Path, text: str) -> ReadNames:
    edited = _Reading(path)
    names = list(edited.names(text))
    return ReadNames(table(names, shipped()), tuple(edited.faults))


@lru_cache(1)
def shipped() -> tuple[Name, ...]:
    """Return the names that we ship."""
    return tuple(_Reading(SHIPPED).names(SHIPPED.read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class _Row:
    """A table: its facet and slug, its values, its text and the line where that begins."""

    facet: str
    slug: str
    values: Any
    text: str
    line: int

    def line_of(self, name: str) -> int:
        """Return the line of a key, that of the table if it has none."""
        for number, line in enumerate(self.text.splitlines()):
            if re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=", line):
                return self.line + number
        return self.line


def _headers(text: str) -> Iterator[int]:
    """Yield where each table begins in a text.

    In a list or a text of several lines only what is surely a header begins one: so one that is
    never closed costs its own table alone.
    """
    depth = 0
    for match in _PARTS.finditer(text):
        if match["header"] and (depth == 0 or _SURE.match(text, match.start())):
            yield match.start()
            depth = 1
        elif match[0].endswith("["):
            depth += 1
        elif match[0] == "]":
            depth = max(depth - 1, 0)


def _is_text(value: object) -> bool:
    """Return whether a value is a text of one line that says something."""
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


@dataclass(slots=True)
class _Reading:
    """Reads a file table by table, so that a fault has its line and costs no other table."""

    path: Path
    faults: list[NamesFault] = field(default_factory=list)
    #: The line of the table that a text belongs to.
    claimed: dict[tuple[str, str], int] = field(default_factory=dict)

    def names(self, text: str) -> Iterator[Name]:
        """Yield the names in a text, without what has faults."""
        starts = list(_headers(text))
        for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
            yield from self._part(text[start:end], text.count("\n", 0, start) + 1)

    def _part(self, text: str, line: int) -> Iterator[Name]:
        """Yield the name of a table that begins in a line."""
        try:
            document = tomllib.loads(text)
        except RecursionError:
            self._fault(line, "brackets in brackets in brackets", "write plain texts and lists")
            return
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            at = line + (int(place[1]) if place and place[1] else len(text.splitlines())) - 1
            self._fault(at, f"not TOML ({_PLACE.sub('', str(error))})", "mend the line")
            return
        for facet, tables in document.items():
            if facet not in NAMED or not isinstance(tables, dict):
                remedy = "write [source.SLUG] or [section.SLUG]"
                self._fault(line, f"unknown part {facet!r}", remedy)
                continue
            for slug, row in tables.items():
                yield from self._name(_Row(facet, slug, row, text, line))

    def _name(self, row: _Row) -> Iterator[Name]:
        if not isinstance(row.values, dict) or not _is_text(row.values.get("name")):
            reason = f"{row.facet}.{row.slug} has no name"
            self._fault(row.line_of("name"), reason, 'write name = "…"')
            return
        for unknown in [each for each in row.values if each not in _KEYS]:
            known = f"known here: {', '.join(_KEYS)}"
            self._fault(row.line_of(unknown), f"unknown key {unknown!r}", known)
        name = Name(
            facet=row.facet,
            slug=row.slug,
            value=row.values["name"].strip(),
            aliases=tuple(self._aliases(row)),
            **{text: self._text(row, text) for text in _TEXTS},
        )
        self._note_claims(name, row)
        yield name

    def _text(self, row: _Row, name: str) -> str:
        value = row.values.get(name, "")
        if value == "":
            return ""
        if not _is_text(value):
            self._fault(row.line_of(name), f"{name} is no text of one line", "quote it")
            return ""
        if name == "home" and not web_address(value):
            self._fault(row.line_of(name), f"home {value!r} is no address", "begin with https://")
            return ""
        return str(value).strip()

    def _aliases(self, row: _Row) -> Iterator[str]:
        aliases = row.values.get("aliases", [])
        if not isinstance(aliases, list):
            self._fault(row.line_of("aliases"), "aliases is no list", 'write ["…", "…"]')
            return
        for alias in aliases:
            if _is_text(alias):
                yield alias.strip()
            else:
                self._fault(row.line_of("aliases"), f"alias {alias!r} is no text", "quote it")

    def _note_claims(self, name: Name, row: _Row) -> None:
        """Tell which texts of a name are those of a table before: there they count."""
        for text in name.texts:
            owner = self.claimed.setdefault((name.facet, key(text)), row.line)
            if owner != row.line:
                reason = f"{text!r} is that of the table in line {owner} already"
                self._fault(row.line, reason, "leave it to one of them")

    def _fault(self, line: int, reason: str, remedy: str) -> None:
        self.faults.append(NamesFault(self.path, line, reason, remedy))
