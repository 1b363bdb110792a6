"""Searcher: snapshots of whichever version of an index is live."""

from pathlib import Path

from search.engine.factory import live_finder
from search.engine.protocol import Finder
from search.location import Location
from search.snapshot.remembered import Remembered
from search.snapshot.snapshot import Snapshot
from search.weights import WEIGHTS, Weights


class Searcher:
    """Follows the live version of an index. Threads may share it.

    Nothing is opened before the first call. A version that goes live later is noticed within a
    second, and answers as soon as it has been opened. Methods raise IndexUnavailableError while
    there is no index that can be opened.
    """

    def __init__(  # noqa: PLR0913  one for each choice
        self,
        index: Location,
        *,
        names: Path | None = None,
        cache_dir: Path | None = None,
        weights: Weights = WEIGHTS,
        compiled: bool = False,
        candidates: int | None = None,
    ) -> None:
        """Search the index in a directory, or in the cluster at an address.

        names is a file, compiled is for a server, with cache_dir, and candidates for a cluster; see
        engine.factory.
        """
        self._weights = weights
        self._remembered = Remembered()
        self._live = live_finder(
            index,
            names=names,
            cache_dir=cache_dir,
            weights=weights,
            compiled=compiled,
            candidates=candidates,
            warm=self._warm,
        )

    def snapshot(self) -> Snapshot:
        """Return what answers now: hold one for all that a request asks.

        It costs microseconds, and holding it too long keeps an old version open.
        """
        return self._of(self._live.get())

    def open(self) -> None:
        """Open the live version now, so that the first reader need not wait for it."""
        self._warm(self._live.get())

    def refresh(self) -> None:
        """Look for another version now, and return when it answers."""
        self._live.refresh()

    def watch(self, every: float) -> None:
        """Have a thread look for another version every so many seconds, until close.

        From then on no snapshot waits for an index to be opened: there is one, or an error.
        """
        self._live.watch(every)

    def close(self) -> None:
        """Let go of the index; the next call opens it again."""
        self._live.close()

    def _warm(self, finder: Finder) -> None:
        self._of(finder).warm()

    def _of(self, finder: Finder) -> Snapshot:
        return Snapshot(finder, weights=self._weights, remembered=self._remembered)
