"""What a misspelled word was meant to be: the printed words that a likely slip separates from it.

Norvig's corrector (How to Write a Spelling Corrector, 2007) with costs for Arabic: it is cheap to
confuse letters that look or sound alike and neighbouring keys, and to double or swap letters. It
works on printed forms and their counts, never on stems.
"""

from collections.abc import Iterator
from heapq import nlargest
from itertools import pairwise
from math import log

from index.versions.vocabulary import Vocabulary

_ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهويء"
#: Groups of letters that look or sound alike.
_ALIKE = "ضظ ذزد سصث تطث قكغج حهخ غخع ثت بتنيث جحخ رز شس صض طظ فق دذ ءا وء يا"
#: The rows of the Arabic keyboard: neighbouring keys are hit by mistake.
_ROWS = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ءؤرىةوزظ")
#: The costs of edits. Set by hand: halving or doubling any of them changes at most 7 of the 299
#: words of tests/relevance/misspellings.tsv, and equal costs do as well there.
_SWAP, _DOUBLED, _OMITTED, _ADDED, _NEIGHBOUR, _LOOKALIKE, _OTHER = (
    0.6,
    0.4,
    0.8,
    0.9,
    0.8,
    0.5,
    1.3,
)
#: A unit of cost outweighs a count that is lower by this power of e. Set by hand: of the 299 words
#: 273 are corrected at 1, 271 at 5, 267 at 10.
_COST = 5.0
#: How often a correction must be printed; the longest word that may not have two errors; the
#: longest word. Set by hand: the 299 words score the same from 1 to 7, 0 to 5 and 15 to 40.
_PRINTED, _SHORT, _LONG = 5, 4, 20
#: A correction that is less likely than the best by this power of e is none. Set by hand.
_FAR = 3.0
#: How often a misprint may be printed, and how many times oftener the right word. Set by hand.
MISPRINTED, _OFTENER = 5, 200


def corrections(word: str, vocabulary: Vocabulary, limit: int = 3) -> list[str]:
    """Return the printed words that a folded word may have been meant as, the likeliest first.

    Empty if the word itself is printed, but for a few misprints of a common one, or if nothing is
    near enough.
    """
    printed = vocabulary.count(word)
    if len(word) > _LONG or printed > MISPRINTED:
        return []
    found = _known(_cheap_edits(word) if printed else _edits(word), vocabulary)
    if printed:
        likely = {each for each in found if vocabulary.count(each) >= _OFTENER * printed}
        found = {each: found[each] for each in likely}
    elif not found and len(word) > _SHORT:
        found = _known(_two_cheap_edits(word), vocabulary)
    best = nlargest(limit, found, key=lambda each: (found[each], each))
    return [vocabulary.spelling(each) for each in best if found[each] > found[best[0]] - _FAR]


def corrected_beginnings(prefix: str, vocabulary: Vocabulary, limit: int) -> list[str]:
    """Return the beginnings of printed words that a folded one may have been meant as.

    The likeliest comes first: the count is that of the commonest word that begins so.
    """
    if not _SHORT <= len(prefix) <= _LONG:
        return []
    found: dict[str, float] = {}
    for begun, cost in _cheap_edits(prefix):
        for word in vocabulary.complete(begun, 1):
            likelihood = log(vocabulary.count(word)) - _COST * cost
            found[begun] = max(found.get(begun, likelihood), likelihood)
    return nlargest(limit, found, key=lambda each: (found[each], each))


def _known(edits: Iterator[tuple[str, float]], vocabulary: Vocabulary) -> dict[str, float]:
    """Return the printed words among edits, with the logarithm of their likelihood."""
    found: dict[str, float] = {}
    for candidate, cost in edits:
        count = vocabulary.count(candidate)
        if count >= _PRINTED:
            likelihood = log(count) - _COST * cost
            found[candidate] = max(found.get(candidate, likelihood), likelihood)
    return found


def _edits(word: str) -> Iterator[tuple[str, float]]:
    """Yield every word one edit away, with the cost of that edit."""
    yield from _cheap_edits(word)
    for split in range(len(word) + 1):
        before, after = word[:split], word[split:]
        for letter in _ALPHABET:
            yield before + letter + after, _OMITTED
            yield before + letter + after[1:], _OTHER
        yield before + after[1:], _ADDED


def _cheap_edits(word: str) -> Iterator[tuple[str, float]]:
    """Yield the words that a likely slip turns into word, with the cost of the slip."""
    for number, letter in enumerate(word):
        before, after = word[:number], word[number + 1 :]
        for other, cost in _CONFUSED.get(letter, {}).items():
            yield before + other + after, cost
        if after[:1] == letter:
            yield before + after, _DOUBLED
        elif after:
            yield before + after[0] + letter + after[1:], _SWAP


def _two_cheap_edits(word: str) -> Iterator[tuple[str, float]]:
    for once, first in _cheap_edits(word):
        for twice, second in _cheap_edits(once):
            yield twice, first + second


def _confused() -> dict[str, dict[str, float]]:
    costs: dict[str, dict[str, float]] = {}
    for row in _ROWS:
        for one, other in pairwise(row):
            costs.setdefault(one, {})[other] = costs.setdefault(other, {})[one] = _NEIGHBOUR
    for group in _ALIKE.split():
        for one in group:
            costs.setdefault(one, {}).update(
                dict.fromkeys((other for other in group if other != one), _LOOKALIKE)
            )
    return costs


_CONFUSED = _confused()
