"""How much a term says about an article: BM25, and every weight in one place."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reader import ArticleReader, Documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The constants of the ranking; make tune found them, RELEVANCE.md tells how well.

    k1 is lower than the usual 1.2 because a word counts for each of its terms.
    exact, stem, family and root weigh the terms of a word; title weighs a match
    in the headline against one in the body. The best articles are ranked once
    more: lead rewards words in the opening of the body, adjacent words that
    stand side by side as in the query, near words that stand close together. A
    name found by a synonym counts synonym (or near_synonym) as much as itself.
    """

    k1: float = 0.6
    b: float = 0.75
    exact: float = 0.9
    bare: float = 0.1
    stem: float = 1.0
    family: float = 0.4
    root: float = 1.0
    title: float = 0.5
    lead: float = 0.5
    adjacent: float = 0.3
    near: float = 0.3
    synonym: float = 0.4
    near_synonym: float = 0.1


WEIGHTS = Weights()


def bm25(
    reader: ArticleReader, field: str, term: str, weights: Weights = WEIGHTS
) -> tuple[Documents, NDArray[np.float32]]:
    """Return the documents that hold term in field, ascending, and its BM25 score in each.

    Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with
    Lucene's idf, which is never negative, and without the constant k1 + 1.
    """
    postings = reader.postings(field, term)
    if not len(postings.documents):
        return postings.documents, np.zeros(0, np.float32)
    lengths = reader.lengths(field)
    found = len(postings.documents)
    idf = np.log1p((reader.articles - found + 0.5) / (found + 0.5))
    relative = lengths[postings.documents] / _average(lengths)
    norm = weights.k1 * (1 - weights.b + weights.b * relative)
    tf = postings.frequencies
    return postings.documents, (idf * tf / (tf + norm)).astype(np.float32)


def _average(lengths: NDArray[np.float32]) -> float:
    """Return the mean length over all documents, those without the field among them."""
    return max(float(lengths.mean(dtype=np.float64)), 1.0)
