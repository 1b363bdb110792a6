"""Keeps what Numba has compiled in a directory, and never fails because of it.

A file that is cut, a disk that is full: the loops are compiled again, and stay in memory.
"""

# mypy: allow-untyped-calls

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numba
from numba.core.caching import FunctionCache

_log = logging.getLogger(__name__)


def keep(loops: Sequence[Any], directory: Path) -> None:
    """Have loops keep their compiled code in a directory, and take it from there."""
    # Not njit(cache=True): that chooses a directory at import, and raises where it finds none.
    numba.config.CACHE_DIR = str(directory)  # type: ignore[attr-defined]  # set when it is read
    for loop in loops:
        try:
            loop._cache = _Cache(loop.py_func)  # noqa: SLF001  as njit(cache=True) does it
        except RuntimeError as error:  # the directory is gone, or became read-only
            _log.warning("%s: compiled code is not kept there (%s)", directory, error)
            return


class _Cache(FunctionCache):
    """The files of a function."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:  # noqa: ANN401
        """Return the code for a signature, None if there is none that can be read."""
        try:
            return super().load_overload(sig, target_context)
        except Exception as error:  # noqa: BLE001  a damaged pickle raises anything
            self._tell("read", error)
            self._forget()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:  # noqa: ANN401
        """Write the code for a signature, if that is possible."""
        try:
            super().save_overload(sig, data)
        except OSError as error:
            self._tell("written", error)
            self.disable()

    def _forget(self) -> None:
        """Begin the files anew."""
        try:
            self.flush()
        except OSError:
            self.disable()

    def _tell(self, done: str, error: Exception) -> None:
        why = getattr(error, "strerror", None) or "damaged"
        _log.warning(
            "%s: compiled code cannot be %s (%s); it is compiled", self.cache_path, done, why
        )
