"""The index that has the vectors under an alias: its name, whose it is, what made them.

    ALIAS-vectors    a document for each passage; its id is the passage's key, in hex:
                     {key: the same, as a column; vector: its eight bits, in base64}

A vector belongs to a text and not to a version, so that no build, switch or way back loses one.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.cluster.client import Cluster, RejectedError
from index.cluster.faults import understood
from index.cluster.mapping import meta
from index.cluster.versions import SLOW, VECTORS, ForeignIndexError
from index.embedding.vector_file import header

#: The column by which documents are listed, and the field that has what a reader is after.
KEY, VECTOR = "key", "vector"
_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
_PROPERTIES = {KEY: {"type": "keyword", "index": False}, VECTOR: {"type": "binary"}}
_TAKEN = ("resource_already_exists_exception", "invalid_index_name_exception")


class Standing(Enum):
    """What stands under the name of the index of vectors."""

    MISSING = auto()
    #: Somebody else's index, or one that does not say that it is ours.
    FOREIGN = auto()
    #: Ours, with vectors of another model, or of another part of each article.
    OTHERWISE = auto()
    OURS = auto()


def made_by() -> str:
    """Return by what this release makes vectors, as a file of vectors says it."""
    return header().decode().strip()


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """The index of vectors under an alias; whatever is asked raises ClusterError."""

    cluster: Cluster
    alias: str

    @property
    def name(self) -> str:
        """Return the name of the index."""
        return f"{self.alias}-{VECTORS}"

    def standing(self) -> Standing:
        """Return what stands under its name."""
        try:
            answer = self.cluster.ask("GET", f"{self.name}/_mapping")
        except RejectedError as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise
            return Standing.MISSING
        about = self._said(answer)
        if (about.get("kind"), about.get("alias")) != (VECTORS, self.alias):
            return Standing.FOREIGN
        return Standing.OURS if about.get("made_by") == made_by() else Standing.OTHERWISE

    def count(self) -> int:
        """Return how many vectors a search finds."""
        found = self.cluster.search(self.name, {"size": 0, "track_total_hits": True})
        with understood(self.name, "no number of documents"):
            return int(found["hits"]["total"]["value"])

    def prepare(self) -> None:
        """Make the index where it is missing; one of another model is replaced.

        Raises ForeignIndexError if somebody else has an index of its name, which is left alone.
        """
        standing = self.standing()
        if standing is Standing.OTHERWISE:
            self.cluster.ask("DELETE", self.name, deadline=SLOW)
        if standing in {Standing.OTHERWISE, Standing.MISSING}:
            self._make()
            standing = self.standing()
        if standing is not Standing.OURS:
            raise ForeignIndexError(
                f"{self.name}: an index that is none of ours stands in the place of the vectors;"
                " move it away, or name another alias"
            )

    def _make(self) -> None:
        about = {"kind": VECTORS, "alias": self.alias, "made_by": made_by()}
        mappings = {"dynamic": "strict", "_meta": meta(about), "properties": _PROPERTIES}
        body = {"settings": _SETTINGS, "mappings": mappings}
        try:
            self.cluster.ask("PUT", self.name, body, deadline=SLOW)
        except RejectedError as error:  # whose it is then is looked at next
            if error.kind not in _TAKEN:
                raise

    def _said(self, answer: Any) -> dict[str, Any]:  # noqa: ANN401  whatever a cluster answers
        """Return what the index says of itself; nothing if another one has its name as an alias."""
        with understood(self.name, "no mapping of an index"):
            said = answer.get(self.name, {}).get("mappings", {}).get("_meta", {}).get("iqtisad")
        return said if isinstance(said, dict) else {}


def written(vector: NDArray[np.int8]) -> str:
    """Return a vector as a document has it.

    >>> written(np.array([1, -1], np.int8))
    'Af8='
    """
    return b64encode(vector.tobytes()).decode()


def read(text: str) -> bytes:
    r"""Return the bytes of a vector; raises ValueError if they are none.

    >>> read("Af8=")
    b'\x01\xff'
    """
    return b64decode(text, validate=True)
