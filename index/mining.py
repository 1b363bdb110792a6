"""Mines families of stems from an archive: forms of one word occur in the same contexts.

Two stems are joined if they share a root or a skeleton of consonants (سوق and أسواق are both سوق,
and س ق) and their context vectors are close: positive pointwise mutual information in a window of
five words, reduced to 150 dimensions by singular value decomposition (Levy, Goldberg and Dagan
2015). Each condition alone joins unrelated words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.analysis import STEM_TAG, root, terms, tokenize
from index.articles import Article, read_articles

#: The neighbours that count, the dimensions, and how often a stem must occur.
WINDOW, DIMENSIONS, SEEN = 5, 150, 25
#: The cosine from which two stems are forms of one word, and the most members of a family.
SIMILAR, LARGEST = 0.45, 8
#: A root or skeleton that more stems share says nothing.
_CROWD = 400
_WEAK = str.maketrans("", "", "اويءه")
_SHORTEST, _SKELETON = 3, 2

Vectors = NDArray[np.float32]


class MiningError(Exception):
    """The archive cannot be mined, or scipy is not installed."""


@dataclass(frozen=True, slots=True)
class Mined:
    """The mined rows (leader, member, cosine), and the size of the archive."""

    rows: list[tuple[str, str, float]]
    articles: int
    words: int


def mine_families(paths: Iterable[Path], *, similar: float = SIMILAR) -> Mined:
    """Return the families of the stems in the articles under paths, leader first.

    Raises MiningError if scipy is missing or the archive is too small.
    """
    articles, stems = _read(paths)
    counts = Counter(stem for stem in stems if stem)
    words = [stem for stem, count in counts.most_common() if count >= SEEN]
    if len(words) <= DIMENSIONS:
        raise MiningError(f"{len(words)} stems occur {SEEN} times; mining needs a larger archive")
    numbers = {stem: number for number, stem in enumerate(words)}
    vectors = _vectors(np.array([numbers.get(stem, -1) for stem in stems], np.int32), len(words))
    pairs = sorted(_close_pairs(words, vectors, similar), reverse=True)
    rows = list(_families(words, vectors, pairs, similar))
    return Mined(rows, articles, sum(counts.values()))


def _read(paths: Iterable[Path]) -> tuple[int, list[str]]:
    """Return the number of articles, and the stems of all, with "" between articles."""
    articles, stems = 0, []
    for found in read_articles(paths):
        if isinstance(found, Article):
            articles += 1
            of_words = (terms(word.text).stem for word in tokenize(found.body))
            stems += [stem.removeprefix(STEM_TAG) for stem in of_words if stem]
            stems += [""] * WINDOW
    return articles, stems


def _vectors(stems: NDArray[np.int32], size: int) -> Vectors:
    """Return a unit vector for each of size stems, float32; stems is their sequence in print."""
    sparse, svds = _scipy()
    together: Any = sparse.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        left, right = stems[:-distance], stems[distance:]
        both = (left >= 0) & (right >= 0)
        ones = np.ones(int(both.sum()), np.float32)
        together += sparse.coo_matrix((ones, (left[both], right[both])), shape=(size, size)).tocsr()
    together = (together + together.T).tocoo()
    row_sums = np.asarray(together.sum(axis=1)).ravel()
    context = row_sums**0.75  # context distribution smoothing
    pmi = np.log(together.data * context.sum() / (row_sums[together.row] * context[together.col]))
    kept = pmi > 0
    cells = pmi[kept].astype(np.float32), (together.row[kept], together.col[kept])
    left_vectors, values, _ = svds(
        sparse.csr_matrix(cells, shape=(size, size)), k=DIMENSIONS, rng=0
    )
    vectors = left_vectors * np.sqrt(values)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.maximum(norms, 1e-9)).astype(np.float32)


def _scipy() -> tuple[Any, Any]:
    try:
        from scipy import sparse  # noqa: PLC0415  only mining needs it
        from scipy.sparse.linalg import svds  # noqa: PLC0415
    except ImportError as error:
        raise MiningError("mining needs scipy; install it with: pip install scipy") from error
    return sparse, svds


def _close_pairs(
    words: list[str], vectors: Vectors, similar: float
) -> Iterator[tuple[float, int, int]]:
    """Yield (cosine, number, number) of stems that share a root or skeleton and are close."""
    seen = set()
    for group in _gates(words).values():
        if len(group) <= _CROWD:
            cosines = vectors[group] @ vectors[group].T
            for one, other in combinations(range(len(group)), 2):
                pair = group[one], group[other]
                if cosines[one, other] >= similar and pair not in seen:
                    seen.add(pair)
                    yield float(cosines[one, other]), *pair


def _gates(words: list[str]) -> dict[str, list[int]]:
    """Return the numbers of the Arabic stems by their root and by their skeleton."""
    gates: dict[str, list[int]] = defaultdict(list)
    for number, stem in enumerate(words):
        if len(stem) >= _SHORTEST and "ء" <= stem[0] <= "ي":
            gates[f"root {root(stem)}"].append(number)
            skeleton = stem.translate(_WEAK)
            if len(skeleton) >= _SKELETON:
                gates[f"skeleton {skeleton}"].append(number)
    return gates


def _families(
    words: list[str],
    vectors: Vectors,
    pairs: list[tuple[float, int, int]],
    similar: float,
) -> Iterator[tuple[str, str, float]]:
    """Yield (leader, member, cosine); the closest join first, families must be close on average."""
    family_of: dict[int, list[int]] = {}
    for _, one, other in pairs:
        first, second = family_of.get(one, [one]), family_of.get(other, [other])
        if first is second or len(first) + len(second) > LARGEST:
            continue
        if float((vectors[first] @ vectors[second].T).mean()) >= similar:
            joined = sorted(first + second)  # numbers are ranks by frequency: the commonest leads
            family_of |= dict.fromkeys(joined, joined)
    for family in {id(each): each for each in family_of.values()}.values():
        leader, *members = family
        for member in members:
            yield words[leader], words[member], float(vectors[leader] @ vectors[member])
