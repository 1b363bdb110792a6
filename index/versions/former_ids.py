"""The ids that articles had before their addresses had one form: who kept one finds its article.

    former.npy    uint64, shape (n, 2): a former id and the id of today, by the former, ascending

Ids made of an address were once made of it as printed, with http, www. and what came after a
question mark. Both ids of a row are 16 hex digits.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.articles import Article
from index.articles.article import id_as_printed
from index.codec.arrays import read_array, write_array

NAME = "former.npy"
_MADE = re.compile("[0-9a-f]{16}")


class FormerIds:
    """The rows of a version, looked up by binary search."""

    def __init__(self, rows: NDArray[np.uint64]) -> None:
        if rows.ndim != 2 or rows.shape[1] != 2 or rows.dtype != np.uint64:  # noqa: PLR2004  pairs
            raise ValueError(f"{NAME} holds no pairs of ids")
        self._rows = rows

    @classmethod
    def read(cls, directory: Path) -> "FormerIds":
        """Return those of a version; raises ValueError or OSError if they are damaged."""
        return cls(read_array(directory / NAME))

    def get(self, former: str) -> str | None:
        """Return the id of today of an article that once had another, None if none had."""
        if not _MADE.fullmatch(former):
            return None
        key = np.uint64(int(former, 16))
        at = int(np.searchsorted(self._rows[:, 0], key))
        if at == len(self._rows) or self._rows[at, 0] != key:
            return None
        return f"{int(self._rows[at, 1]):016x}"

    def before(self, now: str) -> list[str]:
        """Return the ids that the article with the id now had before, ascending."""
        if not _MADE.fullmatch(now):
            return []
        key = np.uint64(int(now, 16))
        first, last = (
            int(np.searchsorted(self._by_now[0], key, side=side)) for side in ("left", "right")
        )
        former = np.sort(self._rows[self._by_now[1][first:last], 0])
        return [f"{each:016x}" for each in former.tolist()]

    @cached_property
    def _by_now(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Return the ids of today, ascending, and the row of each."""
        order = np.argsort(self._rows[:, 1], kind="stable")
        return self._rows[order, 1], order

    def write(self, new: Mapping[str, str], directory: Path) -> None:
        """Write these rows and new ones, which count where both have one, into a version."""
        pairs = [(int(former, 16), int(now, 16)) for former, now in new.items()]
        added = np.array(pairs, np.uint64).reshape(-1, 2)
        rows = np.concatenate([added, self._rows])
        _, first = np.unique(rows[:, 0], return_index=True)
        write_array(directory / NAME, rows[first])


NONE = FormerIds(np.zeros((0, 2), np.uint64))


def former_id(article: Article) -> str | None:
    """Return the id that an article had while its address counted as printed, if it was another."""
    former = id_as_printed(article.source, article.url) if article.url else None
    is_made = former and former != article.id and _MADE.fullmatch(article.id)
    return former if is_made else None
