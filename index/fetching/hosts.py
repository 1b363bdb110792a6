"""Asks politely: one request at a time a host, a pause between two, and what robots.txt allows.

A host that asks to wait (429, 503) is left alone, with all its sources. Redirects are walked here,
each step as a request of its own to its own host.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from types import MappingProxyType

from index.fetching.clock import Clock
from index.fetching.request import robots
from index.fetching.request.addresses import checked, host_of
from index.fetching.request.client import Client, Response
from index.fetching.request.faults import (
    BusyHostError,
    DisallowedError,
    FetchError,
    RedirectsError,
    StoppedError,
)
from index.fetching.schedule import retry_after
from index.fetching.state import HostState, State

#: The redirects that are followed.
MOST_REDIRECTS = 5
#: The longest pause in seconds for which a run waits; with a longer one the host has its next turn
#: in another run. Set by hand.
LONGEST_PAUSE = 120.0
_PERMANENT = {301, 308}
_REDIRECTS = {*_PERMANENT, 302, 303, 307}
_BUSY = {429, 503}
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave in the end; permanent is where its permanent redirects lead, or ""."""

    response: Response
    permanent: str


class Hosts:
    """Asks hosts, each at its pace; threads share it."""

    def __init__(self, client: Client, state: State, delay: float, clock: Clock) -> None:
        self._client, self._state, self._delay, self._clock = client, state, delay, clock
        # Whoever asks for the rules of a host may be led to another: the gates are two.
        self._gates: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._of_rules: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}

    def ask(self, address: str, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        """Return the answer at the end of the redirects; raises FetchError, StoppedError."""
        return _followed(address, lambda each: self._one(each, headers))

    def pause(self, address: str) -> float:
        """Return the seconds between two requests to the host of address, as far as is known."""
        known = self._state.get(HostState, host_of(address))
        return self._pause(known.robots or "" if known else "")

    def _pause(self, rules: str) -> float:
        return max(self._delay, robots.crawl_delay(rules, self._client.user_agent))

    def _one(self, address: str, headers: Mapping[str, str]) -> Response:
        """Return one answer, in its turn."""
        host = host_of(address)
        with self._of_rules[host]:
            rules = self._rules(address, host)
        if not robots.allows(rules, address, self._client.user_agent):
            reason = f"robots.txt of {host} keeps programs from {address}"
            raise DisallowedError(reason, "name a feed that it allows")
        return self._paced(address, headers, self._pause(rules))

    def _rules(self, address: str, host: str) -> str:
        """Return the robots.txt of a host, asked for once a day; its gate must be held.

        An answer of 4xx allows everything. Without an answer nothing is allowed (RFC 9309).
        """
        known = self._left_alone(host)
        if known.robots is not None and self._clock.now() - known.robots_at < robots.KEPT:
            return known.robots
        text = self._robots_text(checked("/robots.txt", address), host)
        known = replace(self._state.get(HostState, host) or known, robots=text)
        self._state.put(replace(known, robots_at=self._clock.now()))
        return text

    def _robots_text(self, address: str, host: str) -> str:
        try:
            answer = _followed(address, lambda each: self._paced(each, _NO_HEADERS, self._delay))
        except RedirectsError:
            return ""
        response = answer.response
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            reason = f"robots.txt of {host} answers {response.status}"
            raise FetchError(reason, "try again later: until then nothing there is fetched")
        found = response.status == HTTPStatus.OK
        return response.body.decode("utf-8", "replace")[: robots.LONGEST] if found else ""

    def _paced(self, address: str, headers: Mapping[str, str], pause: float) -> Response:
        """Return the answer of address, the only request to its host, a pause after the last."""
        host = host_of(address)
        with self._gates[host]:
            self._wait_for_turn(host, pause)
            try:
                response = self._client.get(address, headers)
            finally:
                self._last[host] = self._clock.steady()
        if response.status in _BUSY:
            self._leave_alone(response, host)
        return response

    def _wait_for_turn(self, host: str, pause: float) -> None:
        wait = max(self._last.get(host, -pause) + pause - self._clock.steady(), 0.0)
        self._left_alone(host)
        if wait > LONGEST_PAUSE:
            self._put_off(host, wait)
            reason = f"robots.txt of {host} asks for {pause:.0f} s between two requests"
            raise BusyHostError(429, reason, "it has its next turn in a later run", seconds=wait)
        if self._clock.wait(wait):
            raise StoppedError

    def _left_alone(self, host: str) -> HostState:
        """Return what is known of a host; raises BusyHostError while it wants to be left alone."""
        known = self._state.get(HostState, host) or HostState(host)
        left = known.until - self._clock.now()
        if left > 0:
            raise BusyHostError(429, f"{host} asked to wait {left:.0f} s more", "", seconds=left)
        return known

    def _leave_alone(self, response: Response, host: str) -> None:
        """Raise BusyHostError; a host that says for how long is left alone by all its sources."""
        seconds = retry_after(response.header("Retry-After"), response.fetched)
        if seconds:
            self._put_off(host, seconds)
        reason = f"{host} answers {response.status}"
        said = f"it asks to wait {seconds:.0f} s" if seconds else "it is asked again later"
        raise BusyHostError(response.status, reason, said, seconds=seconds)

    def _put_off(self, host: str, seconds: float) -> None:
        known = self._state.get(HostState, host) or HostState(host)
        self._state.put(replace(known, until=self._clock.now() + seconds))


def _followed(address: str, ask: Callable[[str], Response]) -> Answer:
    """Return the answer at the end of the redirects, each asked for by ask."""
    permanent, all_permanent = "", True
    for _ in range(MOST_REDIRECTS + 1):
        response = ask(checked(address))
        location = response.header("Location")
        if response.status not in _REDIRECTS or not location:
            return Answer(response, permanent)
        address = checked(location, response.address)
        all_permanent &= response.status in _PERMANENT
        permanent = address if all_permanent else permanent
    reason = f"more than {MOST_REDIRECTS} redirects, the last to {address}"
    raise RedirectsError(reason, "open it in a browser, and name the address that it ends at")
