"""The pages that entries call for: of teasers, of sitemaps, and where the operator says so."""

from collections.abc import Iterable
from http import HTTPStatus

from index.fetching import schedule
from index.fetching.archive import Archive
from index.fetching.clock import Clock
from index.fetching.entries import Entry
from index.fetching.feeds import metadata, require_ok
from index.fetching.hosts import Hosts
from index.fetching.outcome import Meter, Outcome
from index.fetching.request.faults import (
    BusyHostError,
    DisallowedError,
    FetchError,
    RefusedAddressError,
)
from index.fetching.sources import Source
from index.fetching.state import Seen, State

#: The failures after which a page does not keep its feed from being asked with tags: it is tried
#: when the feed changes, and when it is asked without them, once a day. Set by hand.
_FEW = 3
_FAILED = "failed "


class Pages:
    """Fetches pages, and keeps them."""

    def __init__(
        self, state: State, archive: Archive, hosts: Hosts, clock: Clock, meter: Meter
    ) -> None:
        self._state, self._archive, self._hosts = state, archive, hosts
        self._clock, self._meter = clock, meter

    def fetch(self, source: Source, entries: Iterable[Entry], outcome: Outcome) -> bool:
        """Fetch the pages that entries call for; return whether some wait for another round.

        A round should not outlast the pause to the next: it takes the pages that fit into it.
        """
        wanted, waiting = self._wanted(source, entries)
        if not wanted:
            return waiting
        pause = max(self._hosts.pause(wanted[0].address), 1.0)
        most = max(int(source.every / pause), 1)
        for entry in wanted[:most]:
            try:
                self._fetch_page(source, entry, outcome)
            except FetchError as error:
                outcome.faults.append(f"{source.name}: {entry.address}: {error}")
                if isinstance(error, BusyHostError):
                    return True
                waiting |= self._note_failure(entry, error)
        return waiting or len(wanted) > most

    def _wanted(self, source: Source, entries: Iterable[Entry]) -> tuple[list[Entry], bool]:
        """Return the entries whose pages are due, and whether one that failed is due soon."""
        wanted, soon = list[Entry](), False
        for entry in entries:
            seen = self._state.get(Seen, entry.canonical) if _calls(source, entry) else None
            failures = _failures(seen)
            if (
                failures
                and seen
                and self._clock.now()
                < seen.last + schedule.after_failure(source.every, failures, 0.0)
            ):
                soon |= failures < _FEW
            elif _calls(source, entry) and (not seen or seen.digest != entry.digest):
                wanted.append(entry)
        return wanted, soon

    def _fetch_page(self, source: Source, entry: Entry, outcome: Outcome) -> None:
        response = self._hosts.ask(entry.address).response
        about = metadata(source, entry.address, response, entry)
        if response.status == HTTPStatus.GONE:
            self._archive.add_metadata(response, {**about, "withdrawn": "HTTP 410"})
            outcome.withdrawn.append(entry.id)
        else:
            require_ok(response)
            self._archive.add(response, about)
            outcome.pages += 1
            outcome.again += self._is_known(entry)
            self._meter.add(pages=1, size=len(response.body))
        self._note(entry, entry.digest)

    def _is_known(self, entry: Entry) -> bool:
        seen = self._state.get(Seen, entry.canonical)
        return seen is not None and not _failures(seen)

    def _note_failure(self, entry: Entry, error: FetchError) -> bool:
        """Note that a page did not come; return whether it may come soon."""
        if _is_lasting(error):
            self._note(entry, entry.digest)
            return False
        failures = _failures(self._state.get(Seen, entry.canonical)) + 1
        self._note(entry, f"{_FAILED}{failures}")
        return failures < _FEW

    def _note(self, entry: Entry, made: str) -> None:
        now = self._clock.now()
        seen = self._state.get(Seen, entry.canonical)
        first = seen.first if seen else now
        self._state.put(Seen(entry.canonical, entry.id, first, now, made))


def _calls(source: Source, entry: Entry) -> bool:
    """Return whether the article of an entry is on its page."""
    wants = source.full_text == "page" or source.kind == "sitemap" or entry.teaser
    return wants and source.full_text != "feed"


def _failures(seen: Seen | None) -> int:
    """Return how often in a row a page did not come."""
    said = seen.digest if seen else ""
    return int(said.removeprefix(_FAILED)) if said.startswith(_FAILED) else 0


def _is_lasting(error: FetchError) -> bool:
    """Return whether a page will not come, however often it is asked for."""
    return isinstance(error, DisallowedError | RefusedAddressError)
