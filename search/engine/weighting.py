"""Which terms of a word find articles, which only rank them, and how much each weighs."""

import math
from typing import NamedTuple, Protocol

from index.analysis import STEM_TAG, fold
from search.query.tree import Word
from search.weights import Weights


class Term(NamedTuple):
    """A term of a field, its weight, and whether it finds articles or only ranks them."""

    field: str
    term: str
    weight: float
    finds: bool


class Frequencies(Protocol):
    """How many articles an archive has, and how many of them contain a term."""

    @property
    def articles(self) -> int: ...  # noqa: D102
    def held(self, field: str, term: str) -> int: ...  # noqa: D102


def terms(word: Word, fields: tuple[str, ...], weights: Weights, *, exact: bool) -> list[Term]:
    """Return the terms of a word in fields: the stems find, the exact form and the root rank.

    With exact only the exact form counts. The root comes last.
    """
    if exact or word.is_stop_word:
        return _in_fields(((word.exact, weights.exact),), fields, weights, finds=True)
    # A noun that is its own lexeme is hardly more exact than with its article; a name or a verb is.
    of_exact = weights.bare if fold(word.stem[len(STEM_TAG) :]) == word.exact else weights.exact
    same, near = word.kin
    stems = (
        *((stem, weights.stem) for stem in (word.stem, *same)),
        *((stem, weights.near_form) for stem in near),
    )
    return [
        *_in_fields(((word.exact, of_exact),), fields, weights, finds=False),
        *_in_fields(stems, fields, weights, finds=True),
        *_in_fields(((word.root, weights.root),), fields, weights, finds=False),
    ]


def _in_fields(
    weighted: tuple[tuple[str, float], ...],
    fields: tuple[str, ...],
    weights: Weights,
    *,
    finds: bool,
) -> list[Term]:
    return [
        Term(field, term, weight * weights.title if field == "title" else weight, finds)
        for field in fields
        for term, weight in weighted
        if term
    ]


def held(archive: Frequencies, field: str, word: Word) -> int:
    """Return how many articles a word finds in a field; some may count twice."""
    return min(archive.articles, sum(archive.held(field, term) for term in word.finding))


def rarity(archive: Frequencies, field: str, term: str) -> float:
    """Return the idf of a term in an archive."""
    return idf(archive.articles, archive.held(field, term))


def idf(articles: int, held: int) -> float:
    """Return the inverse document frequency of a term that held of all articles contain.

    Lucene's formula, which is never negative.
    """
    return math.log1p((articles - held + 0.5) / (held + 0.5))
