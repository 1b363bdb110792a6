"""The labels of one version by their names: which are the same, and which one is meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from index.analysis import ArabicAnalyzer
from search.names.table import NAMED, Name, NameTable, key
from search.request import Label, Request

#: Labels as they were printed, each with its number of articles.
Printed: TypeAlias = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class NamedWords:
    """A label, and the words of one of its names: folded, and their stems."""

    value: str
    words: tuple[str, ...]
    stems: frozenset[str]


class LabelNames:
    """What the labels of a version are called.

    Labels that fold to one text are one, called as an editor or we call it, or else as it is
    printed most often.
    """

    def __init__(self, names: NameTable, printed: Mapping[str, Printed]) -> None:
        self._names = names
        self._shown = {facet: _shown(names, facet, printed.get(facet, ())) for facet in NAMED}

    @property
    def digest(self) -> str:
        """Return what tells these names apart from others."""
        return self._names.digest

    def shown(self, facet: str, label: str) -> str:
        """Return what a printed label is called; the label itself if nothing else."""
        if facet not in NAMED or not label:
            return label
        known = self._shown[facet].get(key(label))
        name = None if known else self._names.find(facet, label)
        return known or (name.value if name else label)

    def name(self, facet: str, value: str) -> Name | None:
        """Return all names of a label, None if only its own is known."""
        return self._names.find(facet, value)

    def english(self, facet: str, value: str) -> str:
        """Return a label on English pages: its English name, or as it is."""
        name = self._names.find(facet, value) if facet in NAMED else None
        return (name and name.english) or value

    def known(self, request: Request) -> Request:
        """Return a request whose filters name labels as they are called now."""
        filters = request.filters
        if not (filters.included or filters.excluded):
            return request
        called = replace(
            filters,
            included=tuple(map(self._called, filters.included)),
            excluded=tuple(map(self._called, filters.excluded)),
        )
        return request if called == filters else replace(request, filters=called)

    def _called(self, label: Label) -> Label:
        return Label(label.facet, self.shown(label.facet, label.value))

    @cached_property
    def words(self) -> Mapping[str, tuple[NamedWords, ...]]:
        """Return the words of every name of the labels that the version holds, by facet."""
        analyzer = ArabicAnalyzer()
        return MappingProxyType(
            {facet: tuple(_words(self._held(facet), analyzer)) for facet in NAMED}
        )

    def _held(self, facet: str) -> Iterator[Name]:
        """Yield the names of labels that the version holds."""
        values = set(self._shown[facet].values())
        names = {value: self._names.find(facet, value) for value in sorted(values)}
        return (name for value, name in names.items() if name and name.value == value)


def _words(names: Iterable[Name], analyzer: ArabicAnalyzer) -> Iterator[NamedWords]:
    for name in names:
        for text in name.texts:
            words = list(analyzer.words(text))
            stems = frozenset(word.stem for word in words if word.stem)
            yield NamedWords(name.value, tuple(word.exact for word in words), stems)


def _shown(names: NameTable, facet: str, printed: Printed) -> dict[str, str]:
    """Return what labels are called, by what all their spellings share."""
    shown: dict[str, str] = {}
    for label, _ in sorted(printed, key=lambda each: (-each[1], each[0])):
        if label:
            name = names.find(facet, label)
            shown.setdefault(key(label), name.value if name else label)
    return shown


NO_LABELS = LabelNames(NameTable(MappingProxyType({}), ""), {})
