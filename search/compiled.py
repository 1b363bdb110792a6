"""The kernels compiled by Numba, for a process that answers many queries.

Compiled code is kept beside this file (or in Numba's cache directory where that is not
writable), so that only the first process of an installation pays for it.
"""

import numpy as np
from numba import njit

from index.reader import ArticleReader
from search.kernels import Kernels
from search.ranking import WEIGHTS, length_norms


@njit(cache=True, nogil=True, boundscheck=False)
def _add_term(scores, found, documents, frequencies, lengths, norms, idf, weight):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, PLR0913, PLR0917
    weight = np.float32(weight)
    for place in range(len(documents)):
        document = documents[place]
        tf = np.float64(frequencies[place])
        found[document] = True
        value = np.float32(idf * tf / (tf + np.float64(norms[lengths[document]])))
        scores[document] += value * weight


@njit(cache=True, nogil=True, boundscheck=False)
def _follow(documents, counts, positions, next_documents, next_counts, next_positions, reach):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, PLR0913, PLR0917
    held = min(len(documents), len(next_documents))
    holding = np.empty(held, next_documents.dtype)
    in_each = np.empty(held, next_counts.dtype)
    reached = np.empty(len(next_positions), next_positions.dtype)
    one = other = start = next_start = found = total = 0
    while one < len(documents) and other < len(next_documents):
        document, next_document = documents[one], next_documents[other]
        if document < next_document:
            start += counts[one]
            one += 1
        elif next_document < document:
            next_start += next_counts[other]
            other += 1
        else:
            end, next_end = start + counts[one], next_start + next_counts[other]
            at, before = start, total
            for place in range(next_start, next_end):
                position = np.int64(next_positions[place])
                while at < end and positions[at] < position:
                    at += 1
                if at > start and position - np.int64(positions[at - 1]) <= reach:
                    reached[total] = next_positions[place]
                    total += 1
            if total > before:
                holding[found] = document
                in_each[found] = total - before
                found += 1
            start, next_start = end, next_end
            one += 1
            other += 1
    return holding[:found], in_each[:found], reached[:total]


def _prepare(reader: ArticleReader) -> None:
    """Compile for the types of an index's arrays, so that no query waits for it."""
    scores, found = np.zeros(reader.articles, np.float32), np.zeros(reader.articles, np.bool_)
    for field in ("title", "body"):
        norms = length_norms(reader.average_length(field), WEIGHTS.k1, WEIGHTS.b)
        for term in reader.expand_prefix(field, "", 1):
            occurrences = reader.occurrences(field, term)
            postings = occurrences[:2]
            _add_term(scores, found, *postings, reader.length_bytes(field), norms, 1.0, 1.0)
            reached = _follow(*occurrences, *occurrences, 1)
            _follow(*reached, *occurrences, 1)  # type: ignore[call-arg]  # no stub for unpacking


COMPILED = Kernels(add_term=_add_term, follow=_follow, prepare=_prepare)
