"""Foreign words as other papers spell them: متسوبيشي, ميتسوبيشي; تكسس, تكساس.

Arabic has no letter for g, p or v, and writes foreign vowels or omits them.
"""

from functools import cache

from index.analysis.lexicon import LOAN, NAME, Entry, entries

#: Letters of one foreign sound, and those that spell its vowels or are left out.
_SOUNDS = str.maketrans("غقكطپزصضث", "جججتبسسدت")
_VOWELS = "اوي"
_FEW, _MANY, _LONG = 3, 4, 6


def respelled(word: str) -> Entry | None:
    """Return the entry of a foreign word that is spelled as other papers do, None if there is none.

    Letters of one sound may change, and one vowel may be left out or put in; both only in a long
    word, and no letter in a short one.

    >>> respelled("متسوبيشي").readings[0].lexeme
    'ميتسوبيشي'
    """
    sounds = word.translate(_SOUNDS)
    consonants = _consonants(sounds)
    for other in _foreign().get(consonants, ()):
        others = other.translate(_SOUNDS)
        shortest = (
            0 if _consonants(word) == _consonants(other) else _MANY if sounds == others else _LONG
        )
        if len(word) > shortest and _differ_by_a_vowel(sounds, others, consonants):
            return entries()[other]
    return None


def sounds(word: str) -> str:
    """Return a folded word with one letter for each sound, which all spellings of it share.

    >>> sounds("غوغل") == sounds("جوجل"), sounds("اردوغان") == sounds("اردوجان")
    (True, True)
    """
    return word.translate(_SOUNDS)


@cache
def _foreign() -> dict[str, list[str]]:
    """Return the names and loan words by their consonants."""
    found: dict[str, list[str]] = {}
    for word, of_word in entries().items():
        if of_word.readings[0].kind in (NAME, LOAN):
            found.setdefault(_consonants(word.translate(_SOUNDS)), []).append(word)
    return found


def _consonants(sounds: str) -> str:
    return "".join(letter for letter in sounds if letter not in _VOWELS)


def _differ_by_a_vowel(one: str, other: str, consonants: str) -> bool:
    if one == other:
        return len(consonants) > 1 and len(one) > _FEW
    if len(consonants) < _MANY and (len(consonants) < _FEW or len(one) < _LONG):
        return False
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) == len(shorter):
        different = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return len(different) == 1 and all(letter in _VOWELS for letter in different[0])
    return any(
        letter in _VOWELS and longer[:at] + longer[at + 1 :] == shorter
        for at, letter in enumerate(longer)
    )
