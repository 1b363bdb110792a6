"""One round: what is due is asked, what came is kept, and what each source gave is told.

The archive comes first and the state after it: a run that is killed asks again, and loses nothing.
"""

import random
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from itertools import groupby

from index.fetching import schedule
from index.fetching.archive import Archive
from index.fetching.entries import Entry, digest, entries_of
from index.fetching.hosts import Answer, Hosts
from index.fetching.request.addresses import host_of
from index.fetching.request.client import Response
from index.fetching.request.faults import (
    BusyHostError,
    DisallowedError,
    FetchError,
    RefusedAddressError,
    StatusError,
    StoppedError,
)
from index.fetching.sources import Source, Sources
from index.fetching.state import Seen, SourceState, State, seen_key

#: The hosts that are asked at once.
AT_ONCE = 4
_CONDITIONS = (("etag", "If-None-Match"), ("modified", "If-Modified-Since"))


@dataclass(slots=True)
class Outcome:
    """What a source gave: whether its feed came, the pages, what is gone, and the faults."""

    name: str
    changed: bool = False
    failed: bool = False
    pages: int = 0
    withdrawn: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def state_of(source: Source, state: State) -> SourceState:
    """Return what is known of a source; nothing, if the operator gave it another address."""
    known = state.get(SourceState, source.name)
    return known if known and known.address == source.address else _new(source)


def address_of(known: SourceState) -> str:
    """Return where a source is asked: its address, or where it moved for good."""
    count, _, address = known.moved.partition(" ")
    return address if count.isdigit() and int(count) >= schedule.MOVES else known.address


def due_of(known: SourceState) -> float:
    """Return when a source is due, in seconds since 1970; never, if it is gone."""
    return float("inf") if known.due is None else known.due


