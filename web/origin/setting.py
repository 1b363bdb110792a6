"""Puts an application at its address: behind its proxies, for its hosts."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

from web.origin.proxies import Forwarded, read_proxies
from web.origin.public import Published, read_public_url


def register(
    app: Flask, public_url: str, trusted_hosts: Sequence[str], trusted_proxies: Sequence[str]
) -> None:
    """Let app print addresses that begin with public_url, or else follow the host that is asked.

    Requests to other hosts than the trusted ones are refused; () trusts all. Raises ValueError if
    a setting cannot be understood.
    """
    address = read_public_url(public_url) if public_url else None
    trusted = [*trusted_hosts, *([address.host] if address else [])] if trusted_hosts else None
    app.config["TRUSTED_HOSTS"] = trusted
    setting = partial(Published, address=address, trusted_hosts=trusted) if address else _as_it_is
    # Without proxies, too: then it leaves out what nobody may be believed to have said.
    behind = Forwarded(setting(_nothing), read_proxies(trusted_proxies))
    app.wsgi_app = Placed(app.wsgi_app, behind)  # type: ignore[method-assign]


class Placed:
    """An application whose requests are put where they are meant to be, once."""

    #: Says in an environment that it has been done.
    KEY = "iqtisad.placed"

    def __init__(self, app: WSGIApplication, behind: WSGIApplication) -> None:
        self._app, self._behind = app, behind

    def place(self, environ: WSGIEnvironment) -> None:
        """Change an environment: who asks, and at which address, as far as that is believed.

        For a server that must know before the application is asked.
        """
        self._behind(environ, _unheard)
        environ[self.KEY] = True

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if self.KEY not in environ:
            self.place(environ)
        return self._app(environ, start_response)


def _as_it_is(app: WSGIApplication) -> WSGIApplication:
    return app


def _nothing(_environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
    return ()


def _unheard(*_: Any) -> Any:  # noqa: ANN401  never called
    raise AssertionError
