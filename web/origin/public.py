"""The address under which readers know the site, whatever host they sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.sansio.utils import host_is_trusted


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """The beginning of every absolute address: prefix is "" or a path without a slash at its end.

    host has the port, if it is not that of the scheme.
    """

    scheme: str
    host: str
    prefix: str


def read_public_url(url: str) -> PublicAddress:
    """Return the public address that a url is; raise ValueError if it can be none."""
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.lower().encode("idna").decode()
    except ValueError:  # a UnicodeError is one, too
        raise _fault(url) from None
    is_web = parts.scheme in ("http", "https") and host_is_trusted(host, [host])
    if not is_web or parts.query or parts.fragment:
        raise _fault(url)
    return PublicAddress(parts.scheme, host, unquote(parts.path).rstrip("/"))


def _fault(url: str) -> ValueError:
    return ValueError(
        f"public_url: {url!r} is no address of a site; give one like https://example.org/news"
    )


class Published:
    """An application at its public address, which may begin with a path.

    A proxy may or may not take the path away: both are understood. Requests to a host that is not
    trusted keep it, so that the application refuses them.
    """

    def __init__(
        self, app: WSGIApplication, address: PublicAddress, trusted_hosts: list[str] | None
    ) -> None:
        self._app, self._address, self._trusted = app, address, trusted_hosts
        #: As WSGI has paths: their bytes in UTF-8, one character each.
        self._prefix = address.prefix.encode().decode("latin-1")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request as if it had come to the public address."""
        if self._trusted is None or host_is_trusted(environ.get("HTTP_HOST"), self._trusted):
            environ["wsgi.url_scheme"] = self._address.scheme
            environ["HTTP_HOST"] = self._address.host
            environ["SCRIPT_NAME"] = self._prefix
            environ["PATH_INFO"] = self._within(environ.get("PATH_INFO", ""))
        return self._app(environ, start_response)

    def _within(self, path: str) -> str:
        begun = self._prefix and f"{path}/".startswith(f"{self._prefix}/")
        return path[len(self._prefix) :] if begun else path