class Fetcher:
    """Fetches sources into an archive."""

    def __init__(self, sources: Sources, state: State, archive: Archive, hosts: Hosts) -> None:
        self._sources, self._state, self._archive, self._hosts = sources, state, archive, hosts

    def due(self, *, force: bool = False) -> list[Source]:
        """Return the sources that are due; with force all of them, also those that are gone."""
        now = time.time()
        return [
            source
            for source in self._sources.sources
            if force or due_of(state_of(source, self._state)) <= now
        ]

    def next_due(self) -> float:
        """Return when the next source is due, in seconds since 1970; infinity for never."""
        return min(due_of(state_of(source, self._state)) for source in self._sources.sources)

    def run(self, due: Iterable[Source]) -> list[Outcome]:
        """Fetch sources, those of a host after each other and four hosts at once."""
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
            outcomes.append(outcome)
            try:
                self._fetch(source, outcome)
            except StoppedError:
                break
        return outcomes

    def _fetch(self, source: Source, outcome: Outcome) -> None:
        known = state_of(source, self._state)
        try:
            answer = self._ask(source, known)
            entries = self._take(source, known, answer, outcome)
        except FetchError as error:
            self._note_failure(source, known, error, outcome)
            return
        waiting = self._fetch_pages(source, entries, outcome)
        self._note_success(source, known, answer, waiting=waiting)

    def _ask(self, source: Source, known: SourceState) -> Answer:
        """Return the answer of a source: 200, or 304 where its tags were sent."""
        address = address_of(known)
        seen = self._state.get(Seen, _key(source))
        recent = seen and time.time() - seen.last < schedule.WITHOUT_TAGS
        tags = {header: getattr(known, name) for name, header in _CONDITIONS if recent}
        sent = {header: value for header, value in tags.items() if value}
        answer = self._hosts.ask(address, sent)
        if answer.response.status == HTTPStatus.NOT_MODIFIED and sent:
            return answer
        _require_ok(answer.response)
        return answer

    def _take(
        self, source: Source, known: SourceState, answer: Answer, outcome: Outcome
    ) -> list[Entry]:
        """Keep an answer if it differs from the one before; return its entries."""
        response = answer.response
        if response.status == HTTPStatus.NOT_MODIFIED:
            return []
        entries, faults = entries_of(source, response)
        outcome.faults += map(str, faults)
        key, made, now = _key(source), digest(response.body), time.time()
        seen = self._state.get(Seen, key)
        if not seen or seen.digest != made:
            about = _metadata(source, known.address, response)
            self._archive.add(response, {**about, "kind": source.kind, "entry": made})
            outcome.changed = True
            seen = Seen(key, "", now, now, made)
        self._state.put(replace(seen, last=now))
        return entries

    def _fetch_pages(self, source: Source, entries: list[Entry], outcome: Outcome) -> bool:
        """Fetch the pages that entries call for; return whether some wait for another round.

        A round should not outlast the pause to the next: it takes the pages that fit into it.
        """
        wanted = [entry for entry in entries if self._is_wanted(source, entry)]
        most = max(int(source.every / max(self._sources.delay, 1.0)), 1)
        waiting = len(wanted) > most
        for entry in wanted[:most]:
            try:
                self._fetch_page(source, entry, outcome)
            except FetchError as error:
                outcome.faults.append(f"{source.name}: {entry.address}: {error}")
                waiting |= not _is_lasting(error)
                if isinstance(error, BusyHostError):
                    return True
                if _is_lasting(error):
                    self._note_page(entry)
        return waiting

    def _is_wanted(self, source: Source, entry: Entry) -> bool:
        wants = source.full_text == "page" or source.kind == "sitemap" or entry.teaser
        if not wants or source.full_text == "feed":
            return False
        seen = self._state.get(Seen, entry.canonical)
        return not seen or seen.digest != entry.digest

    def _fetch_page(self, source: Source, entry: Entry, outcome: Outcome) -> None:
        response = self._hosts.ask(entry.address).response
        if response.status == HTTPStatus.GONE:
            about = _metadata(source, entry.address, response, entry)
            self._archive.add_metadata(entry.address, {**about, "withdrawn": "HTTP 410"})
            outcome.withdrawn.append(entry.id)
        else:
            _require_ok(response)
            self._archive.add(response, _metadata(source, entry.address, response, entry))
            outcome.pages += 1
        self._note_page(entry)

    def _note_page(self, entry: Entry) -> None:
        now = time.time()
        seen = self._state.get(Seen, entry.canonical)
        first = seen.first if seen else now
        self._state.put(Seen(entry.canonical, entry.id, first, now, entry.digest))

    def _note_success(
        self, source: Source, known: SourceState, answer: Answer, *, waiting: bool
    ) -> None:
        response = answer.response
        fresh = response.status == HTTPStatus.OK
        asked = schedule.wanted(response.body) if fresh else known.wanted
        lasting = max(asked, schedule.max_age(response.header("Cache-Control")))
        wait = schedule.after_success(source.every, lasting, _jitter())
        noted = replace(
            known,
            due=time.time() + wait,
            failures=0,
            last_fault="",
            wanted=asked,
            moved=_moved(known, answer.permanent),
        )
        if fresh:  # without tags while pages wait: the next answer must name them again
            etag, modified = response.header("ETag"), response.header("Last-Modified")
            tags = ("", "") if waiting else (etag, modified)
            noted = replace(noted, etag=tags[0], modified=tags[1])
        self._state.put(noted)

    def _note_failure(
        self, source: Source, known: SourceState, error: FetchError, outcome: Outcome
    ) -> None:
        failures = known.failures + 1
        wait = schedule.after_failure(source.every, failures, _jitter())
        if isinstance(error, BusyHostError) and error.seconds is not None:
            failures, wait = known.failures, max(error.seconds, schedule.SHORTEST)
        gone = isinstance(error, StatusError) and error.status == HTTPStatus.GONE
        due = None if gone else time.time() + wait
        outcome.failed = True
        outcome.faults.append(f"{source.name}: {error}")
        self._state.put(
            replace(known, due=due, failures=failures, last_fault=str(error), etag="", modified="")
        )


def _new(source: Source) -> SourceState:
    return SourceState(source.name, source.address)


def _key(source: Source) -> str:
    """Return the key of a source in the table of what was seen."""
    return seen_key(source.kind, source.address)


def _moved(known: SourceState, permanent: str) -> str:
    kept = address_of(known) != known.address
    return known.moved if kept and not permanent else schedule.moved(known.moved, permanent)[0]


def _jitter() -> float:
    return random.uniform(-1, 1)  # noqa: S311  spreads requests, guards nothing


def _is_lasting(error: FetchError) -> bool:
    """Return whether asking for the same page again soon would give the same."""
    refused = isinstance(error, DisallowedError | RefusedAddressError)
    status = error.status if isinstance(error, StatusError) else 0
    return refused or (400 <= status < 500 and not isinstance(error, BusyHostError))  # noqa: PLR2004  the class of 4xx


def _require_ok(response: Response) -> None:
    status = response.status
    if status == HTTPStatus.GONE:
        reason = f"{response.address} is gone for good (410)"
        raise StatusError(status, reason, "take it out of the list; it is not asked again")
    if status != HTTPStatus.OK:
        reason = f"{response.address} answers {status} {response.reason}".rstrip()
        raise StatusError(status, reason, "check the address; it is asked again later")


def _metadata(
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
        "fetched": response.fetched.isoformat(timespec="seconds"),
    }
    if entry:
        about |= {"id": entry.id, "title": entry.title, "published": entry.published}
        about |= {"teaser": False, "entry": entry.digest}
    return {name: value for name, value in about.items() if value != ""}
