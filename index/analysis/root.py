"""The root of a word: its three or four radicals, the same in every process.

Tashaphyne proposes a root for each way to cut the word, and then takes the
most frequent through a set, so that one word in eight changes its root with
PYTHONHASHSEED. Here the choice is a rule: a root of the dictionary before
another, three letters before four or two, then most proposals, the longest stem
that bears it, and last the order of the alphabet.
"""

import threading
from collections import Counter

from tashaphyne.stemming import ArabicLightStemmer

from index.analysis.normalize import fold

_per_thread = threading.local()


def root(word: str) -> str:
    """Return the folded root of word (without marks); the folded word where none is found.

    >>> root("استثمارات"), root("أسعار")
    ('ثمر', 'سعر')
    """
    stemmer = _stemmer()
    segments = sorted(stemmer.segment(word))
    proposals = [stemmer.get_affix_tuple(left, right) for left, right in segments]
    votes = Counter(proposal["root"] for proposal in proposals)
    bearers: dict[str, int] = {}
    for proposal in proposals:
        bearers[proposal["root"]] = max(bearers.get(proposal["root"], 0), len(proposal["stem"]))

    def rank(candidate: str) -> tuple[bool, bool, bool, int, int, str]:
        return (
            not stemmer.is_root(candidate),
            len(candidate) != 3,  # noqa: PLR2004  the number of radicals of most roots
            not stemmer.is_root_length_valid(candidate),
            -votes[candidate],
            -bearers[candidate],
            candidate,
        )

    return fold(min(votes, key=rank)) or fold(word)


def _stemmer() -> ArabicLightStemmer:
    """Return this thread's stemmer, with Tashaphyne's own affixes: roots need the verbs'."""
    if not hasattr(_per_thread, "stemmer"):
        _per_thread.stemmer = ArabicLightStemmer()
    return _per_thread.stemmer
