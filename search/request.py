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
    """A query with its filters, its order and the page wanted (counted from 1).

    not_sources and not_sections leave out articles, not_names other names for the words (those
    of an Expansion); grouped folds near copies of an article under the earliest of them.
    """

    text: str = ""
    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    not_sources: tuple[str, ...] = ()
    not_sections: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    exact: bool = False
    synonyms: bool = True
    grouped: bool = True
    page: int = 1
    size: int = 10

    @property
    def filtered(self) -> bool:
        """Whether a date, a source or a section narrows the archive."""
        labels = (self.sources, self.sections, self.not_sources, self.not_sections)
        return bool(self.since or self.until or any(labels))

    def without_filters(self) -> Self:
        """Return the same query over the whole archive."""
        bare = replace(self, since=None, until=None, sources=(), sections=(), page=1)
        return replace(bare, not_sources=(), not_sections=())
