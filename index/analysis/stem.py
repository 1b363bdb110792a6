"""The stem of a word: the name of its lexeme, which all forms of the word share.

A word that may be a form of two lexemes has both in its stem (إنفاق|نفق), the commoner first: which
of the stems of an archive a query finds is the matter of kin. A word that no table holds keeps its
letters, but for the article and a few endings.
"""

from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from pyarabic.araby import ALEF, HAMZA, HEH, YEH

from index.analysis import lexicon
from index.analysis.lexicon import Reading
from index.analysis.normalize import fold, spelling
from index.analysis.segmentation import BY_RULE, segment

#: Between the lexemes of a stem.
OR = "|"
_ARTICLES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال")
#: Endings of words that no table holds, and what they take the place of.
_ENDINGS = (("ات", HEH), ("ين", ""), ("ون", ""), (ALEF, ""))
_FEWEST, _SHORTEST = 3, 4
#: What begins a verb of the future after س, and the fewest letters of one: سنستورد.
_IMPERFECT, _FUTURE = frozenset("يتن"), 6
_ALPHABET = range(ord(HAMZA), ord(YEH) + 1)


class Analysis(NamedTuple):
    """What a word is: its stem, its parts, its readings and where they come from.

    evidence is "lexicon", "evidence" or "rule" (see index.analysis.segmentation); a stem by rule
    has no reading.
    """

    stem: str
    prefix: str
    word: str
    suffix: str
    readings: tuple[Reading, ...]
    evidence: str


class Kin(NamedTuple):
    """Other stems that a word finds: same are those of its lexeme, near those of near forms."""

    same: tuple[str, ...]
    near: tuple[str, ...]


def stem(folded: str) -> str:
    """Return the stem of a folded word.

    >>> [stem(word) for word in ("والنفط", "بنك", "لشركاتها", "9.90%")]
    ['نفط', 'بنك', 'شركة', '9.9%']
    """
    return analyse(folded).stem


@lru_cache(1024)  # a query asks again and again
def analyse(printed: str) -> Analysis:
    """Return what a printed or folded word is."""
    folded = fold(printed)
    if folded[:1].isdecimal():
        return Analysis(_number_stem(folded), "", folded, "", (), BY_RULE)
    word = folded.removesuffix("+")
    if not _is_arabic(word):
        return Analysis(word, "", word, "", (), BY_RULE)
    parts = segment(word)
    if parts is None:
        return _by_rule(word)
    prefix, base, suffix, readings, evidence = parts
    if readings and len(spelled := spelling(printed).removesuffix("+")) >= len(word):
        readings = lexicon.choose(readings, _without(spelled, prefix, suffix))
    names = OR.join(dict.fromkeys(reading.name for reading in readings))
    return Analysis(names or base, prefix, base, suffix, readings, evidence)


def _is_arabic(folded: str) -> bool:
    """Return whether a folded word begins with an Arabic letter."""
    return folded[:1] != "" and ord(folded[0]) in _ALPHABET


@cache
def kin(of_stem: str) -> Kin:
    """Return the other stems that a word of a stem finds.

    >>> "نفطي" in kin("نفط").near, kin("محمد/p").near
    (True, ())
    """
    if of_stem[:1].isdecimal():
        return Kin((), () if of_stem.endswith("%") else (f"{of_stem}%",))
    if of_stem.isascii():  # a plural, or the s of Moody's; news is no plural of new
        base = of_stem.removesuffix("s")
        other = f"{of_stem}s" if base == of_stem else base
        return Kin((other,) if len(base) >= _SHORTEST else (), ())
    lexemes = of_stem.split(OR)
    shared = {one for lexeme in lexemes for one in _stems_of().get(lexeme, ())} - {of_stem}
    # Of a word of two meanings the first is nearly always meant: أسهم are shares, and rarely the
    # verb of إسهام.
    others = lexicon.near().get(lexemes[0], ())
    near = {one for other in others for one in _stems_of().get(other, ()) if _leads(other, one)}
    return Kin(tuple(sorted(shared)), tuple(sorted(near - shared)))


def _leads(lexeme: str, of_stem: str) -> bool:
    return of_stem == lexeme or of_stem.startswith(lexeme + OR)


@cache
def _stems_of() -> dict[str, frozenset[str]]:
    """Return the stems that may be in an archive, by the name of a lexeme in them."""
    of_words = (entry.readings for entry in lexicon.entries().values())
    found: dict[str, set[str]] = {}
    for names in {tuple(dict.fromkeys(each.name for each in readings)) for readings in of_words}:
        for count in range(1, len(names) + 1):
            for some in combinations(names, count):  # what spelling and clitics leave
                for name in some:
                    found.setdefault(name, set()).add(OR.join(some))
    return {name: frozenset(stems) for name, stems in found.items()}


def _without(spelled: str, prefix: str, suffix: str) -> str:
    """Return the spelling of a word without its clitics; as it is where marks blur the cut."""
    letters = spelled if spelled.isalpha() else ""
    return letters[len(prefix) : len(letters) - len(suffix)] or spelled


def _by_rule(word: str) -> Analysis:
    """Return a word that no table holds, without its article and common endings."""
    if word[:1] == "س" and word[1:2] in _IMPERFECT and len(word) >= _FUTURE:
        return Analysis(word[1:], "س", word[1:], "", (), BY_RULE)
    prefix = next(
        (p for p in _ARTICLES if word.startswith(p) and len(word) - len(p) >= _FEWEST), ""
    )
    base = word[len(prefix) :]
    for ending, instead in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= _SHORTEST:
            short = base[: len(base) - len(ending)] + instead
            return Analysis(_settled(short), prefix, short, ending, (), BY_RULE)
    return Analysis(_settled(base), prefix, base, "", (), BY_RULE)


def _settled(word: str) -> str:
    """Return a word with a closing hamza in one spelling: شواطيء, شواطئ."""
    for written in ("يء", "وء"):
        if word.endswith(written) and len(word) > _FEWEST:
            return word[: -len(written)] + HAMZA
    return word


def _number_stem(number: str) -> str:
    percent = "%" if number.endswith("%") else ""
    value = number.removesuffix("%")
    return (value.rstrip("0").rstrip(".") if "." in value else value) + percent
