"""The kernels compiled by Numba, for a process that answers many queries.

compiled_cache keeps the code in a directory, so that only the first process pays for it.
"""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from index.codec.ragged import Ragged
from index.postings import PLACES
from index.schema import TEXT_FIELDS
from search.engine.protocol import Documents
from search.engine.scoring import kernels
from search.engine.scoring.compiled_scorer import SCORING_LOOPS, CompiledScorer
from search.engine.scoring.kernels import Kernels, Mask, Matches
from search.weights import WEIGHTS

#: The columns that candidates deals documents into: this many, or this many for each of the k.
#: Set by hand, by the time of queries over 13,728 and 116,853 articles.
_COLUMNS, _COLUMNS_EACH = 512, 4
#: Columns do not pay where the mask has fewer than one document in this many.
_RARE = 32


@njit(nogil=True, boundscheck=False)
def _follow(documents, counts, positions, next_documents, next_counts, next_positions, reach):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, PLR0913, PLR0917
    shared = _shared(documents, next_documents)
    holding = np.empty(len(shared), next_documents.dtype)
    in_each = np.empty(len(shared), next_counts.dtype)
    reached = np.empty(len(next_positions), next_positions.dtype)
    one = other = start = next_start = held = total = 0
    for slot in shared:
        document = next_documents[slot]
        while documents[one] < document:
            start += counts[one]
            one += 1
        while other < slot:
            next_start += next_counts[other]
            other += 1
        at, end, before = start, start + counts[one], total
        for next_at in range(next_start, next_start + next_counts[slot]):
            position = np.int64(next_positions[next_at])
            while at < end and positions[at] < position:
                at += 1
            if at > start and position - np.int64(positions[at - 1]) <= reach:
                reached[total] = next_positions[next_at]
                total += 1
        if total > before:
            holding[held] = document
            in_each[held] = total - before
            held += 1
    return holding[:held], in_each[:held], reached[:total]


@njit(nogil=True, boundscheck=False)
def _shared(documents, others):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Return the indices in others of the documents that are also in documents, int64.

    It marks documents in a table of all: walking the two lists side by side would make the
    processor mispredict a branch at every step.
    """
    if not len(documents) or not len(others):
        return np.zeros(0, np.int64)
    marked = np.zeros(max(documents[-1], others[-1]) + 1, np.uint8)
    for document in documents:
        marked[document] = 1
    indices = np.empty(len(others), np.int64)
    count = 0
    for index in range(len(others)):
        indices[count] = index
        count += marked[others[index]]
    return indices[:count]


@njit(nogil=True, boundscheck=False)
def _locate(holding, counts, positions, documents):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Return the locations of a term in documents: those of index.reader.locate."""
    slots = np.searchsorted(holding, documents)
    total = 0
    for number, slot in enumerate(slots):
        if slot < len(holding) and holding[slot] == documents[number]:
            total += counts[slot]
    locations = np.empty(total, np.int64)
    passed = start = count = 0
    for number, slot in enumerate(slots):
        if slot == len(holding) or holding[slot] != documents[number]:
            continue
        for before in range(passed, slot):
            start += counts[before]
        passed = slot
        for at in range(start, start + counts[slot]):
            locations[count] = documents[number] * PLACES + positions[at]
            count += 1
    return locations


def candidates(mask: Mask, key: NDArray[Any], k: int) -> NDArray[np.int64]:
    """Return the documents of mask that may be among the k with the highest keys, int64."""
    if np.count_nonzero(mask) * _RARE < len(mask):
        return kernels.candidates(mask, key, k)
    lowest = -np.inf if key.dtype.kind == "f" else np.iinfo(key.dtype).min
    return _candidates(mask, key, k, lowest, max(_COLUMNS, _COLUMNS_EACH * k))


