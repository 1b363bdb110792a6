"""What a reader asks for: one frozen value, whoever asks (page, API, command)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self


class Sort(StrEnum):
    """The orders in which hits can be listed."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A query with its filters, its order and the page wanted (counted from 1)."""

    text: str = ""
    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    exact: bool = False
    synonyms: bool = True
    page: int = 1
    size: int = 10

    @property
    def filtered(self) -> bool:
        """Whether a date, a source or a section narrows the archive."""
        return bool(self.since or self.until or self.sources or self.sections)

    def without_filters(self) -> Self:
        """Return the same query over the whole archive."""
        return replace(self, since=None, until=None, sources=(), sections=(), page=1)
