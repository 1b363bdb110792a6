"""The kernels compiled by Numba, for a process that answers many queries.

Compiled code is kept beside this file (or in Numba's cache directory where that is not
writable), so that only the first process of an installation pays for it.
"""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from index.reader import ArticleReader
from search import kernels
from search.compiled_scorer import CompiledScorer
from search.kernels import Found, Kernels, Matches
from search.ranking import WEIGHTS

#: Columns that documents are dealt into: so many, or so many for each document asked for.
_COLUMNS, _COLUMNS_EACH = 512, 4
#: Where fewer than one document in so many is found, columns are not worth their while.
_RARE = 32


@njit(cache=True, nogil=True, boundscheck=False)
def _follow(documents, counts, positions, next_documents, next_counts, next_positions, reach):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, PLR0913, PLR0917
    shared = _shared(documents, next_documents)
    holding = np.empty(len(shared), next_documents.dtype)
    in_each = np.empty(len(shared), next_counts.dtype)
    reached = np.empty(len(next_positions), next_positions.dtype)
    one = other = start = next_start = found = total = 0
    for place in shared:
        document = next_documents[place]
        while documents[one] < document:
            start += counts[one]
            one += 1
        while other < place:
            next_start += next_counts[other]
            other += 1
        at, end, before = start, start + counts[one], total
        for next_at in range(next_start, next_start + next_counts[place]):
            position = np.int64(next_positions[next_at])
            while at < end and positions[at] < position:
                at += 1
            if at > start and position - np.int64(positions[at - 1]) <= reach:
                reached[total] = next_positions[next_at]
                total += 1
        if total > before:
            holding[found] = document
            in_each[found] = total - before
            found += 1
    return holding[:found], in_each[:found], reached[:total]


@njit(cache=True, nogil=True, boundscheck=False)
def _shared(documents, others):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Return the places in others of what is in documents, too.

    A table of all documents, set and asked: two lists walked side by side would have the
    processor guess at every step which of them goes on.
    """
    if not len(documents) or not len(others):
        return np.zeros(0, np.int64)
    held = np.zeros(max(documents[-1], others[-1]) + 1, np.uint8)
    for document in documents:
        held[document] = 1
    places = np.empty(len(others), np.int64)
    taken = 0
    for place in range(len(others)):
        places[taken] = place
        taken += held[others[place]]
    return places[:taken]


def leading(found: Found, key: NDArray[Any], count: int) -> NDArray[np.int64]:
    """Return the documents found that may be among the count with the highest keys."""
    if np.count_nonzero(found) * _RARE < len(found):
        return kernels.leading(found, key, count)
    lowest = -np.inf if key.dtype.kind == "f" else np.iinfo(key.dtype).min
    return _leading(found, key, count, lowest, max(_COLUMNS, _COLUMNS_EACH * count))


@njit(cache=True, nogil=True, boundscheck=False)
def _leading(found, key, count, lowest, columns):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Deal the documents out into columns, and look through those with the highest keys.

    The highest keys of as many columns as documents are asked for are not below the bound:
    no document below it is among those asked for. A heap was tried, and has the processor
    guess at every document.
    """
    highest = np.full(columns, lowest, key.dtype)
    absent = highest[0]
    for start in range(0, len(found), columns):
        is_found, keys = found[start : start + columns], key[start : start + columns]
        for column in range(len(keys)):  # without a branch: so the processor takes many at once
            value = keys[column]
            value = value if is_found[column] else absent
            best = highest[column]
            highest[column] = value if value > best else best  # noqa: FURB136  max() has a branch
    bound = np.partition(highest, columns - count)[columns - count]
    documents = np.empty(len(found), np.int64)
    taken = 0
    for leader in np.flatnonzero(highest >= bound):
        for document in range(leader, len(found), columns):
            if found[document] and key[document] >= bound:
                documents[taken] = document
                taken += 1
    return documents[:taken]


def _prepare(reader: ArticleReader) -> None:
    """Compile for the types of an index's arrays, so that no query waits for it."""
    matches = Matches(np.ones(reader.articles, np.bool_), np.zeros(reader.articles, np.float32))
    for key in (matches.scores, reader.published, -reader.published):
        leading(matches.found, key, 1)
    scorer = CompiledScorer(reader, WEIGHTS, exact=False)
    scorer.add((), (), matches)
    for field in ("title", "body"):
        for term in reader.expand_prefix(field, "", 1):
            occurrences = reader.occurrences(field, term)
            reached = _follow(*occurrences, *occurrences, 1)
            _follow(*reached, *occurrences, 1)  # type: ignore[call-arg]  # no stub for unpacking
            for documents, *_ in (occurrences, reached):
                scorer.add_to(documents, (), (), matches)


COMPILED = Kernels(scorer=CompiledScorer, follow=_follow, leading=leading, prepare=_prepare)
