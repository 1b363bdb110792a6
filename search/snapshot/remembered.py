"""What is made once for each version: every page shows it."""

from collections.abc import Callable, Hashable
from itertools import islice
from typing import Any, TypeVar

from search.results import IndexInfo

#: The versions that are remembered: one may answer while the next is warmed.
_VERSIONS = 2

T = TypeVar("T")


class Remembered:
    """Values by version. Threads may share it.

    It holds values alone and no finder, so that an old version is freed with its last reader.
    """

    def __init__(self) -> None:
        self._versions: dict[IndexInfo, dict[Hashable, Any]] = {}

    def once(
        self,
        index: IndexInfo,
        name: Hashable,
        make: Callable[[], T],
        kept: Callable[[], bool] = lambda: True,
    ) -> T:
        """Return what make returned when a name was first asked for in a version.

        Two threads that ask at the same time may both make it. It is made anew the next time unless
        kept, called when it is made, says that it is good for others.
        """
        values = self._versions.get(index)
        if values is None:
            values = {}
            last = islice(self._versions.items(), _VERSIONS - 1)
            self._versions = {index: values, **dict(last)}
        if name in values:
            remembered: T = values[name]
            return remembered
        made = make()
        if kept():
            values[name] = made
        return made
