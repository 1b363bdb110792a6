"""The light stem of a word: what is left without clitics and endings.

Tashaphyne finds the segments (Zerrouki, 2010), with our own lists of affixes: its own lists also
strip letters of verbs and ruin the vocabulary of the field (نفط -> فط, بنك -> نك, وزارة -> زار).
exemptions.txt lists the stems that the shorter lists still get wrong, because they look as if
they began or ended with an affix (بنك: is ب a preposition?).

A stem depends on the folded word only, so that all spellings of a word (أسعار, اسعار, أَسْعَار) have
the same stem.
"""

import threading
from functools import cache
from importlib.resources import files
from itertools import product

from pyarabic.araby import HAMZA, HEH, TEH_MARBUTA, YEH
from tashaphyne.stemming import ArabicLightStemmer

from index.analysis.normalize import fold

#: Conjunctions, prepositions and the article, alone and joined.
PREFIXES = frozenset(
    "و ف ب ك ل ال وال فال بال كال لل ولل فلل وبال فبال وكال وب فب وك فك ول فل".split()
)
#: Feminine, dual and plural endings, nisba, tanween, possessive pronouns.
SUFFIXES = frozenset(
    "ة ه ها هم هما هن نا ا ي ات ان ين ون تين تان ته تها تهم تهما تنا اته اتها اتهم اتنا"
    " ية يات يا يين يون يان يتين يتان يته يتها يتهم ياته ياتها ياتهم يه يها يهم".split()
)
#: The most letters of a noun stem for Tashaphyne.
_LONGEST_NOUN = 7
_SHORTEST = 2
_PLURALS = ("ين", "ون", "ان")
#: Endings before which a closing ة is written ت.
_FEMININE = ("ت", "ات")
_ALPHABET = range(ord(HAMZA), ord(YEH) + 1)


def light_stem(folded: str) -> str:
    """Return the stem of a folded word; the word itself if it has no affix.

    A number's stem is its value without percent sign and closing zeros.

    >>> [light_stem(word) for word in ("والنفط", "بنك", "البنك", "لشركاتها", "9.90%")]
    ['نفط', 'بنك', 'بنك', 'شركه', '9.9']
    """
    if folded[:1].isdecimal():
        return _number_stem(folded)
    word = folded.removesuffix("+")
    if not word or ord(word[0]) not in _ALPHABET:
        return word
    return _exempt_stem(word) or _tashaphyne_stem(word)


def _exempt_stem(word: str) -> str | None:
    """Return the longest exempted stem that affixes leave of word, None if there is none.

    A stem in ة is also found before a pronoun and in the plural: عملتها, عملات.
    """
    starts = [len(p) for p in ("", *PREFIXES) if word.startswith(p)]
    endings = [s for s in ("", *_FOLDED_SUFFIXES) if word.endswith(s)]
    found = []
    for start, ending in product(starts, endings):
        stem = word[start : len(word) - len(ending)]
        feminine = HEH if ending.startswith(_FEMININE) else ""
        found += [stem, stem + feminine]
    exempt = (stem for stem in found if len(stem) > _SHORTEST and stem in exemptions())
    return max(exempt, key=_by_length, default=None)


def _tashaphyne_stem(word: str) -> str:
    # The fold made ة to ه: without this a closing ه could only be a pronoun.
    written = word.removesuffix(HEH) + TEH_MARBUTA if word.endswith(HEH) else word
    stemmer = _stemmer()
    stemmer.segment(written)
    stemmer.set_word("")  # else its own stop words are returned whole (عامة, not العامة)
    stem = fold(stemmer.get_stem()) or word
    if stem == word and len(word) > _LONGEST_NOUN:
        stem = _strip_affixes(word)
    if stem.endswith(YEH) and word.endswith(_PLURALS):
        stem = stem.removesuffix(YEH)  # a nisba in the plural: السعوديين, as السعودية
    return stem if len(stem) >= _SHORTEST else word


def _strip_affixes(word: str) -> str:
    """Strip the longest prefix and the longest suffix from a long loan word."""
    start = max(len(p) for p in ("", *PREFIXES) if word.startswith(p))
    end = max(len(s) for s in ("", *_FOLDED_SUFFIXES) if word[start:].endswith(s))
    return word[start : len(word) - end]


def _number_stem(number: str) -> str:
    value = number.removesuffix("%")
    return value.rstrip("0").rstrip(".") if "." in value else value


def _by_length(stem: str) -> tuple[int, str]:
    return len(stem), stem


_FOLDED_SUFFIXES = frozenset(fold(suffix) for suffix in SUFFIXES)
_per_thread = threading.local()


def _stemmer() -> ArabicLightStemmer:
    """Return this thread's stemmer: Tashaphyne stores its results on the instance."""
    if not hasattr(_per_thread, "stemmer"):
        stemmer = ArabicLightStemmer()
        stemmer.set_prefix_list({"", *PREFIXES})
        stemmer.set_suffix_list({"", *SUFFIXES})
        _per_thread.stemmer = stemmer
    return _per_thread.stemmer


@cache
def exemptions() -> frozenset[str]:
    """Return the stems whose first and last letters are no affixes, folded."""
    return frozenset(read_words("exemptions.txt"))


def read_words(name: str) -> list[str]:
    """Return the folded words of a list beside this module; # begins a comment."""
    text = files("index.analysis").joinpath(name).read_text("utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [fold(line) for line in lines if line]
