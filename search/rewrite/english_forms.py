"""The forms of an English word that are one: plurals, British and American spelling.

A form is a key and not a word: what two spellings share need not be spelled by anybody.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.analysis import fold, tokenize
from search.query.english import stop_words

Key = tuple[str, ...]

#: Words that end in s and are no plurals of the word without it, beside those of _NO_PLURAL.
_NO_PLURALS = frozenset("securities goods futures arms".split())
#: Business, basis, surplus, economics; what has three letters may be UPS, CDS or gas.
_NO_PLURAL = re.compile(r".*(?:ss|is|us|ics)|.{0,3}")
_PLURAL = re.compile(r"(?P<y>(?<=..)ies)$|(?P<hiss>(?<=ss|sh|ch|zz)es|(?<=x)es)$|s$")
#: British endings: -ise, -our, -tre, -ogue, -ence, -lled; and the American ones.
_BRITISH_ENDING = re.compile(
    r"is(?P<ise>e|ed|er|ing|ation)$|(?<=..)our(?P<our>ed|ing|)$|(?<=[tb])(?P<re>re)$"
    r"|o(?P<ogue>gue)$|(?<=[fl]en)(?P<ence>ce)$|(?<=[aeu])ll(?P<ll>ed|ing|er)$"
)
_AMERICAN_ENDING = {
    "ise": "iz{}",
    "our": "or{}",
    "re": "er",
    "ogue": "og",
    "ence": "se",
    "ll": "l{}",
}
#: Irregular plurals, and words that are spelled otherwise than by an ending.
_OTHERWISE = {
    "crises": "crisis",
    "analyses": "analysis",
    "indices": "index",
    "bonuses": "bonus",
    "viruses": "virus",
    "gases": "gas",
    "evs": "ev",
    "men": "man",
    "women": "woman",
    "programme": "program",
    "cheque": "check",
    "aluminium": "aluminum",
    "tonne": "ton",
    "tyre": "tire",
    "licence": "license",
    "sulphur": "sulfur",
    "jewellery": "jewelry",
}
_PLAIN = re.compile("[a-z0-9 ]+")
_PARTS = re.compile("[a-z]+|[0-9]+")
#: The words whose forms are cached: those of the tables, and as many again.
_REMEMBERED = 8192


def key(words: Sequence[str]) -> Key:
    """Return what all forms of a term share, of its folded words; stop words are left out.

    >>> key(["labour", "markets"]), key(["cost", "of", "living"])
    (('labor', 'market'), ('cost', 'living'))
    """
    each = zip(words, stop_words(words), strict=True)
    return tuple([_form(word) for word, is_stop_word in each if not is_stop_word])


def key_of_text(term: str) -> Key:
    """Return the key of a term as it is written in a table."""
    lower = term.lower()
    if _PLAIN.fullmatch(lower):  # as the tokenizer does, at a tenth of the time
        return key(_PARTS.findall(lower))
    return key([fold(word.text) for word in tokenize(term)])


@lru_cache(_REMEMBERED)
def _form(word: str) -> str:
    """Return what the plural and the other spelling of a folded word share with it."""
    singular = _OTHERWISE.get(word) or _singular(word)
    return _OTHERWISE.get(singular) or _BRITISH_ENDING.sub(_american, singular)


def _singular(word: str) -> str:
    if word[-1] != "s" or word in _NO_PLURALS or _NO_PLURAL.fullmatch(word):
        return word
    plural = _PLURAL.search(word)
    if plural and plural["y"]:
        return word[:-3] + "y"
    return word[:-2] if plural and plural["hiss"] else word[:-1]


def _american(ending: re.Match[str]) -> str:
    kind = ending.lastgroup or ""
    return _AMERICAN_ENDING[kind].format(ending[kind])
