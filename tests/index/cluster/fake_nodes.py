"""Nodes that are none: a server on 127.0.0.1 that answers as a script says, and counts."""

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SHARDS = {"total": 3, "successful": 3, "skipped": 0, "failed": 0}
FOUND = {"timed_out": False, "_shards": SHARDS, "hits": {"hits": []}}


@dataclass
class Reply:
    """What a node sends; what makes a node a bad one.

    announced is the length that it promises, late what it waits for, closes whether it says
    nothing, pause the seconds between two bytes.
    """

    status: int = 200
    body: bytes = json.dumps(FOUND).encode()
    kind: str = "application/json; charset=UTF-8"
    headers: dict = field(default_factory=dict)
    announced: int | None = None
    late: threading.Event | None = None
    closes: bool = False
    pause: float = 0


def reply(value, status=200, **more):
    """Return a reply of JSON."""
    return Reply(status, json.dumps(value).encode(), **more)


def failure(status, kind, reason, **more):
    """Return the reply of OpenSearch to what it does not do."""
    cause = {"type": kind, "reason": reason, **more}
    return reply({"error": {**cause, "root_cause": [cause]}, "status": status}, status)


class FakeNode(ThreadingHTTPServer):
    """Answers with the next reply of its script, the last one again and again."""

    def __init__(self, *script, tls=None):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script, self.asked, self.callers = list(script), [], set()
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    @property
    def name(self):
        """Its host and port."""
        return f"127.0.0.1:{self.server_port}"

    def handle_error(self, *_):
        """Print nothing: clients that give up are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        sent = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.server.asked.append((self.command, self.path, sent, dict(self.headers)))
        self.server.callers.add(self.client_address)
        script = self.server.script
        said = script.pop(0) if len(script) > 1 else script[0]
        if said.late:
            said.late.wait()
        if said.closes:
            self.close_connection = True
            return
        self.send_response(said.status)
        length = len(said.body) if said.announced is None else said.announced
        for name, value in {
            "Content-Type": said.kind,
            "Content-Length": length,
            **said.headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection |= length != len(said.body)
        self._send(b"" if self.command == "HEAD" else said.body, said.pause)

    def _send(self, body, pause):
        for piece in (body[i : i + 1] for i in range(len(body))) if pause else [body]:
            self.wfile.write(piece)
            time.sleep(pause)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815

    def log_message(self, *_):
        """Print nothing."""


@contextmanager
def serving(node):
    """Let a node answer."""
    thread = threading.Thread(target=node.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield node
    finally:
        node.shutdown()
        thread.join()
        node.server_close()
