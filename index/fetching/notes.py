"""What is noted of a source after each round: when it is due, its tags, faults and redirects."""

import random
from dataclasses import replace
from http import HTTPStatus

from index.fetching import schedule
from index.fetching.clock import Clock
from index.fetching.hosts import Answer
from index.fetching.outcome import Outcome
from index.fetching.request.faults import BusyHostError, FetchError, StatusError
from index.fetching.sources import Source
from index.fetching.state import SourceState, State


def state_of(source: Source, state: State) -> SourceState:
    """Return what is known of a source; nothing, if the operator gave it another address."""
    known = state.get(SourceState, source.name)
    same = known and known.address == source.address
    return known if known and same else SourceState(source.name, source.address)


def address_of(known: SourceState) -> str:
    """Return where a source is asked: its address, or where it moved for good."""
    count, _, address = known.moved.partition(" ")
    return address if count.isdigit() and int(count) >= schedule.MOVES else known.address


def due_of(known: SourceState) -> float:
    """Return when a source is due, in seconds since 1970; never, if it is gone."""
    return float("inf") if known.due is None else known.due


class Notes:
    """Writes into the state how it went."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state, self._clock = state, clock

    def success(self, source: Source, answer: Answer, outcome: Outcome, *, waiting: bool) -> None:
        """Note an answer; waiting says that some of its pages are left for another round."""
        known, response = state_of(source, self._state), answer.response
        fresh = response.status == HTTPStatus.OK
        asked = schedule.wanted(response.body) if fresh else known.wanted
        lasting = max(asked, schedule.max_age(response.header("Cache-Control")))
        # Pages that wait are the operator's wish, and no reason to ask the feed less often.
        wait = schedule.after_success(source.every, 0.0 if waiting else lasting, _jitter())
        noted = replace(
            known,
            due=self._clock.now() + wait,
            failures=0,
            last_fault="",
            wanted=asked,
            moved=self._moved(known, answer.permanent, outcome),
        )
        if fresh:  # without tags while pages wait: the next answer must name them again
            etag, modified = response.header("ETag"), response.header("Last-Modified")
            tags = ("", "") if waiting else (etag, modified)
            noted = replace(noted, etag=tags[0], modified=tags[1])
        self._state.put(noted)

    def failure(self, source: Source, error: FetchError, outcome: Outcome) -> None:
        """Note that a source gave nothing: it waits longer, or is never asked again (410)."""
        known = state_of(source, self._state)
        failures = known.failures + 1
        wait = schedule.after_failure(source.every, failures, _jitter())
        if isinstance(error, BusyHostError) and error.seconds is not None:
            failures, wait = known.failures, max(error.seconds, schedule.SHORTEST)
        gone = isinstance(error, StatusError) and error.status == HTTPStatus.GONE
        due = None if gone else self._clock.now() + wait
        outcome.failed = True
        outcome.faults.append(f"{source.name}: {error}")
        self._state.put(
            replace(known, due=due, failures=failures, last_fault=str(error), etag="", modified="")
        )

    def _moved(self, known: SourceState, permanent: str, outcome: Outcome) -> str:
        """Return the note of permanent redirects; tell of the third in a row."""
        if address_of(known) != known.address and not permanent:
            return known.moved
        note, lasting = schedule.moved(known.moved, permanent)
        if lasting:
            outcome.notes.append(f"{known.name}: moved for good; write {permanent} into the list")
        return note


def _jitter() -> float:
    return random.uniform(-1, 1)  # noqa: S311  spreads requests, guards nothing
