"""Asks a source: its feed or sitemap, kept if it differs, and the entries in it."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from index.fetching import schedule
from index.fetching.archive import Archive
from index.fetching.clock import Clock
from index.fetching.entries import Entry, digest, entries_of, sitemaps_of
from index.fetching.hosts import Answer, Hosts
from index.fetching.notes import address_of, state_of
from index.fetching.outcome import Meter, Outcome
from index.fetching.request.addresses import checked
from index.fetching.request.client import Response
from index.fetching.request.faults import BusyHostError, FetchError, StatusError
from index.fetching.sitemaps import Location
from index.fetching.sources import Source
from index.fetching.state import Seen, SourceState, State, seen_key

_CONDITIONS = (("etag", "If-None-Match"), ("modified", "If-Modified-Since"))
#: The sitemaps that are read of an index, the newest: archives of all years are not crawled.
MOST_SITEMAPS = 10
_CHANGED = "changed"


@dataclass(slots=True)
class Given:
    """What a source gave: its answer, the entries, what to note of its sitemaps once they are done.

    incomplete says that a sitemap of an index failed, and must be asked for again.
    """

    answer: Answer
    entries: list[Entry] = field(default_factory=list)
    sitemaps: list[Seen] = field(default_factory=list)
    incomplete: bool = False


class Feeds:
    """Asks for feeds and sitemaps, and keeps them."""

    def __init__(
        self, state: State, archive: Archive, hosts: Hosts, clock: Clock, meter: Meter
    ) -> None:
        self._state, self._archive, self._hosts = state, archive, hosts
        self._clock, self._meter = clock, meter
        self._reading = threading.Lock()  # one at a time: a large feed fills the memory

    def ask(self, source: Source, outcome: Outcome) -> Given:
        """Return what a source gives now; raises FetchError, StoppedError."""
        known = state_of(source, self._state)
        given = Given(self._answer(source, known))
        response = given.answer.response
        if response.status == HTTPStatus.NOT_MODIFIED:
            outcome.not_modified = True
        elif sitemaps := self._sitemaps(source, response):
            self._keep(source, source.address, response, outcome)
            self._read_index(source, sitemaps, given, outcome)
        else:
            given.entries = self._read(source, source.address, response, outcome)
        return given

    def done(self, given: Given) -> None:
        """Note that all entries of the sitemaps of an index were looked at."""
        self._state.put(*given.sitemaps)

    def _answer(self, source: Source, known: SourceState) -> Answer:
        """Return the answer of a source: 200, or 304 where its tags were sent."""
        seen = self._state.get(Seen, seen_key(source.kind, source.address))
        recent = seen and self._clock.now() - seen.last < schedule.WITHOUT_TAGS
        tags = {header: getattr(known, name) for name, header in _CONDITIONS if recent}
        sent = {header: value for header, value in tags.items() if value}
        answer = self._hosts.ask(address_of(known), sent)
        if not (answer.response.status == HTTPStatus.NOT_MODIFIED and sent):
            require_ok(answer.response)
        return answer

    def _sitemaps(self, source: Source, response: Response) -> list[Location]:
        with self._reading:
            return sitemaps_of(source, response)

    def _read(
        self, source: Source, address: str, response: Response, outcome: Outcome
    ) -> list[Entry]:
        """Return the entries of an answer, after it is kept."""
        with self._reading:
            entries, faults = entries_of(source, response)
        outcome.faults += map(str, faults)
        self._keep(source, address, response, outcome)
        return entries

    def _keep(self, source: Source, address: str, response: Response, outcome: Outcome) -> None:
        """Keep an answer if it differs from the one before."""
        key, made, now = seen_key(source.kind, address), digest(response.body), self._clock.now()
        self._meter.add(size=len(response.body))
        seen = self._state.get(Seen, key)
        if not seen or seen.digest != made:
            about = metadata(source, address, response)
            self._archive.add(response, {**about, "kind": source.kind, "entry": made})
            outcome.changed = True
            seen = Seen(key, "", seen.first if seen else now, now, made)
        self._state.put(replace(seen, last=now))

    def _read_index(
        self, source: Source, sitemaps: Iterable[Location], given: Given, outcome: Outcome
    ) -> None:
        """Read the newest sitemaps of an index, of those that say so only what has changed."""
        base = given.answer.response.address
        for each in [*sitemaps][:MOST_SITEMAPS]:
            now = self._clock.now()
            noted = Seen(
                seen_key(_CHANGED, each.address), "", now, now, digest(each.changed.encode())
            )
            seen = self._state.get(Seen, noted.canonical)
            if each.changed and seen and seen.digest == noted.digest:
                continue
            try:
                response = self._hosts.ask(checked(each.address, base)).response
                require_ok(response)
                given.entries += self._read(source, each.address, response, outcome)
                given.sitemaps.append(noted)
            except FetchError as error:
                outcome.faults.append(f"{source.name}: {each.address}: {error}")
                given.incomplete = True
                if isinstance(error, BusyHostError):
                    return


def require_ok(response: Response) -> None:
    """Raise StatusError unless an answer has the status 200."""
    status = response.status
    if status == HTTPStatus.GONE:
        reason = f"{response.address} is gone for good (410)"
        raise StatusError(status, reason, "take it out of the list; it is not asked again")
    if status != HTTPStatus.OK:
        reason = f"{response.address} answers {status} {response.reason}".rstrip()
        raise StatusError(status, reason, "check the address; it is asked again later")


def metadata(
    source: Source, address: str, response: Response, entry: Entry | None = None
) -> dict[str, object]:
    """Return what a record holds beside an answer; empty values are left out."""
    about: dict[str, object] = {
        "source": source.name,
        "section": source.section,
        "timezone": source.timezone,
        "clock": source.clock if source.clock == "local" else "",
        "language": source.language,
        "url": address,
        "fetched": response.fetched.isoformat(),
    }
    if entry:
        about |= {"id": entry.id, "title": entry.title, "published": entry.published}
        about |= {"teaser": False, "entry": entry.digest}
    return {name: value for name, value in about.items() if value != ""}
