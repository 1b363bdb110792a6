"""Rounds of fetching: what is due comes into the archive, and from there into the index, once."""

from collections.abc import Sequence
from pathlib import Path

from index.commands.build import progress_bar
from index.commands.fetch_report import Indexed, fetch_bar, print_round, status_of
from index.entities.gazetteer import GazetteerError
from index.fetching.archive import Archive
from index.fetching.clock import Clock
from index.fetching.fetcher import Fetcher
from index.fetching.hosts import Hosts
from index.fetching.outcome import Outcome
from index.fetching.request.client import Client
from index.fetching.sources import Source, Sources
from index.fetching.state import State
from index.indexer.build import build_index
from index.indexer.update import update_index
from index.versions.manifest import IndexUnavailableError
from index.versions.ownership import ForeignDirectoryError
from index.versions.publish import BuildError, NothingFoundError
from index.versions.store import IndexBusyError, current_version

#: The longest sleep between two rounds, in seconds: a clock that is set forward is noticed.
_LONGEST_SLEEP = 600.0
_FAILURES = (
    BuildError,
    ForeignDirectoryError,
    GazetteerError,
    IndexBusyError,
    IndexUnavailableError,
)


class Rounds:
    """Rounds over one list of sources, one archive and one index (None: only the archive)."""

    def __init__(  # noqa: PLR0913, PLR0917  what it puts together
        self,
        listed: Sources,
        state: State,
        client: Client,
        clock: Clock,
        archive: Path,
        index_dir: Path | None,
    ) -> None:
        self._clock, self._archive, self._index_dir = clock, archive, index_dir
        self._store = Archive(archive)
        self._fetcher = Fetcher(
            listed, state, self._store, Hosts(client, state, listed.delay, clock), clock
        )

    def due(self, *, force: bool = False) -> list[Source]:
        """Return the sources that are due; with force all of them."""
        return self._fetcher.due(force=force)

    def pause(self) -> float:
        """Return the seconds until a source is due, at least one."""
        return min(max(self._fetcher.next_due() - self._clock.now(), 1.0), _LONGEST_SLEEP)

    def run(self, *, force: bool = False, as_json: bool = False) -> int:
        """Make a round, and print what it gave; return the exit status."""
        outcomes, indexed = self.fetch(force=force)
        print_round(outcomes, indexed, as_json=as_json)
        return status_of(outcomes, indexed)

    def fetch(self, *, force: bool = False) -> tuple[Sequence[Outcome], Indexed]:
        """Make a round; return what each source gave, and what became of the index."""
        due = self._fetcher.due(force=force)
        with fetch_bar(len(due)) as progress:
            outcomes = self._fetcher.run(due, progress)
        self._store.close()
        return outcomes, self._index() if self._index_dir else Indexed()

    def _index(self) -> Indexed:
        """Bring the index up to the archive; what it cannot take stays for the next round."""
        if not (self._index_dir and (new := self._store.pending())):
            return Indexed()
        try:
            indexed = _indexed(new, self._archive, self._index_dir)
        except NothingFoundError as error:
            return Indexed(None, error.faults, error.passed_over, str(error))
        except _FAILURES as error:
            return Indexed(failure=str(error))
        self._store.indexed()
        return indexed


def _indexed(new: list[Path], archive: Path, index_dir: Path) -> Indexed:
    if current_version(index_dir):
        with progress_bar(tuple(new)) as progress:
            updated = update_index(new, index_dir, progress=progress)
        return Indexed(updated.articles, updated.faults, updated.passed_over)
    with progress_bar((archive,)) as progress:
        built = build_index([archive], index_dir, progress=progress)
    return Indexed(built.articles, built.faults, built.passed_over)
