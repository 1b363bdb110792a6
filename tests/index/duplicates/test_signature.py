"""Signatures: what of a text is compared with other texts."""

from itertools import pairwise

import numpy as np

from index.codec.lexicon import Lexicon
from index.duplicates.signature import EMPTY, NUMBERS, SHINGLES, signatures
from tests.index.duplicates.texts import MONDAY, REPORT, STORY


def test_a_signature_is_of_the_threes_and_of_the_numbers():
    """The signature of a text does not depend on the texts that are signed with it."""
    lexicon = Lexicon()
    texts = [STORY, "", "النفط", REPORT.format(*MONDAY), "2015 2016"]
    tokens = list(lexicon.read(texts))
    hashes, numeric = lexicon.hashes(tokens), lexicon.numeric(tokens)
    ends = np.cumsum([len(each.words) for each in tokens])
    together = signatures(hashes, numeric, ends)
    for row, (begin, end) in zip(together, pairwise([0, *ends.tolist()]), strict=True):
        alone = signatures(hashes[begin:end], numeric[begin:end], np.array([end - begin]))
        assert row.tolist() == alone[0].tolist()
    filled = together != EMPTY
    assert filled[:, SHINGLES:].any(axis=1).tolist() == [False, False, False, True, True]
    assert filled[:, :SHINGLES].any(axis=1).tolist() == [True, False, False, True, False]
    assert together.shape == (5, SHINGLES + NUMBERS)
