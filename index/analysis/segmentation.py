"""A word without its clitics and endings, by evidence.

Tashaphyne (Zerrouki, 2010) proposes where clitics and endings may be; a proposal counts only where
what remains is a word: one of the lexicon, or one that stands by itself in print (attested.txt).
So the first letter of بنك is no preposition, because there is no word نك. Of several proposals the
likeliest wins: the commoner word with the commoner affixes, as in Lee, Papineni, Roukos, Emam and
Hassan, Language Model Based Arabic Word Segmentation (2003), with hand-set logarithms.

The segmentation of a word depends on the folded word and the tables alone.
"""

import math
import threading
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pyarabic.araby import HEH, YEH
from tashaphyne.stemming import ArabicLightStemmer

from index.analysis.lexicon import (
    LOAN,
    NAME,
    NOUN,
    PARTICLE,
    VERB,
    Entry,
    Reading,
    entry,
    misspelt,
)
from index.analysis.loans import respelled
from index.analysis.normalize import bare, fold
from index.analysis.words import read_words

#: Clitics before a word, and how likely each is: in a thousand words, set by hand.
PREFIXES = {
    "": 1000, "و": 40, "ف": 3, "ب": 15, "ك": 2, "ل": 15, "ال": 500, "وال": 60, "فال": 6, "بال": 40,
    "وبال": 4, "كال": 4, "وكال": 1, "لل": 50, "ولل": 6, "فلل": 2, "وب": 6, "ول": 6, "فل": 2,
    "فب": 1, "وك": 1, "س": 50, "وس": 10, "فس": 3,
}  # fmt: skip
_ARTICLES = ("ال", "لل")
_WITH_ARTICLE = frozenset(prefix for prefix in PREFIXES if prefix.endswith(_ARTICLES))
#: The sign of the future, and what begins a verb after it.
_FUTURE, _IMPERFECT = "س", frozenset("يتن")
_PRONOUNS = {
    "ه": 60, "ها": 60, "هم": 20, "هما": 3, "هن": 3, "نا": 15, "ي": 3, "ك": 3, "كم": 5, "كما": 1,
    "ني": 3,
}  # fmt: skip
_NOUNS, _NOT_NAMES = frozenset((NOUN, LOAN)), frozenset((NOUN, LOAN, PARTICLE))
_VERBS, _ALL = frozenset((VERB,)), frozenset((NOUN, LOAN, NAME, VERB, PARTICLE))


class Ending(NamedTuple):
    """What follows a word: its letters, what they took the place of, after which kinds, how likely.

    definite tells whether the word may have the article: one before a pronoun or another noun
    has none.
    """

    letters: str
    instead: str
    kinds: frozenset[str]
    likely: float
    definite: bool = True


class Segments(NamedTuple):
    """A word in its parts: the clitics before it, the word of a table, what follows it.

    readings are those of the word; evidence says which table holds it.
    """

    prefix: str
    word: str
    suffix: str
    readings: tuple[Reading, ...]
    evidence: str


#: Where the meaning of a word comes from.
BY_LEXICON, BY_EVIDENCE, BY_RULE = "lexicon", "evidence", "rule"


