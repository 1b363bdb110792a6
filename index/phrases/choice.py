"""The phrases of an archive: frequent sequences that begin and end where a phrase may."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from index.codec.deletions import PartialSegment
from index.codec.inverter import stable_order
from index.phrases.cohesion import Cohesion
from index.phrases.running import RunningWords, running_words
from index.phrases.sequences import Sequences, frequent_sequences
from index.phrases.words import Flags, WordKinds

#: The most words of a phrase.
LONGEST = 5
#: A phrase is printed by this many articles, and by one of so many. Set by hand: so phrases take a
#: hundredth of an index of 13,728 articles.
_FEWEST, _ONE_OF = 3, 2000


def phrases(parts: Sequence[PartialSegment]) -> Iterator[tuple[str, int]]:
    """Yield the phrases of an archive, folded, with the number of articles that print each.

    A word that may stand by itself is one of them.
    """
    least = max(_FEWEST, sum(part.documents for part in parts) // _ONE_OF)
    running = running_words(parts, least)
    kinds = WordKinds(running.names)
    cohesion = Cohesion(running, kinds)
    kinds.may_begin &= cohesion.may_begin
    yield from _words(running, kinds.may_begin & kinds.may_end, least)
    for found, longer in pairwise(_levels(running, kinds, least)):
        if found is not None:
            chosen = np.flatnonzero(cohesion.judge(found, longer, kinds.fit(found.words)))
            rows, articles = found.words[chosen].tolist(), found.articles[chosen].tolist()
            for words, count in zip(rows, articles, strict=True):
                yield " ".join(running.names[word] for word in words), count


def _levels(running: RunningWords, kinds: WordKinds, least: int) -> Iterator[Sequences | None]:
    """Yield the frequent sequences of each length up to one word more than a phrase, then None."""
    yield from frequent_sequences(running, kinds.counts, LONGEST + 1, least)
    yield None


def _words(running: RunningWords, may_stand: Flags, least: int) -> Iterator[tuple[str, int]]:
    """Yield the words that may stand by themselves, with their articles."""
    stand = np.flatnonzero(may_stand[running.numbers])
    order = stand[stable_order(running.numbers[stand].astype(np.uint32))]
    words, held = running.numbers[order], running.documents[order]
    fresh = np.ones(len(words), np.bool_)
    fresh[1:] = (words[1:] != words[:-1]) | (held[1:] != held[:-1])
    articles = np.bincount(words[fresh], minlength=len(running.names))
    for word in np.flatnonzero(articles >= least).tolist():
        yield running.names[word], int(articles[word])
