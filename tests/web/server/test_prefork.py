"""The server as it is started from a terminal: several processes, one address."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.processes import heed_interrupts

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="only Linux tells the children of a process"
)
#: Seconds in which a busy machine has done anything at all.
LIMIT = 120


@contextmanager
def start(index_dir, *options):
    """Start a server; whatever becomes of the test, it ends, or the test would wait for ever.

    Its coverage is not measured: coverage takes a lock whenever it meets a new file, and a
    process that a signal interrupts while it holds that lock waits for it for ever.
    """
    uncovered = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    with subprocess.Popen(
        [sys.executable, "-m", "web", "--index-dir", index_dir, "--port", "0", *options],
        env=uncovered,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509  it only sets what a signal does
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def address_of(process):
    """Return the address that a server says it is at."""
    line = process.stdout.readline()
    return next(word for word in line.split() if "://" in word)


def children_of(process, count=2):
    """Return the ids of a process's children, once there are count of them."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")

    def complete():
        children = [int(child) for child in listed.read_text().split()]
        return children if len(children) == count else None

    return wait_for(complete)


def wait_for(told):
    """Return what told returns, once that is something; a busy machine takes its time."""
    while not (answer := told()):
        time.sleep(0.02)
    return answer


def gone(pid):
    """Return whether a process has ended, waited for or not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def page_of(address):
    """Return a page of results, over a connection of its own."""
    with urlopen(f"{address}search?q=%D9%86%D9%81%D8%B7", timeout=LIMIT) as answer:  # noqa: S310
        return answer.read().decode()


@pytest.fixture
def server(sample_index):
    """Return a server of two processes and its address."""
    with start(sample_index, "--processes", "2") as process:
        yield process, address_of(process)


def test_an_address_may_be_typed_as_it_is_read(server):
    """Programs that escape nothing, as curl, are answered like those that do; stray bytes too."""
    for target in ("/search?q=نفط", "/api/v1/search?q=نفط", "/مقال", "/search?q=\udcff"):
        expected = b"404" if "مقال" in target else b"200"
        assert asked_raw(server[1], target).split()[1] == expected
    assert "نتيجة" in asked_raw(server[1], "/search?q=نفط").decode()


def asked_raw(address, target):
    """Return the answer at a target that is sent as it is, in UTF-8."""
    parts = urlsplit(address)
    request = f"GET {target} HTTP/1.0\r\nHost: {parts.netloc}\r\n\r\n"
    with socket.create_connection((parts.hostname, parts.port), timeout=LIMIT) as connection:
        connection.sendall(request.encode(errors="surrogateescape"))
        return b"".join(iter(lambda: connection.recv(65536), b""))


def busy_of(pid):
    """Return the clock ticks of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def test_every_process_serves_pages(server):
    """Readers are shared out: with many connections no process sits idle."""
    process, address = server
    children = children_of(process)
    before = [busy_of(child) for child in children]
    wait_for(
        lambda: (
            "نتيجة" in page_of(address)
            and all(busy_of(child) > ticks for child, ticks in zip(children, before, strict=True))
        )
    )


def test_a_process_that_dies_is_replaced(server):
    """The others go on, the operator is told, and there are as many as before."""
    process, address = server
    first, second = children_of(process)
    os.kill(first, signal.SIGKILL)
    assert f"Process {first} ended (signal 9)" in process.stderr.readline()
    children = children_of(process)
    assert second in children
    assert first not in children
    assert all("نتيجة" in page_of(address) for _ in range(20))


#: The children tell how long they pause instead of doing so; whenever they die, it is soon.
DIES = """
import os, time
from web.server import prefork
time.sleep = lambda seconds: os.write(2, b"pause of %d seconds\\n" % seconds)  # in one piece
prefork._PAUSE = 1000.0
prefork.run([lambda: 1 // 0] * 2, started=lambda: None)
"""


def test_what_dies_at_once_is_not_started_all_the_time():
    """There is a pause before the next attempt; the operator sees why each of them failed."""
    with subprocess.Popen([sys.executable, "-c", DIES], stderr=subprocess.PIPE, text=True) as dying:
        told = ""
        while told.count("ended (status 1); another follows") < 5:
            told += (line := dying.stderr.readline())
            assert line, "it ended"
        dying.terminate()
        told += dying.communicate(timeout=LIMIT)[1]
    assert dying.returncode == 0
    pauses = sorted(map(int, re.findall(r"pause of (\d+) seconds", told)))
    assert pauses[:3] == [0, 0, 1000]
    assert len(pauses) >= 5
    assert told.count("ZeroDivisionError") >= 5


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT], ids=["sigterm", "ctrl-c"])
@pytest.mark.parametrize("processes", ["1", "2"])
def test_it_ends_when_it_is_told_to(sample_index, processes, sent):
    """It prints nothing, exits with status 0 and leaves no child process."""
    with start(sample_index, "--processes", processes) as process:
        address = address_of(process)
        children = children_of(process) if processes == "2" else []
        assert "نتيجة" in page_of(address)
        process.send_signal(sent)
        _, errors = process.communicate(timeout=LIMIT)
    assert (process.returncode, errors) == (0, "")
    wait_for(lambda: all(gone(child) for child in children))
    with pytest.raises(OSError, match="refused"):
        page_of(address)


#: The children are still pausing when their parent is killed.
PAUSES = """
from web.server import prefork
prefork.time.sleep = lambda _, sleep=prefork.time.sleep: sleep(1000)
prefork.run([lambda: None] * 2, started=lambda: print("started", flush=True))
"""


def test_no_child_outlives_its_parent_before_it_works():
    """A child ends from its first moment on, not only when its work has begun."""
    with subprocess.Popen([sys.executable, "-c", PAUSES], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"started\n"
        children = children_of(process)
        process.kill()
        wait_for(lambda: all(gone(child) for child in children))


def test_no_child_outlives_its_parent(server):
    """However the parent ends."""
    process, _ = server
    children = children_of(process)
    process.kill()
    wait_for(lambda: all(gone(child) for child in children))


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_port_that_is_taken_is_told_in_a_sentence(server, sample_index, processes):
    """With the way out, and before anything else is done; by another server of ours, too."""
    port = str(urlsplit(server[1]).port)
    with start(sample_index, "--processes", processes, "--port", port) as process:
        _, errors = process.communicate(timeout=LIMIT)
    assert process.returncode == 1
    assert errors == (
        f"Error: cannot listen on 127.0.0.1:{port}: Address already in use;"
        " choose another with --port\n"
    )


def test_an_index_built_later_is_served(tmp_path, sample_index):
    """By every process; until then each says that there is none."""
    with start(tmp_path / "later", "--processes", "2") as process:
        address = address_of(process)
        assert "no index here; build the index with:" in process.stderr.readline()
        with pytest.raises(HTTPError, match="503") as refused:
            page_of(address)
        refused.value.close()
        (tmp_path / "later").symlink_to(sample_index)
        assert all("نتيجة" in page_of(address) for _ in range(20))


def test_ipv6(sample_index):
    """An address with colons is shown in brackets, and works."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("no IPv6 on this machine")
    with start(sample_index, "--host", "::1", "--processes", "2") as process:
        address = address_of(process)
        assert address.startswith("http://[::1]:")
        assert "نتيجة" in page_of(address)