def _endings() -> dict[str, list[Ending]]:
    """Return the endings, by their letters."""
    table: dict[str, list[Ending]] = {"": [Ending("", "", _ALL, 1000)]}

    def add(
        suffix: str, instead: str, kinds: frozenset[str], likely: float, *, definite: bool = True
    ) -> None:
        table.setdefault(suffix, []).append(Ending(suffix, instead, kinds, likely, definite))

    nouns = (  # dual, sound plurals, feminine
        ("ات", HEH, 60), ("ات", "", 30), ("ان", "", 8), ("ين", "", 30), ("ون", "", 15),
        ("تان", HEH, 3), ("تين", HEH, 5), (HEH, "", 25), ("ي", "", 3),
    )  # fmt: skip
    indefinite = (  # tanwin; the construct without ن
        ("ا", "", 20), ("ا", YEH, 1), ("و", "", 3), ("تا", HEH, 2), ("تي", HEH, 3), ("وا", "", 0.3),
    )  # fmt: skip
    before_pronouns = (
        ("", "", 1), ("ت", HEH, 1), ("ات", HEH, 0.2), ("ات", "", 0.1), ("ا", YEH, 0.3),
        ("ي", "", 0.05), ("و", "", 0.03), ("تي", HEH, 0.02), ("تا", HEH, 0.01),
    )  # fmt: skip
    verbs = (
        ("ت", "", 40), ("ت", YEH, 5), ("تا", "", 1), ("ا", "", 3), ("وا", "", 8), ("وا", YEH, 2),
        ("ون", "", 8), ("ون", YEH, 2), ("ين", "", 0.5), ("ان", "", 2), ("ن", "", 1), ("نا", "", 3),
        ("تم", "", 0.5), ("ا", YEH, 1),
    )  # fmt: skip
    before_objects = (
        ("", "", 1), ("ت", "", 0.05), ("ا", YEH, 0.3), ("و", "", 0.1), ("ت", YEH, 0.05),
        ("نا", "", 0.03), ("ون", "", 0.02),
    )  # fmt: skip
    for suffix, instead, likely in indefinite:
        add(suffix, instead, _NOUNS, likely, definite=False)
    for suffix, instead, likely in nouns:
        add(suffix, instead, _NOUNS, likely)
    for suffix, instead, likely in verbs:
        add(suffix, instead, _VERBS, likely)
    for pronoun, often in _PRONOUNS.items():
        for suffix, instead, likely in before_pronouns:
            add(suffix + pronoun, instead, _NOT_NAMES, likely * often, definite=False)
        for suffix, instead, likely in before_objects:
            add(suffix + pronoun, instead, _VERBS, likely * often)
    add("ي", "", frozenset((NAME, LOAN)), 10)  # a relational adjective of a name: فوسفاطي
    for ending in ("يه", "يا", "يين", "يون", "يات"):
        add(ending, "", frozenset((NAME, LOAN)), 5)
    return table


ENDINGS = _endings()
#: Suffixes that end in a pronoun: what stands before one is spelled with care.
_BEFORE_PRONOUNS = frozenset(
    ending.letters
    for of_suffix in ENDINGS.values()
    for ending in of_suffix
    if not ending.definite and ending.letters.endswith(tuple(_PRONOUNS))
)
#: How many times rarer a word is whose hamza is misspelt, and one of two letters than it seems:
#: most other words have such a one inside.
_MISSPELT, _SHORT = 100, 20
#: Words that the lexicon does not hold are rarer than those that it holds.
_UNLISTED = 25_000
#: Words of this many letters are found after the article, or before these.
_SHORTEST, _AFTER_SHORT = 2, frozenset(("", "ه", "ها", "هم"))


@cache
def attested() -> dict[str, int]:
    """Return the words that stand by themselves in print though no lexicon holds them, by rank."""
    return {word: rank for rank, word in enumerate(read_words("attested.txt"))}


def segment(folded: str) -> Segments | None:
    """Return a folded word in its parts, None if nothing speaks for any.

    >>> segment("بنك").prefix, segment("والشركات").readings[0].lexeme
    ('', 'شركة')
    >>> segment("خطته").readings[0].lexeme, segment("مسءولو").readings[0].lexeme
    ('خطة', 'مسؤول')
    """
    if listed := entry(folded):
        return Segments("", folded, "", listed.readings, BY_LEXICON)
    if folded in attested():
        return Segments("", folded, "", (), BY_EVIDENCE)
    proposals = list(_proposals(folded))
    # العملة is no feminine of عمل where عملة is a word.
    whole = {each.prefix for _, each in proposals if not each.suffix} & _WITH_ARTICLE
    possible = [each for each in proposals if not each[1].suffix or each[1].prefix not in whole]
    found = max(possible, key=_by_likelihood, default=None)
    return found[1] if found else _foreign(folded)


def _by_likelihood(proposal: tuple[float, Segments]) -> tuple[float, int, str, str]:
    likelihood, segments = proposal
    return likelihood, len(segments.word), segments.word, segments.prefix


