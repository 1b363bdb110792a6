"""Counts the requests of all processes, and shows what is going on in each that lives."""

import threading
from collections.abc import Callable
from http import HTTPStatus

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from web.metrics.link import Asked, Link, Message, has_ended

#: The bounds of seconds: an answer that is remembered takes a part of the first, one waits at most
#: ten for its turn.
_BOUNDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
#: The status of a request whose client left before there was an answer; see logs.lines.
_GONE = 499
#: What each number of the state of a process is.
_STATES = {
    "queue": "Requests that wait for their turn.",
    "making": "Pages in the making.",
    "streams": "Exports under way.",
    "cached": "Finished pages that are kept.",
    "cache_bytes": "The bytes of the finished pages that are kept.",
}
#: Methods that have names here: any word may stand in a request.
_METHODS = frozenset("GET HEAD POST PUT DELETE OPTIONS PATCH".split())


class Requests:
    """What is counted. Threads may share it."""

    def __init__(
        self, registry: CollectorRegistry, ended: Callable[[int], bool] = has_ended
    ) -> None:
        self._ended = ended
        self._lock = threading.Lock()
        self._processes: set[int] = set()
        self._requests = _counter(
            registry, "requests", "Requests by route and answer.", "method", "route", "status"
        )
        self._bytes = _counter(registry, "response_bytes", "Bytes of bodies that were sent.")
        self._cpu = _counter(registry, "cpu_seconds", "CPU that answers took.", "route")
        self._cached = _counter(registry, "answers", "Answers kept (hit) or made (miss).", "cache")
        self._refused = _counter(registry, "refused", "Requests not let in.", "reason")
        self._nothing = _counter(registry, "searches_without_results", "Searches for nothing.")
        self._seconds = _histogram(registry, "request", "From arrival to the end.", "route")
        self._waited = _histogram(registry, "wait", "From arrival to the turn.")
        self._started = _counter(registry, "processes_started", "Processes that have answered.")
        Gauge("iqtisad_processes", "Processes that answer.", registry=registry).set_function(
            lambda: len(self._living())
        )
        self._states = {
            name: Gauge(f"iqtisad_{name}", says, ("process",), registry=registry)
            for name, says in _STATES.items()
        }

    def listen(self, link: Link) -> None:
        """Count what comes over a link, in a thread of its own."""
        threading.Thread(target=self._listen, args=(link,), name="metrics", daemon=True).start()

    def _listen(self, link: Link) -> None:
        for message in link.messages():
            self.count(message)

    def count(self, message: Message) -> None:
        """Add what a process tells."""
        with self._lock:
            if message.process not in self._processes:
                self._processes.add(message.process)
                self._started.inc()
            for name, value in message.state.items():
                self._states[name].labels(str(message.process)).set(value)
        for asked in message.asked:
            self._add(asked)

    def _add(self, asked: Asked) -> None:
        route, status = asked.route or "none", asked.status or _GONE
        method = asked.method if asked.method in _METHODS else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._bytes.inc(asked.size)
        self._cpu.labels(route).inc(asked.cpu)
        self._seconds.labels(route).observe(asked.seconds)
        if reason := refusal(asked):
            self._refused.labels(reason).inc()
        elif asked.remembered:
            self._cached.labels("hit").inc()
        elif asked.cpu:  # it was made
            self._cached.labels("miss").inc()
            self._waited.observe(asked.waited)
        if asked.results == 0:
            self._nothing.inc()

    def _living(self) -> set[int]:
        """Return the processes that live; what was going on in others is over."""
        with self._lock:
            for process in [each for each in self._processes if self._ended(each)]:
                self._processes.remove(process)
                for gauge in self._states.values():
                    gauge.remove(str(process))
            return set(self._processes)


def refusal(asked: Asked) -> str:
    """Return why the server refused a request, "" if it did not.

    One for which it asked the application, and had no place for the stream, has a version.
    """
    match asked.status:
        case HTTPStatus.TOO_MANY_REQUESTS:
            return "budget"
        case HTTPStatus.LENGTH_REQUIRED | HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return "body"
        case HTTPStatus.SERVICE_UNAVAILABLE if not asked.route:
            return "queue"
        case HTTPStatus.SERVICE_UNAVAILABLE if asked.version:
            return "streams"
    return ""


def _counter(registry: CollectorRegistry, name: str, says: str, *labels: str) -> Counter:
    return Counter(f"iqtisad_{name}", says, labels, registry=registry)


def _histogram(registry: CollectorRegistry, name: str, says: str, *labels: str) -> Histogram:
    return Histogram(f"iqtisad_{name}_seconds", says, labels, registry=registry, buckets=_BOUNDS)
