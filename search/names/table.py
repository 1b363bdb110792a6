"""The names of labels: an editor's, and those that we ship."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType

from index.analysis import fold

#: The facets whose labels have names. Authors are printed as they sign.
NAMED = ("source", "section")
_SEPARATORS = re.compile(r"[\s_\-\u2010-\u2015./]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a label is called: value on Arabic pages, english on English ones.

    Every label that folds to the slug, to a name or to one of the aliases is this one.
    """

    facet: str
    slug: str
    value: str
    english: str = ""
    aliases: tuple[str, ...] = ()
    country: str = ""
    home: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Return everything that it is called."""
        called = (self.value, self.english, self.slug, *self.aliases)
        return tuple(dict.fromkeys(filter(None, called)))


@dataclass(frozen=True, slots=True)
class NameTable:
    """Names by facet and folded text; digest tells tables apart."""

    by_key: Mapping[tuple[str, str], Name]
    digest: str

    def find(self, facet: str, text: str) -> Name | None:
        """Return the name of a label in any spelling, None if it has none."""
        return self.by_key.get((facet, key(text)))


def table(*names: Iterable[Name]) -> NameTable:
    """Return a table of names; what is claimed twice belongs to the first.

    A slug that was named before is not named again: an editor's entry replaces ours.
    """
    kept: dict[tuple[str, str], Name] = {}
    for name in (each for some in names for each in some):
        kept.setdefault((name.facet, key(name.slug)), name)
    by_key: dict[tuple[str, str], Name] = {}
    for name in kept.values():
        for text in name.texts:
            by_key.setdefault((name.facet, key(text)), name)
    by_key = {at: _meant(name, by_key) for at, name in by_key.items()}
    digest = blake2b(repr(list(kept.values())).encode(errors="replace"), digest_size=6).hexdigest()
    return NameTable(MappingProxyType(by_key), digest)


def _meant(name: Name, by_key: Mapping[tuple[str, str], Name]) -> Name:
    """Return the name that a name's own text belongs to: a label is called one thing."""
    owner = by_key[name.facet, key(name.value)]
    return name if owner is name else _meant(owner, by_key)


def key(text: str) -> str:
    """Return what all spellings of a label share.

    >>> key("Sky_News"), key("sky-news"), key("العربيّة") == key("العربيه")
    ('sky news', 'sky news', True)
    """
    words = (fold(word) for word in _SEPARATORS.split(text))
    return " ".join(filter(None, words)) or text
