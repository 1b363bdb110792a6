"""The sequences of words that many articles print."""

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.phrases.sequences as sequences_module
from index.phrases.running import BREAK, RARE, RunningWords
from index.phrases.sequences import frequent_sequences

NAMES = ["", "", "سعر", "صرف", "الدولار", "ترتفع"]
LONGEST, LEAST = 4, 2


def running(texts):
    """Return texts, lists of numbers of words, as running words, a document each."""
    numbers = [number for text in texts for number in (*text, BREAK)]
    owners = [owner for owner, text in enumerate(texts) for _ in (*text, BREAK)]
    return RunningWords(NAMES, np.array(numbers, np.uint16), np.array(owners, np.uint32))


def counted(texts, standing):
    """Return the articles and the places of each sequence, counted one by one."""
    articles, places = defaultdict(set), Counter()
    for owner, text in enumerate(texts):
        for begin in range(len(text)):
            for length in range(2, LONGEST + 1):
                words = tuple(text[begin : begin + length])
                if len(words) == length and all(standing[word] for word in words):
                    articles[words].add(owner)
                    places[words] += 1
    return {
        words: (len(owners), places[words])
        for words, owners in articles.items()
        if len(owners) >= LEAST
    }


@given(
    st.lists(st.lists(st.integers(RARE, len(NAMES) - 1), max_size=8), min_size=1, max_size=6),
    st.lists(st.booleans(), min_size=len(NAMES), max_size=len(NAMES)),
    st.sampled_from([1, 3, 1 << 22]),
)
def test_sequences_are_counted_as_one_by_one(texts, flags, at_once):
    """By articles and by places, without breaks, rare words and words that do not count.

    However many are sorted at once.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sequences_module, "_AT_ONCE", at_once)
        check(texts, np.array([False, False, *flags[2:]]))


def check(texts, standing):
    """Compare what is found with what is counted one by one."""
    found = {}
    for sequences in frequent_sequences(running(texts), standing, LONGEST, LEAST):
        rows = map(tuple, sequences.words.tolist())
        counts = zip(sequences.articles.tolist(), sequences.occurrences.tolist(), strict=True)
        found.update(zip(rows, counts, strict=True))
        numbers = running(texts).numbers
        length = sequences.words.shape[1]
        for place, of in zip(sequences.places.tolist(), sequences.of.tolist(), strict=True):
            assert numbers[place : place + length].tolist() == sequences.words[of].tolist()
    assert found == counted(texts, standing)