def _proposals(folded: str) -> Iterator[tuple[float, Segments]]:
    for left, right in _stemmer().segment(folded):
        prefix, middle, suffix = folded[:left], folded[left:right], folded[right:]
        for ending in ENDINGS.get(suffix, ()):
            word = middle + ending.instead
            if suffix.startswith("ات") and ending.instead != HEH and _is_lexeme(middle + HEH):
                continue  # عملاتها are of عملة, not of عمل
            if len(word) > _SHORTEST or prefix in _WITH_ARTICLE or suffix in _AFTER_SHORT:
                yield from _weighed(prefix, word, suffix, ending)


def _is_lexeme(word: str) -> bool:
    """Return whether a folded word is the form of a dictionary."""
    of_word = entry(word)
    return of_word is not None and any(fold(each.lexeme) == word for each in of_word.readings)


def _weighed(
    prefix: str, word: str, suffix: str, ending: Ending
) -> Iterator[tuple[float, Segments]]:
    likely = math.log(PREFIXES[prefix] * ending.likely)
    listed = entry(word)
    of_word = listed or (None if suffix in _BEFORE_PRONOUNS else misspelt(word))
    if of_word:
        fitting = _fitting(of_word, prefix, word, ending)
        if fitting:
            segments = Segments(prefix, word, suffix, fitting, BY_LEXICON)
            rarity = (10 + of_word.rank) * (1 if listed else _MISSPELT)
            yield likely - math.log(rarity * (_SHORT if len(word) == _SHORTEST else 1)), segments
    elif len(word) > _SHORTEST and word in attested() and _fits(NOUN, prefix, word, ending):
        rank = attested()[word] + _UNLISTED
        yield likely - math.log(rank), Segments(prefix, word, suffix, (), BY_EVIDENCE)
    if (
        not listed and word[0] in "تن" and (of_verb := entry(YEH + word[1:]))
    ):  # سنستورد: يستورد is listed
        fitting = tuple(r for r in of_verb.readings if r.kind == VERB)
        if fitting and _fits(VERB, prefix, word, ending):
            segments = Segments(prefix, word, suffix, fitting, BY_LEXICON)
            yield likely - math.log(50 + 3 * of_verb.rank), segments


def _fitting(of_word: Entry, prefix: str, word: str, ending: Ending) -> tuple[Reading, ...]:
    return tuple(
        each
        for each in of_word.readings
        if _fits(each.kind, prefix, word, ending) and not _keeps_its_heh(each, word, ending)
    )


def _keeps_its_heh(reading: Reading, word: str, ending: Ending) -> bool:
    """Return whether an ending would follow a ة, which it makes ت, or a pronoun.

    مؤسسها is not of مؤسسة, and خطته not of خط.
    """
    if word[-1] != HEH or not ending.letters or bare(reading.lexeme).endswith(HEH):
        return False
    return ending.instead != HEH or reading.spelled.endswith(HEH)


def _fits(kind: str, prefix: str, word: str, ending: Ending) -> bool:
    """Return whether a word of a kind takes the prefix and the ending."""
    if kind not in ending.kinds:
        return False
    if kind == VERB:
        if prefix.endswith(_FUTURE):
            return word[0] in _IMPERFECT
        return not prefix.endswith(("ب", "ك", *_ARTICLES))
    if prefix.endswith(_FUTURE):
        return False
    return ending.definite or prefix not in _WITH_ARTICLE


def _foreign(folded: str) -> Segments | None:
    """Return a name or loan word that other papers spell differently, with or without ال."""
    for prefix in ("", "ال", "و", "وال", "ب", "ل", "بال", "لل"):
        if folded.startswith(prefix) and (of_word := respelled(folded[len(prefix) :])):
            return Segments(prefix, folded[len(prefix) :], "", of_word.readings, BY_RULE)
    return None


_per_thread = threading.local()


def _stemmer() -> ArabicLightStemmer:
    """Return this thread's stemmer: Tashaphyne stores its results on the instance."""
    if not hasattr(_per_thread, "stemmer"):
        stemmer = ArabicLightStemmer()
        stemmer.set_prefix_list(set(PREFIXES))
        stemmer.set_suffix_list(set(ENDINGS))
        _per_thread.stemmer = stemmer
    return _per_thread.stemmer
