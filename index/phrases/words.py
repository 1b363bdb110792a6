"""What a word may do in a phrase (begin, end, stand inside), by its letters and the lexicon.

The tables have no context, so that a word of two kinds may do what either may. What a word does in
an archive is told by counting (cohesion).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from index.analysis import fold, is_stop_word
from index.analysis.lexicon import NOUN, VERB, entry
from index.phrases.running import BREAK, RARE

#: The fewest letters of a word.
_SHORTEST = 2
#: Words after which a name goes on.
_IN_NAMES = frozenset(map(fold, "بن ابن بنت أبو أبي آل عبد ذو ذي أم".split()))
_WITH_ARTICLE = ("بال", "وال", "فال", "كال", "لل", "ولل", "وبال")
_ARTICLES = ("ال", *_WITH_ARTICLE)
#: Prepositions that a phrase may have inside.
_LINKS = frozenset(map(fold, "من في على إلى عن بين مع".split()))
#: What ends a sentence and no phrase: days that were near when it was written, adverbs.
_PASSING = frozenset(
    fold(word)
    for word in (
        "السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة اليوم أمس"
        " فقط مقارنة خاصة عموما أيضا جدا حاليا تقريبا مجددا"
    ).split()
)
#: A word that is this much rarer than it is without its first letter is that one: ودي. Set by hand.
_COMMONER = 5
_CENTURIES, _YEAR = ("19", "20"), 4

Flags = NDArray[np.bool_]


class WordKinds:
    """What each word may do in a phrase; bool, by the number of the word."""

    def __init__(self, names: list[str]) -> None:
        def each(test: Callable[[str], bool]) -> Flags:
            return np.array([test(name) for name in names], np.bool_)

        is_stop, is_verb, is_adverb = each(is_stop_word), each(_is_verb), each(_is_adverb)
        is_year, is_number = each(_is_year), each(_is_number)
        conjoined, governed = each(_has_conjunction), each(_has_preposition)
        never = is_stop | is_verb | is_number | is_adverb | each(_has_pronoun) | each(is_open)
        #: It has the article.
        self.is_definite: Flags = each(lambda name: name.startswith(_ARTICLES))
        #: It is no name, and has no article: after a word that has one it is not said of it.
        self.is_indefinite: Flags = each(_is_noun) & ~self.is_definite
        #: A preposition or a year: it stands after certain words only.
        self.is_governed: Flags = each(_LINKS.__contains__) | is_year
        self.is_latin: Flags = each(str.isascii) & ~is_year
        #: It stands inside the names of persons.
        self.is_of_name: Flags = each(_IN_NAMES.__contains__)
        #: It is joined to what stands before it by و or ف.
        self.is_joined: Flags = conjoined
        self.may_begin: Flags = ~(never | is_year | conjoined | governed)
        self.may_end: Flags = ~(
            never | each(_PASSING.__contains__) | ((conjoined | governed) & ~self.is_definite)
        )
        #: It is looked at: what stands beside a phrase tells whether the phrase is whole.
        self.counts: Flags = ~(is_verb | is_number | is_adverb | (is_stop & ~self.is_governed))
        self.may_stand: Flags = self.counts & ~(governed & ~self.is_definite)
        #: It carries no subject.
        self.is_stop: Flags = is_stop
        #: It begins something else: no noun that the noun before it may govern.
        self.is_other: Flags = is_stop | is_verb | conjoined | governed
        self.is_other[BREAK], self.is_other[RARE] = True, False

    def fit(self, words: NDArray[np.uint16]) -> Flags:
        """Return which rows of words may be phrases by what their words are, bool."""
        before, after = words[:, :-1], words[:, 1:]
        fit = self.may_begin[words[:, 0]] & self.may_end[words[:, -1]]
        fit &= self.may_stand[words].all(axis=1)
        fit &= self.is_latin[words].all(axis=1) | ~self.is_latin[words].any(axis=1)
        joined = self.is_joined[after] & ~(self.is_definite[before] & self.is_definite[after])
        apart = self.is_definite[before] & self.is_indefinite[after]
        return fit & ~(joined | apart).any(axis=1)


def _is_number(name: str) -> bool:
    return name[:1].isdecimal() and not _is_year(name)


def _is_year(name: str) -> bool:
    return len(name) == _YEAR and name.isdecimal() and name.startswith(_CENTURIES)


def _is_noun(name: str) -> bool:
    of_word = entry(name)
    return of_word is not None and of_word.readings[0].kind == NOUN


def _is_verb(name: str) -> bool:
    of_word = entry(name) or (entry(name[:-1]) if name.endswith("ت") else None)
    return of_word is not None and all(each.kind == VERB for each in of_word.readings)


def _has_conjunction(name: str) -> bool:
    return name[:1] in ("و", "ف") and _is_other_without(name)


def _has_preposition(name: str) -> bool:
    return name[:1] in ("ب", "ل", "ك") and _is_other_without(name)


def _is_other_without(name: str) -> bool:
    """Return whether a word is another after a letter: وأسعار, بنسبة."""
    if name.startswith(_WITH_ARTICLE):
        return True
    of_word, rest = entry(name), name[1:]
    if of_word is not None and of_word.is_listed:  # بنسبة is listed, as a form of نسبة
        other = entry(rest)
        commoner = other is not None and _COMMONER * other.rank < of_word.rank
        return commoner or fold(of_word.readings[0].lexeme)[:1] != name[0]
    return _is_listed(rest) or rest.startswith(("ال", "ب", "ل"))


def _is_listed(name: str) -> bool:
    of_word = entry(name)
    return of_word is not None and of_word.is_listed


def is_open(name: str) -> bool:
    """Return whether a word is part of a name that goes on, or a letter."""
    return name in _IN_NAMES or len(name) < _SHORTEST


def _is_adverb(name: str) -> bool:
    """Return whether a word ends in a tanwin: مرتفعا."""
    return name.endswith("ا") and _is_listed(name[:-1]) and not name.startswith(_ARTICLES)


def _has_pronoun(name: str) -> bool:
    if name.startswith(_ARTICLES) or _is_listed(name):
        return False
    return name.endswith(("ها", "هم")) or (name.endswith("ه") and _is_listed(name[:-1]))
