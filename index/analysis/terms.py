"""The terms of one word: what an index stores for it, and what a query looks up.

Each word has up to four terms at one position:

- exact: the folded word, for quoted and exact search, and for ranking;
- stem: the light stem, so that clitics and endings do not matter;
- family: what represents the stems of one word (سوق, أسواق), if there are several;
- root: what derivations share. It adds to the score of an article that is found and finds none by
  itself: roots join two in five of the words that should stay apart.

The last three are tagged, so that the stem نفط of والنفط is not the word نفط. An article that
prints the very word matches more terms and so outranks one that prints another form. Stop words
have their exact form only.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from index.analysis.family import family
from index.analysis.normalize import fold
from index.analysis.root import root
from index.analysis.stem import light_stem, read_words

#: No folded word begins with a tag, so each kind has a range of the dictionary of its own.
STEM_TAG, FAMILY_TAG, ROOT_TAG = "~", "=", "^"
#: The printed words whose terms are cached: 98 % of all words of an archive of 116,853 articles.
_REMEMBERED = 200_000


class Terms(NamedTuple):
    """The index terms of a word; "" for a kind that it has none of."""

    exact: str
    stem: str = ""
    family: str = ""
    root: str = ""


@lru_cache(maxsize=_REMEMBERED)
def terms(word: str) -> Terms:
    """Return the terms of a printed word.

    >>> terms("والأسواق"), terms("فِي")
    (Terms(exact='والاسواق', stem='~اسواق', family='=سوق', root='^وسق'), \
Terms(exact='في', stem='', family='', root=''))
    """
    exact = fold(word)
    if not exact or is_stop_word(exact):
        return Terms(exact)
    stem = light_stem(exact)
    leader = family(stem)
    radicals = "" if exact[0].isdecimal() else ROOT_TAG + root(exact)
    return Terms(exact, STEM_TAG + stem, leader and FAMILY_TAG + leader, radicals)


def is_stop_word(folded: str) -> bool:
    """Return whether a folded word carries no subject, with or without و and ف."""
    return folded in stop_words() or (folded[:1] in "وف" and folded[1:] in stop_words())


@cache
def stop_words() -> frozenset[str]:
    """Return the stop words, folded."""
    return frozenset(read_words("stopwords.txt"))
