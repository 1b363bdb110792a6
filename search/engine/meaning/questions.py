"""The vectors of questions: made by the model, which is loaded when the first is asked for."""

import logging
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from index.embedding.model.file import ModelUnavailableError, is_installed

if TYPE_CHECKING:
    from index.embedding.model.model import Model

_log = logging.getLogger(__name__)

#: The questions that are remembered: 1.5 kB each.
_REMEMBERED = 4096
#: The seconds after which a model that could not be loaded is tried again. Set by hand.
_REST = 60.0


class Questions:
    """Vectors of questions. Threads may share it.

    Where the model cannot be loaded, the log says why, once, and there are none for a while.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Load the model from path, by default from where it is installed."""
        self._path = path
        #: Whether the model is there; None as long as nobody has asked.
        self._installed = True if path else None
        #: When it is tried again after it could not be loaded.
        self._rested = 0.0
        self._model: Model | None = None
        #: The fault that the log has.
        self._told = ""
        self._vectors: LRUCache[str, NDArray[np.float32]] = LRUCache(_REMEMBERED)
        #: Held to load the model, and to look at the vectors: nobody waits for another's question.
        self._loading, self._lock = threading.Lock(), threading.Lock()

    @property
    def possible(self) -> bool:
        """Return whether there are vectors, as far as is known without loading the model."""
        if self._installed is None:
            self._installed = is_installed()
        return self._installed and time.monotonic() >= self._rested

    def vector(self, text: str) -> NDArray[np.float32] | None:
        """Return the vector of a question, float32 of length 1, None without a model or a word."""
        with self._lock:
            vector = self._vectors.get(text)
        if vector is None and text and self.possible and (model := self._loaded()):
            vector = model.query(text)
            vector.setflags(write=False)
            with self._lock:
                self._vectors[text] = vector
        return vector

    def _loaded(self) -> "Model | None":
        from index.embedding.model.model import load  # noqa: PLC0415  for who asks alone

        with self._loading:
            if self._model is None and self.possible:
                try:
                    self._model = load(self._path)
                except (ModelUnavailableError, MemoryError) as error:
                    self._rested = time.monotonic() + _REST
                    self._tell(str(error) or "there is not enough memory for the model")
        return self._model

    def _tell(self, fault: str) -> None:
        if fault != self._told:
            self._told = fault
            _log.warning("nothing is ordered by meaning: %s", fault)
