"""One round: what is due is asked, what came is kept, and what each source gave is told.

The archive comes first and the state after it: a run that is killed asks again, and loses nothing.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

from index.fetching.archive import Archive
from index.fetching.clock import Clock
from index.fetching.feeds import Feeds
from index.fetching.hosts import Hosts
from index.fetching.notes import Notes, address_of, due_of, state_of
from index.fetching.outcome import Meter, Outcome, Progress
from index.fetching.pages import Pages
from index.fetching.request.addresses import host_of
from index.fetching.request.faults import FetchError, StoppedError
from index.fetching.sources import Source, Sources
from index.fetching.state import State

#: The hosts that are asked at once.
AT_ONCE = 4


class Fetcher:
    """Fetches sources into an archive."""

    def __init__(
        self, sources: Sources, state: State, archive: Archive, hosts: Hosts, clock: Clock
    ) -> None:
        self._sources, self._state, self._clock = sources, state, clock
        self._meter = Meter()
        self._feeds = Feeds(state, archive, hosts, clock, self._meter)
        self._pages = Pages(state, archive, hosts, clock, self._meter)
        self._notes = Notes(state, clock)

    def due(self, *, force: bool = False) -> list[Source]:
        """Return the sources that are due; with force all of them, also those that are gone."""
        now = self._clock.now()
        return [
            source
            for source in self._sources.sources
            if force or due_of(state_of(source, self._state)) <= now
        ]

    def next_due(self) -> float:
        """Return when the next source is due, in seconds since 1970; infinity for never."""
        return min(due_of(state_of(source, self._state)) for source in self._sources.sources)

    def run(self, due: Iterable[Source], progress: Progress | None = None) -> list[Outcome]:
        """Fetch sources, those of a host after each other and four hosts at once."""
        self._meter.progress = progress
        by_host = sorted(due, key=self._host)
        groups = [list(group) for _, group in groupby(by_host, self._host)]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return [outcome for part in pool.map(self._fetch_group, groups) for outcome in part]

    def _host(self, source: Source) -> str:
        return host_of(address_of(state_of(source, self._state)))

    def _fetch_group(self, sources: list[Source]) -> list[Outcome]:
        outcomes = list[Outcome]()
        for source in sources:
            outcome = Outcome(source.name)
            try:
                self._fetch(source, outcome)
            except StoppedError:
                outcome.notes.append(f"{source.name}: ended before it was done; it is due again")
                return [*outcomes, outcome]
            finally:
                self._meter.add(sources=1)
            outcomes.append(outcome)
        return outcomes

    def _fetch(self, source: Source, outcome: Outcome) -> None:
        try:
            given = self._feeds.ask(source, outcome)
        except FetchError as error:
            self._notes.failure(source, error, outcome)
            return
        waiting = self._pages.fetch(source, given.entries, outcome) or given.incomplete
        if not waiting:
            self._feeds.done(given)
        self._notes.success(source, given.answer, outcome, waiting=waiting)
