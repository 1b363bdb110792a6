"""The tree of writings: from the words of a text to what they name, word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from index.analysis import fold
from index.analysis.tokenizer import tokenize
from index.entities.forms import inflected, is_abbreviation, is_whole, keys, with_article
from index.entities.gazetteer import Entity, Writing, gazetteer


class Meaning(NamedTuple):
    """The number of an entry, and whether the writing alone is enough to mean it.

    Where it is not, it means it beside one of the entries of some numbers.
    """

    entity: int
    sure: bool
    beside: tuple[int, ...] = ()


@dataclass(slots=True)
class Node:
    """The words so far: what they name, if a writing ends here, and which words go on.

    A writing that names nothing is a phrase in which shorter ones are not meant.
    """

    ends: bool = False
    meanings: tuple[Meaning, ...] = ()
    following: dict[str, "Node"] = field(default_factory=dict)

    def mean(self, meaning: Meaning) -> None:
        """Let the words so far name an entry; the surest of its writings counts."""
        others = [each for each in self.meanings if each.entity != meaning.entity]
        before = [each for each in self.meanings if each.entity == meaning.entity]
        surest = max((*before, meaning), key=lambda each: (each.sure, each.beside))
        self.ends, self.meanings = True, (*others, surest)

    def never_mean(self, entity: int) -> None:
        """Let the words so far, and the shorter writings in them, not name an entry."""
        self.ends = True
        self.meanings = tuple(each for each in self.meanings if each.entity != entity)


class Tree:
    """The writings of some entries."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities = tuple(entities)
        self._root: dict[str, Node] = {}
        #: The folded words that stand in a writing after its first.
        self.inner: set[str] = set()
        numbers = {entity.name: number for number, entity in enumerate(self.entities)}
        for number, entity in enumerate(self.entities):
            for writing in entity.writings:
                beside = tuple(numbers[name] for name in writing.beside)
                for words in spelled(writing):
                    self._node(words).mean(Meaning(number, writing.sure, beside))
        for number, entity in enumerate(self.entities):
            for phrase in entity.never:
                for words in spelled(Writing(phrase)):
                    self._node(words).never_mean(number)

    def look_up(self, printed: str) -> tuple[list[Node], str]:
        """Return where the writings begin that a printed word may begin, and what it is in others.

        The likeliest beginning comes first; the word is "" if no writing goes on with it.
        """
        if printed[0].isdecimal():  # one distinct word in three is a number
            return [], printed if printed in self.inner else ""
        folded = fold(printed)
        inner = folded if folded in self.inner else ""
        found = [node for key in keys(printed, folded) if (node := self._root.get(key))]
        if found and folded not in self._root and printed not in self._root and is_whole(folded):
            return [], inner
        return found, inner

    def node(self, words: Iterable[str]) -> Node | None:
        """Return where folded words end, None if no writing begins with them."""
        following, node = self._root, None
        for word in words:
            node = following.get(word)
            if node is None:
                return None
            following = node.following
        return node

    def _node(self, words: tuple[str, ...]) -> Node:
        """Return where words end, made if need be."""
        self.inner.update(words[1:])
        following = self._root
        for word in words:
            node = following.setdefault(word, Node())
            following = node.following
        return node


@cache
def tree() -> Tree:
    """Return the tree of the gazetteer."""
    return Tree(gazetteer())


def spelled(writing: Writing) -> Iterator[tuple[str, ...]]:
    """Yield the folded words of a writing, in every form that it stands for.

    >>> list(spelled(Writing("بنك مصري", inflected=True)))[:2]
    [('بنك', 'مصري'), ('بنك', 'مصريه')]
    """
    *before, last = (word.text for word in tokenize(writing.text))
    for form in inflected(last) if writing.inflected else (last,):
        if before:
            yield (*map(fold, before), fold(form))
        elif is_abbreviation(form):
            yield (form,)
        else:
            yield from ((each,) for each in with_article(fold(form)))
