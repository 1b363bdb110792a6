"""The directory: which entries a reader means by a name, in any spelling, whole or in part."""

from collections.abc import Callable, Iterable
from functools import cache, reduce
from typing import TypeAlias

from index.analysis import fold
from index.analysis.loans import sounds
from index.analysis.tokenizer import tokenize
from index.entities.gazetteer import Entity, gazetteer
from index.entities.tree import spelled

_ARTICLE = "ال"
#: A part of a name that fits more entries than this means none of them. Set by hand.
_MOST = 8

#: Names of entries by a key, each with whether a writing with that key is a sure one.
_Keyed: TypeAlias = dict[str, dict[str, bool]]


class Directory:
    """The entries by all their writings. Threads may share it."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities = tuple(entities)
        self._by_name = {entity.name: entity for entity in self.entities}
        self._by_writing: _Keyed = {}
        self._by_sound: _Keyed = {}
        self._by_word: dict[str, set[str]] = {}
        for entity in self.entities:
            for writing in entity.writings:
                for words in spelled(writing):
                    _add(self._by_writing, _key(words, _bare), entity.name, sure=writing.sure)
                    _add(self._by_sound, _key(words, _sounding), entity.name, sure=writing.sure)
                    for word in words:
                        self._by_word.setdefault(_bare(word), set()).add(entity.name)

    def named(self, name: str) -> Entity | None:
        """Return the entry of exactly this name, None if there is none."""
        return self._by_name.get(name)

    def called(self, text: str, kind: str = "") -> tuple[Entity, ...]:
        """Return the entries of a kind, or of any, of which a text is a writing.

        The one of this name stands alone, and so do those that the text is enough to mean.
        """
        words = _words(text)
        found = self._by_writing.get(_key(words, _bare)) or self._by_sound.get(
            _key(words, _sounding), {}
        )
        entities = (self._by_name[name] for name in found)
        possible = [each for each in entities if kind in ("", each.kind)]
        by_name = [
            each for each in possible if _key(_words(each.name), _bare) == _key(words, _bare)
        ]
        return tuple(by_name or [each for each in possible if found[each.name]] or possible)

    def meant(self, text: str, kind: str) -> tuple[Entity, ...]:
        """Return the entries of a kind that a text is a writing of, or a part of one."""
        if called := self.called(text, kind):
            return called
        holding = [self._by_word.get(_bare(word), set()) for word in _words(text)]
        common = reduce(set.intersection, holding) if holding else set()
        found = [each for name in sorted(common) if (each := self._by_name[name]).kind == kind]
        return tuple(found) if len(found) <= _MOST else ()


@cache
def directory() -> Directory:
    """Return the directory of the gazetteer."""
    return Directory(gazetteer())


def _add(keyed: _Keyed, key: str, name: str, *, sure: bool) -> None:
    of_key = keyed.setdefault(key, {})
    of_key[name] = sure or of_key.get(name, False)


def _words(text: str) -> list[str]:
    return [word.text for word in tokenize(text)]


def _key(words: Iterable[str], of_word: Callable[[str], str]) -> str:
    return " ".join(map(of_word, words))


def _bare(word: str) -> str:
    """Return a word folded and without its article: a reader may type either."""
    return fold(word).removeprefix(_ARTICLE) or fold(word)


def _sounding(word: str) -> str:
    """Return what all spellings of a foreign word share: غوغل, جوجل."""
    return sounds(_bare(word))