@njit(nogil=True, boundscheck=False)
def _candidates(mask, key, k, lowest, columns):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Deal the documents into columns, and look through the columns with the highest keys.

    The bound is the k-th highest of the columns' highest keys. At least k documents reach it, so
    none below it is among the first k. A heap was slower: it mispredicts at every document.
    """
    highest = np.full(columns, lowest, key.dtype)
    absent = highest[0]
    for start in range(0, len(mask), columns):
        inside, keys = mask[start : start + columns], key[start : start + columns]
        for column in range(len(keys)):  # without a branch, so that it is vectorised
            value = keys[column]
            value = value if inside[column] else absent
            best = highest[column]
            highest[column] = value if value > best else best  # noqa: FURB136  max() has a branch
    bound = np.partition(highest, columns - k)[columns - k]
    documents = np.empty(len(mask), np.int64)
    count = 0
    for leader in np.flatnonzero(highest >= bound):
        for document in range(leader, len(mask), columns):
            if mask[document] and key[document] >= bound:
                documents[count] = document
                count += 1
    return documents[:count]


def tally(column: Ragged, documents: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Return how many of ascending documents have each value of a column below size, int64."""
    return _tally(column.values, column.starts, documents, size)


@njit(nogil=True, boundscheck=False)
def _tally(values, starts, documents, size):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    counts = np.zeros(size, np.int64)
    for document in documents:
        for at in range(starts[document], starts[document + 1]):
            counts[values[at]] += 1
    return counts


@njit(nogil=True, boundscheck=False)
def _opening(locations, documents, first):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    begins = np.zeros(len(documents), np.bool_)
    slot = 0
    for location in locations:
        if location % PLACES < first:
            while documents[slot] < location // PLACES:
                slot += 1
            begins[slot] = True
    return begins


@njit(nogil=True, boundscheck=False)
def _beside(one, other, documents, reach):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    adjacent, near = np.zeros(len(documents), np.int64), np.zeros(len(documents), np.int64)
    at = slot = 0
    for location in other:
        while at < len(one) and one[at] < location:
            at += 1
        if at and location - one[at - 1] == 1:
            while documents[slot] < location // PLACES:
                slot += 1
            adjacent[slot] += 1
    at = slot = 0
    for location in one:
        while at < len(other) and other[at] < location:
            at += 1
        after = at < len(other) and other[at] - location <= reach
        if after or (at and location - other[at - 1] <= reach):
            while documents[slot] < location // PLACES:
                slot += 1
            near[slot] += 1
    return adjacent, near


def _prepare(documents: Documents) -> None:
    """Compile the loops for the dtypes of the arrays, so that no query waits for it."""
    matches = Matches(np.ones(len(documents), np.bool_), np.zeros(len(documents), np.float32))
    for key in (matches.scores, documents.published, -documents.published):
        candidates(matches.mask, key, 1)
    tally(Ragged(np.zeros(1, np.uint32), np.arange(2)), np.zeros(1, np.int64), 1)
    nowhere = np.zeros(0, np.int64)
    _opening(nowhere, nowhere, 1)
    _beside(nowhere, nowhere, nowhere, 1)
    scorer = CompiledScorer(documents, WEIGHTS, exact=False)
    scorer.add((), (), matches)
    for field in TEXT_FIELDS:
        for term in documents.expand_prefix(field, "", 1):
            occurrences = documents.occurrences(field, term)
            reached = _follow(*occurrences, *occurrences, 1)
            _locate(*occurrences, np.zeros(1, np.int64))
            _follow(*reached, *occurrences, 1)  # type: ignore[call-arg]  # no stub for unpacking
            for holding, *_ in (occurrences, reached):
                scorer.add_to(holding, (), (), matches)


#: All that is compiled.
LOOPS = (_follow, _shared, _locate, _candidates, _tally, _opening, _beside, *SCORING_LOOPS)
COMPILED = Kernels(
    scorer=CompiledScorer,
    follow=_follow,
    candidates=candidates,
    locate=_locate,
    tally=tally,
    opening=_opening,
    beside=_beside,
    prepare=_prepare,
)
