"""Services that run as processes, and connections to them that say exactly what is sent."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.processes import heed_interrupts

on_linux = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="only Linux tells the children of a process"
)
#: Seconds in which a busy machine has done anything at all.
LIMIT = 120
ROOT = Path(__file__).parents[3]
PAGE = "search?q=%D9%86%D9%81%D8%B7"


@contextmanager
def started(*command, **environment):
    """Start a Python program; whatever becomes of the test, it and its children end.

    Its coverage is not measured: coverage takes a lock whenever it meets a new file, and a
    process that a signal interrupts while it holds that lock waits for it for ever.
    """
    uncovered = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    with subprocess.Popen(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env=uncovered | {"PYTHONPATH": str(ROOT)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509  it only sets what a signal does
    ) as process:
        try:
            yield process
        finally:
            left = children_of(process) if process.poll() is None else []
            process.kill()
            for child in left:
                kill(child)


def serve(index_dir, *options, **environment):
    """Start the service as an operator does."""
    command = ("-m", "web", "--index-dir", index_dir, "--port", "0", *options)
    return started(*command, **environment)


def serve_within(index_dir, processes=2, **limits):
    """Start the service within limits that are not the usual ones."""
    return started(
        "-m", "tests.web.server.service_within", index_dir, processes, json.dumps(limits)
    )


def address_of(process):
    """Return the address that a server says it is at."""
    line = process.stdout.readline()
    return next(word for word in line.split() if "://" in word)


def children_of(process, count=0):
    """Return the ids of a process's children, once there are count of them."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")

    def complete():
        children = [int(child) for child in listed.read_text().split()]
        return children if not count or len(children) == count else None

    return complete() or [] if not count else wait_for(complete)


def wait_for(told):
    """Return what told returns, once that is something; a busy machine takes its time."""
    until = time.monotonic() + LIMIT
    while not (answer := told()):
        assert time.monotonic() < until, "it does not come"
        time.sleep(0.02)
    return answer


def gone(pid):
    """Return whether a process has ended, waited for or not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def kill(pid):
    """End a process that a test has started."""
    with suppress(ProcessLookupError):
        os.kill(pid, 9)


def page_of(address, path=PAGE):
    """Return a page of results, over a connection of its own."""
    with urlopen(f"{address}{path}", timeout=LIMIT) as answer:  # noqa: S310
        return answer.read().decode()


def connected(address):
    """Return a new connection to an address."""
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port), timeout=LIMIT)


def asked(address, sent):
    """Return the whole answer to what is sent as it is, over a connection of its own."""
    with connected(address) as connection:
        connection.sendall(sent)
        return read_all(connection)


def read_all(connection):
    """Return what comes until the other side closes, which it may do while we still send."""
    received = b""
    try:
        while piece := connection.recv(65536):
            received += piece
    except ConnectionResetError:
        pass
    return received


def get(target, *headers, method="GET"):
    """Return the bytes of a request after which the connection closes."""
    lines = (
        f"{method} {target} HTTP/1.1",
        "Host: localhost",
        "Connection: close",
        *headers,
        "",
        "",
    )
    return "\r\n".join(lines).encode(errors="surrogateescape")


def status_of(answer):
    """Return the status of an answer."""
    return int(answer.split(b" ", 2)[1])


def headers_of(answer):
    """Return the headers of an answer by their lower-case names."""
    lines = answer.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
