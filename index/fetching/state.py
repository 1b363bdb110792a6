"""What is known of sources, entries and hosts between two runs: SQLite beside the archive.

Nothing here is needed to read the archive; if the file is lost, each feed is asked once more.
Times are seconds since 1970.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TypeVar

from index.articles.addresses import canonical

NAME = "state.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS source (name TEXT PRIMARY KEY, address TEXT, etag TEXT, modified TEXT,
    due REAL, failures INTEGER, last_fault TEXT, moved TEXT, wanted REAL);
CREATE TABLE IF NOT EXISTS seen (canonical TEXT PRIMARY KEY, id TEXT, first REAL, last REAL,
    digest TEXT);
CREATE TABLE IF NOT EXISTS host (name TEXT PRIMARY KEY, until REAL, robots TEXT, robots_at REAL);
"""


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source between two runs; due is None once it is gone for good (410).

    etag and modified are as received, moved is the note of permanent redirects, wanted how long
    the feed wants to be left alone.
    """

    name: str
    address: str
    etag: str = ""
    modified: str = ""
    due: float | None = 0.0
    failures: int = 0
    last_fault: str = ""
    moved: str = ""
    wanted: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A feed, or an entry whose page was fetched: when first and last, and what it was."""

    canonical: str
    id: str
    first: float
    last: float
    digest: str


@dataclass(frozen=True, slots=True)
class HostState:
    """A host: until when it wants to be left alone, and its robots.txt (None: not known)."""

    name: str
    until: float = 0.0
    robots: str | None = None
    robots_at: float = 0.0


_TABLE_OF = {SourceState: "source", Seen: "seen", HostState: "host"}
Row = TypeVar("Row", SourceState, Seen, HostState)


def seen_key(kind: str, address: str) -> str:
    """Return the key of what was seen: an entry (kind is ""), or a feed or sitemap itself."""
    return f"{kind} {canonical(address)}".lstrip()


class State:
    """The tables; threads share them."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, check_same_thread=False, timeout=30)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.executescript(_TABLES)

    def get(self, kind: type[Row], key: str) -> Row | None:
        """Return the row of a key, None if there is none."""
        columns = ", ".join(field.name for field in fields(kind))
        query = f"SELECT {columns} FROM {_TABLE_OF[kind]} WHERE {fields(kind)[0].name} = ?"  # noqa: S608  names of ours
        with self._lock:
            row = self._database.execute(query, (key,)).fetchone()
        return kind(*row) if row else None

    def put(self, *rows: SourceState | Seen | HostState) -> None:
        """Write rows, in one step."""
        with self._lock, self._database:
            for row in rows:
                values = astuple(row)
                marks = ", ".join("?" * len(values))
                query = f"INSERT OR REPLACE INTO {_TABLE_OF[type(row)]} VALUES ({marks})"  # noqa: S608  names of ours
                self._database.execute(query, values)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


@contextmanager
def opened(path: Path) -> Iterator[State]:
    """Open the state in a file, which is made if it is not there."""
    state = State(path)
    try:
        yield state
    finally:
        state.close()
