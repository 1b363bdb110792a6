"""The model: texts in, vectors out."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding.model.contents import read_contents
from index.embedding.model.encoder import Encoder
from index.embedding.model.file import (
    DIMENSIONS,
    INSTALL,
    ModelUnavailableError,
    forget_pages,
    mapped,
    model_path,
)
from index.embedding.model.tokenizer import Tokenizer

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

#: What the model was trained to see before a text.
_PASSAGE, _QUERY = "passage: ", "query: "
#: The tokens that are encoded at once: more take more memory and no less time.
_AT_ONCE = 1024


class Model:
    """Makes vectors of texts. Threads may share it, and wait for each other."""

    def __init__(
        self, tokenizer: Tokenizer, encoder: Encoder, pools: "ThreadpoolController", threads: int
    ) -> None:
        self._tokenizer = tokenizer
        self._encoder = encoder
        self._pools = pools
        self._threads = threads
        # The number of BLAS's threads is one for all of ours, and so is the memory they need.
        self._lock = Lock()

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts that are searched, of unit length, (texts, DIMENSIONS)."""
        vectors = [self._encoded(batch) for batch in self._batches(texts)]
        return np.concatenate([np.empty((0, DIMENSIONS), np.float32), *vectors])

    def query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of what is searched for, of unit length, (DIMENSIONS,)."""
        return self._encoded([self._tokenizer.tokens(_QUERY + text)])[0]

    def _batches(self, texts: Sequence[str]) -> Iterator[list[list[int]]]:
        batch: list[list[int]] = []
        for text in texts:
            tokens = self._tokenizer.tokens(_PASSAGE + text)
            if batch and sum(map(len, batch)) + len(tokens) > _AT_ONCE:
                yield batch
                batch = []
            batch.append(tokens)
        if batch:
            yield batch

    def _encoded(self, batch: list[list[int]]) -> NDArray[np.float32]:
        with self._lock, self._pools.limit(limits=self._threads, user_api="blas"):
            return self._encoder.encode(batch)


def load(path: Path | None = None, *, threads: int = 1) -> Model:
    """Return the model in the file at path, else the installed one; BLAS takes so many threads.

    Raises ModelUnavailableError if it is not there, or another one.
    """
    content = mapped(path or model_path())
    header, pieces, tensors = read_contents(content)
    tokenizer, encoder = Tokenizer(pieces, header.longest), Encoder(header, tensors)
    forget_pages(content)
    return Model(tokenizer, encoder, _pools(), threads)


def _pools() -> "ThreadpoolController":
    try:
        from threadpoolctl import ThreadpoolController  # noqa: PLC0415  of an extra
    except ImportError as error:
        raise ModelUnavailableError(f"{error}; {INSTALL}") from error
    return ThreadpoolController()
