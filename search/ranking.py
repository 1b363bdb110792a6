"""How much a term says about an article: BM25, and every weight in one place.

Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with Lucene's idf and
without the constant k1 + 1: idf * tf / (tf + norm), the norm by the document's length.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis import STEM_TAG
from index.codec.segment import LENGTHS
from search.query import Word


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


class Term(NamedTuple):
    """A term of a field, what it weighs, and whether it finds articles or only ranks them."""

    field: str
    term: str
    weight: float
    finds: bool


def terms(word: Word, fields: tuple[str, ...], weights: Weights, *, exact: bool) -> list[Term]:
    """Return the terms of a word in fields: its widest finds, and the others rank.

    exact asks for the exact form alone. The root comes last.
    """
    if exact or not word.stem:
        return _in_fields(((word.exact, weights.exact),), fields, weights, finding=word.exact)
    # A bare word is hardly more exact than with its article: it need not count twice.
    of_exact = weights.bare if word.stem == STEM_TAG + word.exact else weights.exact
    forms = ((word.exact, of_exact), (word.stem, weights.stem), (word.family, weights.family))
    # A root ranks what other words find, too, and finds nothing by itself.
    roots = ((word.root, weights.root),)
    return [
        term
        for weighted in (forms, roots)
        for term in _in_fields(weighted, fields, weights, finding=word.widest)
    ]


def _in_fields(
    weighted: tuple[tuple[str, float], ...],
    fields: tuple[str, ...],
    weights: Weights,
    *,
    finding: str,
) -> list[Term]:
    return [
        Term(field, term, weight * weights.title if field == "title" else weight, term == finding)
        for field in fields
        for term, weight in weighted
        if term
    ]


@lru_cache(64)
def length_norms(average: float, k1: float, b: float) -> NDArray[np.float32]:
    """Return BM25's denominator beside the frequency, for each byte that holds a length.

    average is the mean length over all documents, those without the field among them.
    """
    relative = LENGTHS / np.float32(max(average, 1.0))
    return (k1 * (1 - b + b * relative)).astype(np.float32)


def idf(articles: int, found: int) -> float:
    """Return what the rarity of a term is worth: Lucene's formula, which is never negative."""
    return math.log1p((articles - found + 0.5) / (found + 0.5))
