"""Where a cluster is and who asks it: an address without a secret, and secrets without an address.

    opensearch+https://user@host:9200,other:9200/ALIAS

The secret comes from the environment or a file: addresses stand in lists of processes, in shells'
histories and in logs.
"""

import os
import re
import ssl
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import quote, unquote

from index.text.web_address import host_of
from index.versions.small_files import NotAFileError, read_small

SECRET = "IQTISAD_OPENSEARCH_SECRET"  # noqa: S105  the name of one
SECRET_FILE = "IQTISAD_OPENSEARCH_SECRET_FILE"  # noqa: S105
CA_FILE = "IQTISAD_OPENSEARCH_CA"
#: The port of OpenSearch.
PORT = 9200
_LARGEST_PORT = 65_535
#: What is and what was meant to be an address of a cluster, and no directory.
_MEANT = re.compile(r"opensearch(\+\w+)?:", re.IGNORECASE)
_PARTS = re.compile(r"opensearch\+(?P<tls>https?)://(?P<servers>[^/]+)/(?P<alias>.*)", re.DOTALL)
_SERVER = re.compile(
    r"(?P<host>\[[0-9a-f:.]+\]|[^:\[\]]+)(?::(?P<port>[0-9]{1,5}))?", re.IGNORECASE
)
#: Fewer letters than OpenSearch allows: none has another meaning in a path. Of its 255 bytes 55
#: are left to the names of versions, and of what belongs to them.
_ALIAS = re.compile(r"[a-z0-9][a-z0-9._-]{0,199}")
_TOKEN = re.compile(r"[\x21-\x7e]+")
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----[\x00-\x7f]*?-----END CERTIFICATE-----")


