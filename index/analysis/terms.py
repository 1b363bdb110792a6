"""The terms of one word: what an index stores for it, and what a query looks up.

Each word has up to three terms at one position:

- exact: the folded word, for quoted and exact search, and for ranking;
- stem: the name of its lexeme, which all its forms share;
- root: what derivations share. It adds to the score of an article that is found and finds none by
  itself: roots join two in five of the words that should stay apart.

The last two are tagged, so that the stem نفط of والنفط is not the word نفط. An article that prints
the very word matches more terms and so outranks one that prints another form. Stop words have their
exact form only; numbers have no root.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from index.analysis.lexicon import NOUN, VERB, allows, entry
from index.analysis.normalize import bare, fold
from index.analysis.root import root
from index.analysis.stem import Analysis, Kin, analyse, kin
from index.analysis.words import read_lines

#: No folded word begins with a tag, so each kind has a range of the dictionary of its own.
STEM_TAG, ROOT_TAG = "~", "^"
#: The printed words whose terms are cached: 98 % of all words of an archive of 116,853 articles.
_REMEMBERED = 200_000


class Terms(NamedTuple):
    """The index terms of a word; "" for a kind that it has none of."""

    exact: str
    stem: str = ""
    root: str = ""


@lru_cache(maxsize=_REMEMBERED)
def terms(word: str) -> Terms:
    """Return the terms of a printed word.

    >>> terms("والأسواق"), terms("فِي")
    (Terms(exact='والاسواق', stem='~سوق', root='^سوق'), Terms(exact='في', stem='', root=''))
    """
    exact = fold(word)
    if not exact or is_stop_word(word):
        return Terms(exact)
    analysis = analyse(word)
    if not analysis.stem:  # a + by itself joins nothing
        return Terms(exact)
    return Terms(exact, STEM_TAG + analysis.stem, _root_of(analysis))


def _root_of(analysis: Analysis) -> str:
    if not analysis.readings:
        return "" if analysis.word[0].isdecimal() else ROOT_TAG + root(analysis.word)
    return _root_of_lexeme(analysis.readings[0].lexeme)


@cache
def _root_of_lexeme(lexeme: str) -> str:
    return ROOT_TAG + root(bare(lexeme))


@cache
def kin_terms(stem: str) -> Kin:
    """Return the kin of a stem term, as terms; no kin for a stop word, whose stem is ""."""
    if not stem:
        return Kin((), ())
    same, near = kin(stem.removeprefix(STEM_TAG))
    return Kin(tuple(map(STEM_TAG.__add__, same)), tuple(map(STEM_TAG.__add__, near)))


def is_stop_word(word: str) -> bool:
    """Return whether a printed or folded word carries no subject, with or without و and ف.

    >>> is_stop_word("وإليه"), is_stop_word("آلية")
    (True, False)
    """
    folded = fold(word)
    if folded in stop_words():
        return _is_spelled(word, 0, stop_words()[folded])
    if folded[:1] not in ("و", "ف") or folded[1:] not in stop_words() or _is_content(folded):
        return False
    return _is_spelled(word, 1, stop_words()[folded[1:]])


def _is_spelled(word: str, start: int, spellings: list[str]) -> bool:
    """Return whether word is spelled as one of spellings from start on, as far as it tells."""
    letters = bare(word)[start:]
    return any(allows(letters, each) for each in spellings)


def _is_content(folded: str) -> bool:
    """Return whether a word that looks like و or ف and a stop word is another: فهم, وهم."""
    of_word = entry(folded)
    if of_word is None or not of_word.is_listed:
        return False
    return of_word.readings[0].kind in (NOUN, VERB)


@cache
def stop_words() -> dict[str, list[str]]:
    """Return the spellings of the stop words by their folded form."""
    found: dict[str, list[str]] = {}
    for spelled in read_lines("stopwords.txt"):
        found.setdefault(fold(spelled), []).append(spelled)
    return found
