"""TLS and accounts before the nodes of a cluster, as its security plugin has them.

The plugin itself is in no registry that a build may count on.
"""

import base64
import json
import ssl
import subprocess
from contextlib import ExitStack
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple

#: What a reader may ask for by POST.
_READING = ("_search", "_msearch", "_mget", "_count")
#: Headers that are said anew for each connection.
_OF_THE_CONNECTION = {"connection", "content-length", "transfer-encoding", "authorization", "host"}


class Account(NamedTuple):
    """Who may ask; without a name the secret is a bearer token."""

    name: str
    secret: str
    may_write: bool = False

    @property
    def authorization(self):
        """Return the header that proves it."""
        if not self.name:
            return f"Bearer {self.secret}"
        return "Basic " + base64.b64encode(f"{self.name}:{self.secret}".encode()).decode()


class Certificate(NamedTuple):
    """A certificate that is its own authority, and its key."""

    authority: str
    key: str


def certificate(folder, name="IP:127.0.0.1"):
    """Return a new certificate of 127.0.0.1, or of another name."""
    made = Certificate(f"{folder / 'authority.pem'}", f"{folder / 'key.pem'}")
    command = (
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-noenc", "-days", "2"),
        *("-keyout", made.key, "-out", made.authority, "-subj", "/CN=iqtisad"),
        *("-addext", f"subjectAltName={name}"),
    )
    subprocess.run(command, check=True, capture_output=True)
    return made


class Guard:
    """A door before each node, which opens for accounts alone; a context."""

    def __init__(self, cluster, certificate, *accounts):
        """Stand before a cluster's nodes, at ports of its own."""
        known = {account.authorization: account for account in accounts}
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.authority, certificate.key)
        self._doors = [_Door(port, known, context) for port in cluster.ports]
        self.ports = [door.server_port for door in self._doors]
        self._closing = ExitStack()

    def address(self, alias, user=""):
        """Return the address of an index, as an operator types it."""
        hosts = ",".join(f"127.0.0.1:{port}" for port in self.ports)
        return f"opensearch+https://{user and user + '@'}{hosts}/{alias}"

    def __enter__(self):
        """Open the doors."""
        for door in self._doors:
            self._closing.callback(door.server_close)
            self._closing.callback(door.shutdown)
            Thread(target=door.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        """Close them."""
        self._closing.close()


class _Door(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a client keeps its connections for as long as it lives

    def __init__(self, node, accounts, context):
        super().__init__(("127.0.0.1", 0), _Passing)
        self.node, self.accounts, self._context = node, accounts, context

    def get_request(self):
        connection, client = super().get_request()
        # The handshake is made when the first bytes are read: by the thread of the connection.
        secured = self._context.wrap_socket(
            connection, server_side=True, do_handshake_on_connect=False
        )
        return secured, client

    def handle_error(self, request, client_address):
        """Say nothing: clients that do not trust the certificate go away, as they should."""


class _Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _pass(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        account = self.server.accounts.get(self.headers.get("Authorization", ""))
        if not account:
            challenge = {"WWW-Authenticate": 'Basic realm="OpenSearch Security"'}
            self._answer(HTTPStatus.UNAUTHORIZED, challenge, b"Unauthorized")
        elif not (account.may_write or self._reads()):
            self._answer(HTTPStatus.FORBIDDEN, _JSON, _forbidden(self.path, account.name))
        else:
            self._ask_node(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _pass  # noqa: N815

    def _reads(self):
        asked = self.path.partition("?")[0].rpartition("/")[2]
        return self.command in {"GET", "HEAD"} or asked in _READING

    def _ask_node(self, body):
        node = HTTPConnection("127.0.0.1", self.server.node)
        try:
            node.request(self.command, self.path, body, _kept(self.headers))
            answer = node.getresponse()
            self._answer(answer.status, _kept(answer.headers), answer.read())
        except (OSError, HTTPException):
            self.close_connection = True  # as a node that is gone
        finally:
            node.close()

    def _answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else body)

    def log_message(self, *_):
        """Say nothing."""


_JSON = {"Content-Type": "application/json; charset=UTF-8"}


def _kept(headers):
    return {key: value for key, value in headers.items() if key.lower() not in _OF_THE_CONNECTION}


def _forbidden(path, user):
    """Return what the plugin says of an account that may not."""
    action = "data/write/bulk" if path.partition("?")[0].endswith("_bulk") else "admin/create"
    reason = f"no permissions for [indices:{action}] and User [name={user}]"
    said = {"type": "security_exception", "reason": reason}
    return json.dumps({"error": {"root_cause": [said]} | said, "status": 403}).encode()
