"""The terms of the amounts of some texts: each stands at every word of its amount.

So an amount is found by one term in any writing, and all its words are highlighted.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.codec.inverter import PlacedTerms
from index.codec.lexicon import Lexicon, Tokens
from index.quantities.spotting import Spotted, Words


def terms_of_amounts(
    texts: Sequence[str], tokens: Sequence[Tokens], lexicon: Lexicon
) -> list[PlacedTerms]:
    """Return the terms of the amounts of each text, at its words."""
    if not tokens:
        return []
    cuts = np.cumsum([0, *(len(each.words) for each in tokens)], dtype=np.int64)
    numbers = np.concatenate([each.words for each in tokens])
    starts = np.concatenate([each.starts for each in tokens])
    ends = np.concatenate([each.ends for each in tokens])
    words = Words(numbers, starts, ends, cuts, texts)
    return list(_placed(lexicon.spotter.spot(words), cuts))


def _placed(spotted: Spotted, cuts: NDArray[np.int64]) -> Iterator[PlacedTerms]:
    """Yield the terms of each text, whose words begin at a cut and end at the next."""
    lengths = spotted.last - spotted.first + 1
    ends = np.cumsum(lengths)
    words = np.repeat(spotted.first - (ends - lengths), lengths) + np.arange(lengths.sum())
    terms = np.repeat(spotted.terms, lengths).astype(np.uint32)
    of_texts = np.searchsorted(words, cuts)
    places = (words - np.repeat(cuts[:-1], np.diff(of_texts))).astype(np.uint32)
    for begin, end in pairwise(of_texts.tolist()):
        yield PlacedTerms(places[begin:end], terms[begin:end]) if end > begin else _NOTHING


_NOTHING = PlacedTerms()
