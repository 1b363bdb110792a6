"""A service: the application behind its door, in several processes."""

import errno
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from typing import Any

import click
from flask import Flask

from search import IndexUnavailableError, Searcher, code_cache, escaped, located
from web.app import create_app, static_files
from web.facts import made_from
from web.logs.messages import tell_by
from web.metrics.link import Link
from web.observation import Observation, observation
from web.origin.setting import Placed
from web.server import listeners, plain
from web.server.door.door import Door, Hooks
from web.server.garbage import look_seldom
from web.server.process import Process
from web.settings.settings import Settings

#: The seconds between two checks for another version of the index.
_LOOK = 0.4
#: What another port mends; everything else is a fault of the host.
_PORT_FAULTS = {errno.EADDRINUSE, errno.EACCES}


class ListeningError(Exception):
    """The service, or what tells of it, cannot listen where it shall."""


def listen(settings: Settings) -> list[socket.socket]:
    """Return the sockets of a service: those that systemd opened, or at its path or its address.

    Raises ListeningError.
    """
    if inherited := listeners.inherited():
        return inherited
    try:
        if settings.socket:
            return [listeners.at_path(settings.socket)]
        return listeners.at_address(settings.host, settings.port, settings.processes)
    except (OSError, UnicodeError) as error:
        where = settings.socket or f"{settings.host}:{settings.port}"
        fault = getattr(error, "strerror", None) or "no name of a host"
        option = "--port" if getattr(error, "errno", None) in _PORT_FAULTS else "--host"
        option = "--socket" if settings.socket else option
        raise ListeningError(
            f"cannot listen on {where}: {fault}; choose another with {option}"
        ) from error


@dataclass(frozen=True, slots=True)
class Service:
    """What is served, and within which limits."""

    settings: Settings

    def run(self, listening: Sequence[socket.socket]) -> None:
        """Answer at sockets until told to end; say so while there is no index.

        Raises ListeningError where the metrics have no address.
        """
        tell_by(self.settings.log)
        link = self._link()
        self._tell_of_compiling()
        app = application(self.settings)
        read_once(self.settings)
        look_seldom()
        tell_where(listening[0])
        if not _has_granian():
            self._tell_what_is_missing()
            begin(app)
            plain.run(app, listening)
            return
        # Not above: it is not on every machine.
        from web.server import service  # noqa: PLC0415

        service.run(
            partial(process, self.settings, link=link),
            listening,
            processes=self.settings.processes,
            limits=self.settings.limits,
            # This process answers nobody: open files of an old version would keep its space.
            started=searcher_of(app).close,
        )

    def _link(self) -> Link | None:
        """Return where processes tell what they do, answered at the address of metrics; or None."""
        if not self.settings.metrics or not _has_granian():
            return None
        # Not above: most services are asked for no metrics.
        from web.metrics.exposition import MetricsError, expose  # noqa: PLC0415

        link = Link()
        try:
            expose(self.settings.metrics, located(self.settings.place), link)
        except MetricsError as error:
            link.close()
            raise ListeningError(str(error)) from error
        return link

    def _tell_of_compiling(self) -> None:
        """Say why the address comes late: who starts it for the first time thinks that it hangs."""
        if self.settings.index:  # nothing is compiled for a cluster
            return
        if code_cache(self.settings.index_dir, self.settings.cache_dir, make=False).is_empty:
            click.echo("Compiling the loops of searches; that takes up to a minute", err=True)

    def _tell_what_is_missing(self) -> None:
        if self.settings.metrics or self.settings.log.access:
            click.echo(
                "No access log and no metrics: they need granian, which this machine has not; let"
                " the proxy in front write a log",
                err=True,
            )


def tell_where(listening: socket.socket) -> None:
    """Say where a socket listens; a full disk or a closed pipe keeps nobody from serving."""
    with suppress(OSError):
        click.echo(f"Iqtisad is at {listeners.url_of(listening)} (Ctrl-C ends it)")


def read_once(settings: Settings) -> None:
    """Read the index: forked processes share what was read. Say so if there is none.

    Of a cluster they share the files that were fetched: each has connections of its own.
    """
    searcher = searcher_of(application(settings))
    try:
        searcher.open()
    except IndexUnavailableError as error:
        option = "--index" if settings.index else "--index-dir"
        click.echo(
            f"{escaped(str(error))}\nUntil {settings.place} has one ({option}), pages answer 503.",
            err=True,
        )
    if settings.index:
        searcher.close()


def _has_granian() -> bool:
    return find_spec("granian") is not None


@cache
def application(settings: Settings) -> Flask:
    """Return the application of a service: a forked process has that of its parent."""
    return create_app(settings, compiled=True)


def searcher_of(app: Flask) -> Searcher:
    """Return the searcher of an application."""
    searcher: Searcher = app.extensions["searcher"]
    return searcher


def process(settings: Settings, beat: Callable[[], None], link: Link | None = None) -> Process:
    """Return the ASGI application of a process that tells by beat that it goes on.

    link is to who counts its requests, None for nobody.
    """
    app = application(settings)
    placed: Placed = app.wsgi_app  # type: ignore[assignment]  # see origin.setting
    observed = observation(settings, link)
    hooks = Hooks(
        made_from=partial(made_now, searcher_of(app)),
        place=placed.place,
        observers=observed.observers,
        foreseen=(IndexUnavailableError,),
        parts=[f"{app.static_url_path}/{name}" for name in static_files()],
    )
    door = Door(app, settings.limits, hooks)
    observed.report_on(door)
    return Process(
        door=door,
        begin=partial(begin, app),
        end=observed.end,
        beat=partial(_beat, beat, observed),
        patience=settings.limits.hung_seconds / 2,
    )


def _beat(beat: Callable[[], None], observed: Observation) -> None:
    beat()
    observed.beat()


def begin(app: Flask) -> None:
    """Open the index if there is one, and look for another from now on."""
    with suppress(IndexUnavailableError):  # the page will say so
        searcher_of(app).open()
    searcher_of(app).watch(_LOOK)


def made_now(searcher: Searcher) -> Any:  # noqa: ANN401  compared only
    """Return what an answer would be made from now, None without an index."""
    with suppress(IndexUnavailableError):
        return made_from(searcher.snapshot().index)
    return None
