"""The directory: which entries a reader means by a name, in any spelling, whole or in part."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, reduce
from itertools import filterfalse
from typing import TypeAlias

from index.analysis import fold, is_stop_word
from index.analysis.loans import sounds
from index.analysis.tokenizer import tokenize
from index.entities.forms import inflected
from index.entities.gazetteer import Entity, Writing, gazetteer

_ARTICLE = "ال"
#: A part of a name that fits more entries than this means none of them. Set by hand.
_MOST = 8

#: Names of entries by a key, each with whether a writing with that key is a sure one.
_Keyed: TypeAlias = dict[str, dict[str, bool]]


class Directory:
    """The entries by all their writings. Threads may share it."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._by_name = {entity.name: entity for entity in entities}

    def named(self, name: str) -> Entity | None:
        """Return the entry of exactly this name, None if there is none."""
        return self._by_name.get(name)

    def called(self, text: str, kind: str = "") -> tuple[Entity, ...]:
        """Return the entries of a kind, or of any, of which a text is a writing.

        The one of this name stands alone, and so do those that the text is enough to mean.
        """
        words = _words(text)
        possible = self._of_kind(self._by_writing.get(" ".join(words), {}), kind)
        by_name = tuple(each for each in possible if _words(each.name) == words)
        return by_name or possible

    def meant(self, text: str, kind: str) -> tuple[Entity, ...]:
        """Return the entries of a kind that a text is a writing of, or a part of one."""
        if whole := self.called(text, kind) or self.heard(text, kind):
            return whole
        found = self._holding(text, kind)
        return tuple(found) if len(found) <= _MOST else ()

    def is_shared(self, text: str, kind: str) -> bool:
        """Return whether more entries of a kind have a text in a writing than it can mean."""
        return not self.meant(text, kind) and len(self._holding(text, kind)) > _MOST

    def _holding(self, text: str, kind: str) -> list[Entity]:
        """Return the entries of a kind that have all words of a text in their writings."""
        holding = [self._by_word.get(word, set()) for word in _words(text)]
        common = reduce(set.intersection, holding) if holding else set()
        return [each for name in sorted(common) if (each := self._by_name[name]).kind == kind]

    def heard(self, text: str, kind: str = "") -> tuple[Entity, ...]:
        """Return the entries of a kind, or of any, that sound like a text: غوغل, جوجل."""
        return self._of_kind(self._by_sound.get(sounds(" ".join(_words(text))), {}), kind)

    def _of_kind(self, found: Mapping[str, bool], kind: str) -> tuple[Entity, ...]:
        """Return the entries of a kind among those found, the sure ones alone if there are any."""
        entities = (self._by_name[name] for name in found)
        possible = [each for each in entities if kind in ("", each.kind)]
        return tuple([each for each in possible if found[each.name]] or possible)

    @cached_property
    def _by_writing(self) -> _Keyed:
        return self._keyed(str)

    @cached_property
    def _by_sound(self) -> _Keyed:
        return self._keyed(sounds)

    def _keyed(self, of_key: Callable[[str], str]) -> _Keyed:
        keyed: _Keyed = {}
        for entity in self._by_name.values():
            for writing in entity.writings:
                for words in _forms(writing):
                    of_writing = keyed.setdefault(of_key(" ".join(words)), {})
                    of_writing[entity.name] = writing.sure or of_writing.get(entity.name, False)
        return keyed

    @cached_property
    def _by_word(self) -> dict[str, set[str]]:
        """Return the names that have a word in one of their writings."""
        found: dict[str, set[str]] = {}
        for entity in self._by_name.values():
            for writing in entity.writings:
                for word in filterfalse(is_stop_word, _words(writing.text)):
                    found.setdefault(word, set()).add(entity.name)
        return found


@cache
def directory() -> Directory:
    """Return the directory of the gazetteer."""
    return Directory(gazetteer())


def _forms(writing: Writing) -> Iterator[list[str]]:
    words = _words(writing.text)
    if not writing.inflected:
        yield words
        return
    for form in inflected(writing.text.split()[-1]):
        yield [*words[:-1], _bare(form)]


def _words(text: str) -> list[str]:
    """Return the words of a text, folded and without their articles: a reader may type either."""
    return [_bare(word.text) for word in tokenize(text)]


def _bare(word: str) -> str:
    folded = fold(word)
    return folded.removeprefix(_ARTICLE) or folded
