"""The articles that may never come back: withdrawn by their publishers, or removed by the operator.

    data/index/withdrawn.jsonl    a line each: id, source, url, when, why

It lies beside the versions, because it outlives them: every build and update reads it first, so
that no archive, however old, brings such an article again. To allow one again, delete its line.
"""

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from index.articles import Article, Withdrawal
from index.articles.addresses import canonical
from index.text.web_address import host_of
from index.versions.manifest import sync
from index.versions.ownership import WITHDRAWN
from index.versions.publish import BuildError

_KEYS = ("id", "url", "why", "source")


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    source: str
    url: str
    when: str
    why: str


class Withdrawn:
    """What was withdrawn: known by the id within its source, and by the address."""

    def __init__(self, known: Sequence[Withdrawal] = ()) -> None:
        self.known = tuple(known)
        self.new: list[Withdrawal] = []
        self._sources: dict[str, set[str]] = {}
        self._addresses: set[str] = set()
        for each in known:
            self._know(each)

    def __bool__(self) -> bool:
        """Return whether anything is withdrawn."""
        return bool(self.known or self.new)

    @classmethod
    def read(cls, index_dir: Path) -> Self:
        """Return what is withdrawn from an index; raises BuildError for a line that is damaged."""
        path = index_dir / WITHDRAWN
        try:
            text = path.read_text("utf-8-sig", "surrogateescape")
        except FileNotFoundError:
            return cls()
        lines = enumerate(text.split("\n"), 1)
        return cls([_withdrawal(line, path, number) for number, line in lines if line.strip()])

    def covers(self, article: Article) -> bool:
        """Return whether an article was withdrawn."""
        if self._has_id(article.id, article.source):
            return True
        return self.has_address(article.url)

    def has_address(self, url: str) -> bool:
        """Return whether the article of an address was withdrawn, whatever the form of that."""
        return bool(self._addresses and url and canonical(url) in self._addresses)

    def add(self, withdrawal: Withdrawal) -> None:
        """Withdraw an article from now on, if it is not yet."""
        if withdrawal.id:
            known = self._has_id(withdrawal.id, withdrawal.source)
        else:
            known = self.has_address(withdrawal.url)
        if not known:
            self._know(withdrawal)
            self.new.append(withdrawal)

    def _has_id(self, own: str, source: str) -> bool:
        """Return whether an id is withdrawn for a source; "" is any."""
        sources = self._sources.get(own, set())
        return bool(sources) and (not source or "" in sources or source in sources)

    def _know(self, withdrawal: Withdrawal) -> None:
        if withdrawal.id:
            self._sources.setdefault(withdrawal.id, set()).add(withdrawal.source)
        if is_of_a_page(withdrawal.url):
            self._addresses.add(canonical(withdrawal.url))


def record(index_dir: Path, new: Sequence[Withdrawal], *, by_way_of: Path) -> None:
    """Write what was withdrawn newly, and return when it is on the disk.

    The list is written anew in the directory by_way_of, on the same file system, and takes the
    place of the other in one step: neither a full disk nor a kill leaves half a line.
    """
    if not new:
        return
    path, fresh = index_dir / WITHDRAWN, by_way_of / WITHDRAWN
    now = datetime.now(UTC).isoformat(timespec="seconds")
    lines = (_Line(each.id, each.source, each.url, now, each.why) for each in new)
    text = "".join(f"{json.dumps(asdict(line), ensure_ascii=False)}\n" for line in lines)
    if path.exists():
        shutil.copy(path, fresh)  # with its permissions
    begun = "" if _ends_a_line(fresh) else "\n"
    with fresh.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(begun + text)
    sync(fresh)
    fresh.replace(path)
    sync(index_dir)


def _ends_a_line(path: Path) -> bool:
    """Return whether a line can begin at the end of a file: an editor may have left it open."""
    return not path.exists() or not (text := path.read_bytes()) or text.endswith(b"\n")


def is_of_a_page(url: str) -> bool:
    """Return whether an address is that of one article: many may name the front page."""
    if not host_of(url):
        return False
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def _withdrawal(line: str, path: Path, number: int) -> Withdrawal:
    try:
        said = json.loads(line)
        parts = {key: said.get(key, "") for key in _KEYS}
    except (ValueError, AttributeError, RecursionError):
        parts = {}
    if not all(isinstance(part, str) for part in parts.values()) or not (
        parts.get("id") or parts.get("url")
    ):
        raise BuildError(
            f'{path}:{number}: no withdrawn article, which is {{"id": …, "url": …, "why": …}}; mend'
            " the line, or delete it to allow the article again; the live index is as it was"
        )
    return Withdrawal(**parts)
