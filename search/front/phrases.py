"""How words are shown: as articles print them most, and in the phrase that most print them in.

A phrase says more: الليرة becomes الليرة التركية.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from index.analysis import analyse, fold
from index.analysis.lexicon import PARTICLE, VERB
from index.analysis.normalize import bare
from index.text.lookup import plain
from index.text.months import hijri_months, month_numbers, weekday_numbers
from search.front.beginnings import Beginning, PrintedWord

#: The share of a word's articles that print it in one phrase. Set by hand.
_MOST = 0.6
#: The words of the longest phrase: رجب طيب أردوغان.
_LONGEST = 3
#: What may stand before a word that is shown: nothing, or the article. Not و or ب.
_SHOWN_PREFIXES = frozenset(("", "ال"))
#: The pronouns that end a word that is not shown: أسعارها, ليرتها.
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا")
#: What ends an adverb that is a noun in the accusative: ردا, تمهيدا.
_ALEF = "ا"
#: The kinds of words that are not shown, and the fewest letters of one that is.
_NOT_SHOWN, _LETTERS = frozenset((VERB, PARTICLE)), 3
#: Words of time, which rise in every span, and words by which news says where it is from: folded,
#: without the article. Set by hand.
_EMPTY = frozenset(
    fold(word)
    for word in (
        "يوم أسبوع شهر سنة عام ساعة دقيقة صباح مساء ليلة أمس غد موافق هجري ميلادي تشرين كانون"
        " جمادى أول ثاني آخر وكالة أنباء مصدر بيان تصريح تقرير صحيفة مراسل خبر"
    ).split()
)

#: The stems of a phrase: of one word, or of some side by side.
Stems: TypeAlias = tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    """The articles that have a phrase, and how often it is printed in each way."""

    articles: set[int] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)


class Phrases:
    """Some words of the beginnings of articles, and the phrases that they stand in."""

    def __init__(self, beginnings: Sequence[Beginning], stems: Collection[str]) -> None:
        self._stems = frozenset(stems)
        self._seen: defaultdict[Stems, _Seen] = defaultdict(_Seen)
        for number, beginning in enumerate(beginnings):
            self._read(number, beginning.title)
            self._read(number, beginning.lines)

    def around(self, stem: str) -> Stems:
        """Return the longest phrase that most articles with a stem print; at least the stem."""
        enough = _MOST * len(self._seen[(stem,)].articles)
        phrases = (
            (len(phrase), len(seen.articles), phrase)
            for phrase, seen in self._seen.items()
            if stem in phrase and len(seen.articles) >= enough and self.printed(phrase)
        )
        *_, best = max(phrases, default=(1, 0, (stem,)))
        return best

    def printed(self, stems: Stems) -> str:
        """Return a phrase as it is printed most; "" if it is never printed so that it can stand."""
        forms = self._seen[stems].forms
        shown = (form for form in forms if all(map(_is_shown, form.split())) and not _is_time(form))
        return max(shown, key=lambda form: (forms[form], form), default="")

    def _read(self, number: int, words: Sequence[PrintedWord]) -> None:
        for last in range(len(words)):
            for first in range(last, max(last - _LONGEST, -1), -1):
                phrase = words[first : last + 1]
                if not phrase[0].stem or not all(word.follows for word in phrase[1:]):
                    break
                if any(word.stem in self._stems for word in phrase):
                    self._add(number, *phrase)

    def _add(self, number: int, *words: PrintedWord) -> None:
        seen = self._seen[tuple(word.stem for word in words)]
        seen.articles.add(number)
        seen.forms[" ".join(bare(word.text) for word in words)] += 1


def _is_shown(word: str) -> bool:
    """Return whether a word can stand by itself: a noun or a name without clitics, no time."""
    analysis = analyse(word)
    if len(word) < _LETTERS or _is_time(word) or analysis.word in _EMPTY:
        return False
    if analysis.suffix.endswith(_PRONOUNS) or analysis.prefix not in _SHOWN_PREFIXES:
        return False
    if not analysis.readings:
        return True
    lexeme, kind, _ = analysis.readings[0]
    is_adverb = analysis.word.endswith(_ALEF) and not fold(lexeme).endswith(_ALEF)
    return kind not in _NOT_SHOWN and not is_adverb


def _is_time(phrase: str) -> bool:
    """Return whether a phrase is the name of a day or a month."""
    return plain(phrase) in _times()


@cache
def _times() -> frozenset[str]:
    """Return the names of days and months, in the spelling of lookup.plain."""
    return frozenset((*month_numbers(), *weekday_numbers(), *hijri_months()))
