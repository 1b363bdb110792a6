"""Puts an application at its address: behind its proxies, for its hosts."""

from collections.abc import Sequence

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
    if address:
        app.wsgi_app = Published(app.wsgi_app, address, trusted)  # type: ignore[method-assign]
    # Without proxies, too: then it leaves out what nobody may be believed to have said.
    app.wsgi_app = Forwarded(app.wsgi_app, read_proxies(trusted_proxies))  # type: ignore[method-assign]
