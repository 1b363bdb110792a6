"""A service: the application behind its door, in several processes."""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from flask import Flask

from search import IndexUnavailableError, Searcher
from web.app import create_app
from web.facts import made_from
from web.server import plain
from web.server.door import Door, Hooks
from web.server.garbage import look_seldom
from web.server.limits import Limits
from web.server.process import Process

#: The seconds between two checks for another version of the index.
_LOOK = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What is served: the index in a directory, under the names of a file, within limits."""

    index_dir: Path
    names: Path | None = None
    origins: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)

    def open(self) -> None:
        """Read the index: forked processes share what was read. Say so if there is none."""
        try:
            searcher_of(application(self)).open()
        except IndexUnavailableError as error:
            told = f"Until {self.index_dir} has one (--index-dir), pages answer 503."
            click.echo(f"{error}\n{told}", err=True)

    def run(self, listeners: Sequence[socket.socket], processes: int) -> None:
        """Answer at listeners until told to end."""
        app = application(self)
        look_seldom()
        if find_spec("granian") is None:
            begin(app)
            plain.run(app, listeners)
            return
        # Not above: it is not on every machine.
        from web.server import service  # noqa: PLC0415

        # The parent answers nobody: open files of an old version would keep its space on the disk.
        service.run(
            partial(process, self),
            listeners,
            processes=processes,
            limits=self.limits,
            started=searcher_of(app).close,
        )


@cache
def application(service: Service) -> Flask:
    """Return the application of a service: a forked process has that of its parent."""
    return create_app(
        service.index_dir, names=service.names, compiled=True, origins=service.origins
    )


def searcher_of(app: Flask) -> Searcher:
    """Return the searcher of an application."""
    searcher: Searcher = app.extensions["searcher"]
    return searcher


def process(service: Service, beat: Callable[[], None]) -> Process:
    """Return the ASGI application of a process that tells by beat that it goes on."""
    app = application(service)
    hooks = Hooks(made_from=partial(made_now, searcher_of(app)))
    return Process(
        door=Door(app, service.limits, hooks),
        begin=partial(begin, app),
        beat=beat,
        patience=service.limits.hung_seconds / 2,
    )


def begin(app: Flask) -> None:
    """Open the index if there is one, and look for another from now on."""
    with suppress(IndexUnavailableError):  # the page will say so
        searcher_of(app).open()
    threading.Thread(target=_keep_fresh, args=(searcher_of(app),), daemon=True).start()


def made_now(searcher: Searcher) -> Any:  # noqa: ANN401  compared only
    """Return what an answer would be made from now, None without an index."""
    with suppress(IndexUnavailableError):
        return made_from(searcher.archive().index)
    return None


def _keep_fresh(searcher: Searcher) -> None:
    """Check for another version of the index even while there are no requests."""
    while True:
        time.sleep(_LOOK)
        searcher.refresh()
