"""The forms of a word in a writing: which printed words are it.

A word that is written with ال has it in print; one without may have it. The clitics و ف ب ك ل may
stand before the first word of a name, unless they are its own letters: لبنان is no ل and بنان.
"""

from collections.abc import Iterator

from index.analysis.lexicon import entry
from index.analysis.normalize import bare
from index.analysis.segmentation import attested

_ARTICLE, _FEMININE = "ال", "ة"
_CONJUNCTIONS, _PREPOSITIONS = frozenset("وف"), frozenset("بكل")
_CLITICS = _CONJUNCTIONS | _PREPOSITIONS
#: A word of so many letters has no clitic. Set by hand.
_FEWEST = 3
#: The letters of an abbreviation that is one in capitals only: in small letters it is a word.
_ABBREVIATION = range(2, 4)
#: What is added to a relational adjective (سعودي), and to other nouns (دولار, سهم).
_OF_ADJECTIVES = ("ة", "ين", "ون", "ات", "ا", "ان", "تين", "تان")
_OF_NOUNS = ("ات", "ا", "ين", "ان")
_OF_FEMININES = ("ات", "تين", "تان", "ت")


def keys(printed: str, folded: str) -> list[str]:
    """Return what a printed word may be looked up by where a name begins, the likeliest first.

    >>> keys("وللسعودية", "وللسعوديه")
    ['وللسعوديه', 'للسعوديه', 'السعوديه', 'لسعوديه']
    """
    if folded[:1] not in _CLITICS or len(folded) <= _FEWEST:
        return [printed, folded] if is_abbreviation(printed) else [folded]
    found, whole = [folded], folded
    if whole[0] in _CONJUNCTIONS:
        whole = whole[1:]
        found.append(whole)
    if whole[0] in _PREPOSITIONS and len(whole) > _FEWEST:
        if whole.startswith("لل"):
            found.append(_ARTICLE + whole[2:])
        found.append(whole[1:])
    return found


def is_whole(folded: str) -> bool:
    """Return whether a folded word is one of its own, so that no letter of it is a clitic.

    >>> is_whole("لبنان"), is_whole("بالسعوديه")
    (True, False)
    """
    listed = entry(folded)
    return folded in attested() or (listed is not None and listed.is_listed)


def is_abbreviation(word: str) -> bool:
    """Return whether a word names something in capitals only: UAE, EU."""
    return len(word) in _ABBREVIATION and word.isascii() and word.isalpha() and word.isupper()


def inflected(word: str) -> Iterator[str]:
    """Yield the forms of a word of a writing that ~ stands for, itself first.

    >>> list(inflected("سعودي"))[:4], list(inflected("ليرة"))[:2]
    (['سعودي', 'سعودية', 'سعوديين', 'سعوديون'], ['ليرة', 'ليرات'])
    """
    yield word
    letters = bare(word)
    if letters.endswith(_FEMININE):
        yield from (letters[:-1] + ending for ending in _OF_FEMININES)
    else:
        endings = _OF_ADJECTIVES if letters.endswith("ي") else _OF_NOUNS
        yield from (letters + ending for ending in endings)


def with_article(word: str) -> Iterator[str]:
    """Yield a word that is a whole writing, and the same with ال if it has none."""
    yield word
    if not word.startswith(_ARTICLE) and not word[:1].isascii():
        yield _ARTICLE + word
