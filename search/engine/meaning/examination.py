"""Whether the lists of an index directory can be ordered by meaning, for an operator."""

from pathlib import Path
from typing import NamedTuple

from index.embedding.model.file import ModelUnavailableError, is_installed
from index.embedding.store import VectorStore
from index.embedding.vector_file import (
    VectorFileError,
    first_line,
    is_any_of_ours,
    made_otherwise,
)

_EMBED = "make them with: iqtisad index embed"


class VectorsFound(NamedTuple):
    """What a look at vectors and model says, and whether it is as it should be."""

    sound: bool
    says: str


def examine_vectors(index_dir: Path) -> VectorsFound | None:
    """Return what is to be said of the vectors in a directory, None where nobody has asked for any.

    The model is read, if there is one.
    """
    from index.embedding.model.model import load  # noqa: PLC0415  no search needs it before

    store = VectorStore(index_dir)
    try:
        line, other = first_line(store.path), made_otherwise(index_dir)
    except VectorFileError as error:
        return VectorsFound(sound=False, says=str(error))
    if not line and not is_installed():
        return None
    count = len(store)
    if not is_any_of_ours(line):
        says = f"{store.path}: not a file of vectors; move it away"
        return VectorsFound(sound=False, says=says)
    if other:
        return VectorsFound(
            sound=False, says=f"{store.path} is of another kind ({other}); {_EMBED}"
        )
    if not count:
        says = f"{store.path} has none: lists are ordered by words; {_EMBED}"
        return VectorsFound(sound=True, says=says)
    try:
        load()
    except ModelUnavailableError as error:
        says = f"{store.path} has {count}, and lists are ordered by words: {error}"
        return VectorsFound(sound=False, says=says)
    says = f"{store.path} has {count}: lists can be ordered by meaning, too"
    return VectorsFound(sound=True, says=says)
