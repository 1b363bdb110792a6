"""A service: the application behind its door, in several processes."""

import errno
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from typing import Any

import click
from flask import Flask

from search import IndexUnavailableError, Searcher, escaped
from web.app import create_app
from web.facts import made_from
from web.origin.setting import Placed
from web.server import listeners, plain
from web.server.door.door import Door, Hooks
from web.server.garbage import look_seldom
from web.server.notices import warn
from web.server.process import Process
from web.settings.settings import Settings

#: The seconds between two checks for another version of the index.
_LOOK = 0.4
#: What another port mends; everything else is a fault of the host.
_PORT_FAULTS = {errno.EADDRINUSE, errno.EACCES}


class ListeningError(Exception):
    """The service cannot listen where it shall."""


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
        """Answer at sockets until told to end; say so while there is no index."""
        app = application(self.settings)
        read_once(self.settings)
        look_seldom()
        click.echo(f"Iqtisad is at {listeners.url_of(listening[0])} (Ctrl-C ends it)")
        if find_spec("granian") is None:
            begin(app)
            plain.run(app, listening)
            return
        # Not above: it is not on every machine.
        from web.server import service  # noqa: PLC0415

        service.run(
            partial(process, self.settings),
            listening,
            processes=self.settings.processes,
            limits=self.settings.limits,
            # This process answers nobody: open files of an old version would keep its space.
            started=searcher_of(app).close,
        )


def read_once(settings: Settings) -> None:
    """Read the index: forked processes share what was read. Say so if there is none."""
    try:
        searcher_of(application(settings)).open()
    except IndexUnavailableError as error:
        warn(
            f"{escaped(str(error))}\nUntil {settings.index_dir} has one (--index-dir), pages answer"
            " 503."
        )


@cache
def application(settings: Settings) -> Flask:
    """Return the application of a service: a forked process has that of its parent."""
    return create_app(settings, compiled=True)


def searcher_of(app: Flask) -> Searcher:
    """Return the searcher of an application."""
    searcher: Searcher = app.extensions["searcher"]
    return searcher


def process(settings: Settings, beat: Callable[[], None]) -> Process:
    """Return the ASGI application of a process that tells by beat that it goes on."""
    app = application(settings)
    placed: Placed = app.wsgi_app  # type: ignore[assignment]  # see origin.setting
    hooks = Hooks(made_from=partial(made_now, searcher_of(app)), place=placed.place)
    return Process(
        door=Door(app, settings.limits, hooks),
        begin=partial(begin, app),
        beat=beat,
        patience=settings.limits.hung_seconds / 2,
    )


def begin(app: Flask) -> None:
    """Open the index if there is one, and look for another from now on."""
    with suppress(IndexUnavailableError):  # the page will say so
        searcher_of(app).open()
    threading.Thread(target=_keep_fresh, args=(searcher_of(app),), daemon=True).start()


def made_now(searcher: Searcher) -> Any:  # noqa: ANN401  compared only
    """Return what an answer would be made from now, None without an index."""
    with suppress(IndexUnavailableError):
        return made_from(searcher.snapshot().index)
    return None


def _keep_fresh(searcher: Searcher) -> None:
    """Check for another version of the index even while there are no requests."""
    while True:
        time.sleep(_LOOK)
        searcher.refresh()
