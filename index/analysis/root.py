"""The root of a word: its three or four radicals, the same in every process.

Tashaphyne proposes a root for each segmentation of the word and picks the most frequent by way of
a set, so that one word in eight changes its root with PYTHONHASHSEED. Here a rule picks: a root of
the dictionary before others, three letters before four or two, then the most proposals, the
longest stem with the root, and last alphabetical order.
"""

import threading
from collections import Counter

from tashaphyne.stemming import ArabicLightStemmer

from index.analysis.normalize import fold

_per_thread = threading.local()


def root(word: str) -> str:
    """Return the folded root of word (without diacritics); the folded word if there is none.

    >>> root("استثمارات"), root("أسعار")
    ('ثمر', 'سعر')
    """
    stemmer = _stemmer()
    segments = sorted(stemmer.segment(word))
    proposals = [stemmer.get_affix_tuple(left, right) for left, right in segments]
    votes = Counter(proposal["root"] for proposal in proposals)
    longest_stems: dict[str, int] = {}
    for proposal in proposals:
        candidate, stem = proposal["root"], proposal["stem"]
        longest_stems[candidate] = max(longest_stems.get(candidate, 0), len(stem))

    def rank(candidate: str) -> tuple[bool, bool, bool, int, int, str]:
        return (
            not stemmer.is_root(candidate),
            len(candidate) != 3,  # noqa: PLR2004  the number of radicals of most roots
            not stemmer.is_root_length_valid(candidate),
            -votes[candidate],
            -longest_stems[candidate],
            candidate,
        )

    return fold(min(votes, key=rank)) or fold(word)


def _stemmer() -> ArabicLightStemmer:
    """Return this thread's stemmer, with Tashaphyne's own affixes: roots need those of verbs."""
    if not hasattr(_per_thread, "stemmer"):
        _per_thread.stemmer = ArabicLightStemmer()
    return _per_thread.stemmer
