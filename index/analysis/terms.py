"""The terms of one word: what an index stores for it, and what a query looks up.

Each word puts its terms at one position: the exact form, which is the folded
word, and the stem, tagged so that the stem نفط of والنفط is not the word نفط.
A query asks for both, so an article that prints the very word outranks one
that prints another form. Stop words have no stem.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from index.analysis.normalize import fold
from index.analysis.stem import light_stem, read_words

#: No folded word begins with it, so stems have a range of the dictionary for themselves.
STEM_TAG = "~"
#: Distinct printed words whose terms are remembered: 98 % of all words of a large archive.
_REMEMBERED = 200_000


class Terms(NamedTuple):
    """The index terms of a word; stem is "" where the word is a stop word."""

    exact: str
    stem: str

    def __bool__(self) -> bool:
        """Return whether anything is left of the word."""
        return bool(self.exact)


@lru_cache(maxsize=_REMEMBERED)
def terms(word: str) -> Terms:
    """Return the terms of a printed word.

    >>> terms("والنفط"), terms("فِي")
    (Terms(exact='والنفط', stem='~نفط'), Terms(exact='في', stem=''))
    """
    exact = fold(word)
    if not exact or is_stop_word(exact):
        return Terms(exact, "")
    return Terms(exact, STEM_TAG + light_stem(exact))


def is_stop_word(folded: str) -> bool:
    """Return whether a folded word carries no subject, with or without و and ف."""
    return folded in stop_words() or (folded[:1] in "وف" and folded[1:] in stop_words())


@cache
def stop_words() -> frozenset[str]:
    """Return the stop words, folded."""
    return frozenset(read_words("stopwords.txt"))