class AddressError(ValueError):
    """An address of a cluster, or what belongs to it, is none; no message contains a secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The hosts of a cluster, the account that asks them ("" is none), and the alias asked for."""

    hosts: tuple[tuple[str, int], ...]
    alias: str
    user: str = ""
    secure: bool = True

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the address that text is; raises AddressError.

        >>> Address.parse("opensearch+https://editor@a.example,[::1]:9201/news").hosts
        (('a.example', 9200), ('::1', 9201))
        """
        user, at, rest = _without_user(text)
        found = _PARTS.fullmatch(rest)
        if found is None:
            raise _wrong("it has a scheme, hosts and an alias")
        hosts = tuple(dict.fromkeys(map(_server, found["servers"].split(","))))
        if not _ALIAS.fullmatch(found["alias"]):
            raise _wrong(
                "an alias has small Latin letters, digits, and - _ . after the first, 200 at most"
            )
        secure = found["tls"] == "https"
        _refuse_in_clear(hosts, secure=secure)
        return cls(hosts=hosts, alias=found["alias"], user=_user(user, at), secure=secure)

    def __str__(self) -> str:
        """Return what parse reads: it has no secret."""
        scheme = "https" if self.secure else "http"
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        servers = ",".join(named(*server) for server in self.hosts)
        return f"opensearch+{scheme}://{user}{servers}/{self.alias}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A password, or a bearer token where the address has no user; the certificate of a CA.

    Without a file of that, those are trusted that the system trusts.
    """

    secret: str = field(default="", repr=False)
    ca: Path | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Return what the environment names; raises AddressError."""
        secret, file = environ.get(SECRET, ""), environ.get(SECRET_FILE, "")
        if secret and file:
            raise AddressError(f"{SECRET} and {SECRET_FILE} are both set; unset one of them")
        if file:
            secret = _text_of(Path(file), SECRET_FILE).strip("\r\n")
        if file and not secret:
            raise AddressError(f"{file}: empty; write the secret into it, or unset {SECRET_FILE}")
        ca = environ.get(CA_FILE, "")
        return cls(secret=secret, ca=Path(ca) if ca else None)

    def authorization(self, user: str) -> str:
        """Return the header Authorization of an account, "" for none; raises AddressError."""
        if user and not self.secret:
            raise AddressError(
                f"no password for the user that the cluster's address names; put it into {SECRET},"
                f" or name a file that has it in {SECRET_FILE}"
            )
        if user:
            pair = f"{user}:{self.secret}".encode("utf-8", "surrogateescape")
            return f"Basic {b64encode(pair).decode()}"
        if self.secret and not _TOKEN.fullmatch(self.secret):
            raise AddressError(
                "the secret is no bearer token (it has blanks, or letters that are not Latin); if"
                f" it is a password, name its user in the cluster's address, else mend {SECRET}"
            )
        return f"Bearer {self.secret}" if self.secret else ""

    def hidden(self, text: str, user: str) -> str:
        """Return a text without the secret: a proxy may answer with the headers that it got."""
        secret = self.secret.encode("utf-8", "surrogateescape")
        header = self.authorization(user).rpartition(" ")[2]
        for each in filter(None, (header, b64encode(secret).decode(), self.secret)):
            text = text.replace(each, "…")
        return text

    def tls(self) -> ssl.SSLContext:
        """Return how certificates and host names are verified; raises AddressError."""
        if self.ca is None:
            return ssl.create_default_context()
        text = _text_of(self.ca, CA_FILE)
        certificates = "\n".join(_CERTIFICATE.findall(text))
        if not certificates:
            reason = "no certificate in PEM in it" if text.strip() else "empty"
            raise AddressError(f"{self.ca}: {reason}; name the CA's file in {CA_FILE}")
        try:
            return ssl.create_default_context(cadata=certificates)
        except (ssl.SSLError, ValueError):
            raise AddressError(
                f"{self.ca}: a certificate in it is damaged; name the CA's file in {CA_FILE}"
            ) from None


def is_address(text: str) -> bool:
    """Return whether text is meant as an address of a cluster, and not as a directory.

    >>> is_address("opensearch+https://a.example/news"), is_address("data/opensearch")
    (True, False)
    """
    return _MEANT.match(text) is not None


def named(host: str, port: int) -> str:
    """Return a node as messages name it.

    >>> named("::1", 9200)
    '[::1]:9200'
    """
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _wrong(fault: str) -> AddressError:
    """Return the error of an address; it is not quoted, for who knows what stands in it."""
    return AddressError(
        f"the cluster's address is none: {fault}; write opensearch+https://user@host:{PORT}/ALIAS"
    )


def _without_user(text: str) -> tuple[str, str, str]:
    """Return the user as written, "@" if there is one, and the address without both."""
    scheme, slashes, rest = text.partition("://")
    user, at, servers = rest.rpartition("@")
    return user, at, f"{scheme.lower()}{slashes}{servers}"


def _user(written: str, at: str) -> str:
    if ":" in written:
        raise _wrong(
            f"a secret has no place in it, where every process can read it; put it into {SECRET}"
        )
    user = unquote(written)
    if (at and not (user and user.isprintable())) or ":" in user or "/" in written:
        raise _wrong("the user before the @ is no name; write other signs as %40 for @")
    return user


def _server(written: str) -> tuple[str, int]:
    found = _SERVER.fullmatch(written)
    host = host_of(f"https://{found['host']}/") if found else ""
    port = int(found["port"] or PORT) if found else 0
    if not host:
        raise _wrong("hosts are names or numbers with a port, and commas between them")
    if not 0 < port <= _LARGEST_PORT:
        raise _wrong(f"a port is a number from 1 to {_LARGEST_PORT}")
    return host.strip("[]"), port


def _refuse_in_clear(hosts: tuple[tuple[str, int], ...], *, secure: bool) -> None:
    """Raise AddressError if what is asked, and the secret, would cross a network in clear."""
    far = [host for host, _ in hosts if not _is_loopback(host)]
    if far and not secure:
        raise AddressError(
            f"{far[0]}: http is for hosts of this machine alone, others would read the password;"
            " write opensearch+https://"
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _text_of(path: Path, variable: str) -> str:
    """Return the text of a file that a variable names; raises AddressError."""
    way = f"mend that, or name another file in {variable}"
    try:
        return read_small(path).decode("utf-8", "surrogateescape")
    except NotAFileError:
        raise AddressError(f"{path}: no file, but something else; {way}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no name of a file"
        raise AddressError(f"{path}: {reason}; {way}") from None
