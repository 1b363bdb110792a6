"""Where a word stands: the occurrences of all the stems that it finds, as those of one term."""

from functools import reduce
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from index.postings import PLACES, Occurrences
from search.engine.protocol import Documents
from search.query.tree import Word

#: The bytes of merged occurrences that are kept for one version. Set by hand, to bound the memory
#: of a server.
_KEPT = 32 << 20


class _Cache(dict[tuple[str, tuple[str, ...]], Occurrences]):
    """Merged occurrences by field and terms, within the limit. Threads may share it."""

    size = 0

    def add(self, key: tuple[str, tuple[str, ...]], merged: Occurrences) -> None:
        """Add the occurrences of some terms; a full cache is emptied first."""
        if self.size > _KEPT:
            self.clear()
            self.size = 0
        self[key] = merged
        self.size += sum(array.nbytes for array in merged)


_caches: WeakKeyDictionary[Documents, _Cache] = WeakKeyDictionary()


def occurrences(documents: Documents, field: str, word: Word) -> Occurrences:
    """Return where any form of a word occurs in a field."""
    return _of_terms(documents, field, word.finding)


def exact_occurrences(documents: Documents, field: str, word: Word) -> Occurrences:
    """Return where a word is printed as it was typed, as far as the article tells."""
    printed = documents.occurrences(field, word.exact)
    if not word.is_spelled or not len(printed[0]):
        return printed
    meant = _of_terms(documents, field, (word.stem, *word.kin.same))
    places = np.intersect1d(_locations(printed), _locations(meant))
    return _as_occurrences(places, [each.dtype for each in printed])


def _of_terms(documents: Documents, field: str, terms: tuple[str, ...]) -> Occurrences:
    if len(terms) == 1:
        return documents.occurrences(field, terms[0])
    cache = _caches.setdefault(documents, _Cache())
    merged = cache.get((field, terms))
    if merged is None:
        merged = _merged([documents.occurrences(field, term) for term in terms])
        cache.add((field, terms), merged)
    return merged


def _merged(each: list[Occurrences]) -> Occurrences:
    """Return the occurrences of terms of which no two occur at one place as those of one."""
    each = [one for one in each if len(one[0])] or each[:1]
    if len(each) == 1:
        return each[0]
    locations = np.concatenate(list(map(_locations, each)))
    locations.sort()
    widest = [reduce(np.promote_types, (one[kind].dtype for one in each)) for kind in range(3)]
    return _as_occurrences(locations, widest)


def _locations(of_terms: Occurrences) -> NDArray[np.int64]:
    documents, counts, positions = of_terms
    return np.repeat(documents.astype(np.int64) * PLACES, counts) + positions


def _as_occurrences(locations: NDArray[np.int64], dtypes: list[np.dtype]) -> Occurrences:
    """Return ascending locations as occurrences of the dtypes."""
    holding, counts = np.unique(locations // PLACES, return_counts=True)
    in_each, positions = counts.astype(dtypes[1]), (locations % PLACES).astype(dtypes[2])
    return holding.astype(dtypes[0]), in_each, positions
