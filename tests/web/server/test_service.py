"""The service as it is started from a terminal: several processes, one address."""

import os
import re
import signal
import socket
import threading
from contextlib import ExitStack
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest

from tests.web.server.running import (
    LIMIT,
    address_of,
    asked,
    children_of,
    connected,
    get,
    gone,
    headers_of,
    on_linux,
    page_of,
    read_all,
    serve,
    serve_within,
    started,
    status_of,
    wait_for,
)

pytestmark = on_linux


@pytest.fixture(scope="module")
def site_of_two(sample_index):
    """Return the address of a service of two processes that no test harms."""
    with serve(sample_index, "--processes", "2") as process:
        yield address_of(process)


@pytest.fixture
def service(sample_index):
    """Return a service of two processes and its address."""
    with serve(sample_index, "--processes", "2") as process:
        yield process, address_of(process)


def busy_of(pid):
    """Return the clock ticks of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def test_every_process_serves_pages(service):
    """Readers are shared out: with many connections no process sits idle."""
    process, address = service
    children = children_of(process, 2)
    before = [busy_of(child) for child in children]
    texts = iter(range(100_000))
    wait_for(
        lambda: (
            page_of(address, f"search?q=x{next(texts)}")
            and all(busy_of(child) > ticks for child, ticks in zip(children, before, strict=True))
        )
    )


def test_the_parent_keeps_no_version_open(service):
    """It answers nobody: what it kept open would keep the space of a version that is removed."""
    process, address = service
    page_of(address)
    index = Path(process.args[process.args.index("--index-dir") + 1])
    held = Path(f"/proc/{process.pid}/maps")
    wait_for(lambda: str(index) not in held.read_text())
    opened = Path(f"/proc/{process.pid}/fd").iterdir()
    assert not [each for each in opened if str(each.readlink()).startswith(str(index))]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        pytest.param(get("/search?q=نفط"), {200}, id="raw UTF-8"),
        pytest.param(get("/مقال"), {404}, id="raw UTF-8 in a path"),
        pytest.param(get("/search?q=\udcff"), {400}, id="a byte that is no UTF-8"),
        pytest.param(get("/%FF%00"), {404}, id="escaped bytes"),
        pytest.param(get("http://localhost/search?q=a"), {200}, id="a whole address"),
        pytest.param(get("*", method="OPTIONS"), {400, 404, 405}, id="asterisk"),
        pytest.param(get("localhost:80", method="CONNECT"), {400, 404, 405}, id="CONNECT"),
        pytest.param(get("/", "Host: other"), {200, 400}, id="two hosts"),
        pytest.param(b"GET / HTTP/1.0\r\n\r\n", {200}, id="no host"),
        pytest.param(
            b"GET / HTTP/1.1\r\nConnection: close\r\nHost: \xff\r\n\r\n", {200, 400}, id="bad host"
        ),
        pytest.param(get(f"/search?q={'a' * 20_000}"), {414}, id="long"),
        pytest.param(get(f"/search?q={'a' * 70_000}"), {414}, id="longer than is read"),
        pytest.param(get("/", f"X: {'a' * 500_000}"), {431, 400}, id="a long header"),
        pytest.param(get("/", *["X: a"] * 500), {431}, id="many headers"),
        pytest.param(get("/healthz", "Content-Length: 5, 5"), {400}, id="lengths that differ"),
        pytest.param(get("/", f"Content-Length: {'9' * 5000}"), {400, 413}, id="a long length"),
        pytest.param(b"nonsense\r\n\r\n", {400}, id="no request"),
    ],
)
def test_whatever_is_asked_has_an_answer(site_of_two, sent, expected):
    """A status each, never a 500, and the service goes on."""
    assert status_of(asked(site_of_two, sent)) in expected
    assert status_of(asked(site_of_two, get("/readyz"))) == 200


def test_an_address_may_be_typed_as_it_is_read(site_of_two):
    """Programs that escape nothing, as curl, get the same page."""
    assert "نتيجة" in asked(site_of_two, get("/search?q=نفط")).decode()


def test_head_has_the_headers_of_get(site_of_two):
    """And nothing behind them."""
    for target in ("/search?q=نفط", "/healthz", "/nothing"):
        head = asked(site_of_two, get(target, method="HEAD"))
        assert status_of(head) == status_of(asked(site_of_two, get(target)))
        assert not head.partition(b"\r\n\r\n")[2]


def test_what_is_announced_is_refused_before_it_comes(site_of_two):
    """Who announces 1 GB and sends 1 MB of it is answered; others go on."""
    sent = get("/search", "Content-Length: 1000000000", method="POST") + b"x" * 1_000_000
    assert status_of(asked(site_of_two, sent)) == 413


def test_who_idles_locks_nobody_out(sample_index):
    """Idle connections and half a request each cost a process nothing but a socket."""
    with serve(sample_index, "--processes", "1") as process:
        address = address_of(process)
        idle = [connected(address) for _ in range(300)]
        slow = [connected(address) for _ in range(100)]
        for each in idle:
            each.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert each.recv(4096).startswith(b"HTTP/1.1 200")
        for each in slow:
            each.sendall(b"GET /search?q=")
        assert all(status_of(asked(address, get("/search?q=نفط"))) == 200 for _ in range(20))
        for each in (*idle, *slow):
            each.close()


def test_a_process_that_dies_is_replaced(service):
    """The others go on, and there are as many as before; also when it happens again."""
    process, address = service
    for _ in range(2):
        first, second = children_of(process, 2)
        os.kill(first, signal.SIGKILL)
        wait_for(lambda died=first: gone(died) and died not in children_of(process, 2))
        assert second in children_of(process, 2)
        assert all("نتيجة" in page_of(address) for _ in range(20))
        wait_for(lambda: len(ready_of(process)) == 2)


def ready_of(process):
    """Return the children that wait for connections: their sockets are watched."""
    return [
        child
        for child in children_of(process)
        if any("eventpoll" in str(each.readlink()) for each in Path(f"/proc/{child}/fd").iterdir())
    ]


@pytest.mark.parametrize("processes", [1, 4])
def test_a_process_that_hangs_is_replaced(sample_index, processes):
    """However many others go on beside it, once it has given a first sign."""
    with serve_within(sample_index, processes, hung_seconds=4) as process:
        address = address_of(process)
        page_of(address)
        first = children_of(process, processes)[0]
        told = iter(process.stderr.readline, "")
        assert any(f"Process {first} goes on" in line for line in told)
        os.kill(first, signal.SIGSTOP)
        wait_for(lambda: first not in children_of(process, processes))
        assert all("نتيجة" in page_of(address) for _ in range(20))
        assert any(f"Process {first} gave no sign for 2 s: killed" in line for line in told)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT], ids=["sigterm", "ctrl-c"])
@pytest.mark.parametrize("processes", ["1", "2"])
def test_it_ends_when_it_is_told_to(sample_index, processes, sent):
    """It prints nothing, exits with status 0 and leaves no child process."""
    with serve(sample_index, "--processes", processes) as process:
        address = address_of(process)
        assert "نتيجة" in page_of(address)
        children = children_of(process, int(processes))
        process.send_signal(sent)
        _, errors = process.communicate(timeout=LIMIT)
    assert (process.returncode, errors) == (0, "")
    assert all(gone(child) for child in children)
    with pytest.raises(OSError, match="refused"):
        page_of(address)


def test_it_ends_when_its_processes_were_told_first(service):
    """As systemd does, and a terminal: all get the signal, and the parent may be the last."""
    process, address = service
    page_of(address)
    children = children_of(process, 2)
    process.send_signal(signal.SIGSTOP)
    for child in children:
        os.kill(child, signal.SIGTERM)
    wait_for(lambda: all(gone(child) for child in children))
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGCONT)
    process.communicate(timeout=LIMIT)
    assert process.returncode == 0


#: Its processes never get ready, and it would wait for them longer than any test.
GETS_READY = """
import time
from web.server import listeners, service
from web.settings.settings import Limits
listening = listeners.at_address("127.0.0.1", 0)
print(flush=True)
service.run(
    lambda _: time.sleep(1000), listening, processes=2, limits=Limits(drain_seconds=1000),
    started=lambda: None,
)
"""


def test_it_ends_while_it_gets_ready():
    """A process that is told to end before it answers anybody ends at once."""
    with started("-c", GETS_READY) as process:
        children = children_of(process, 2)
        wait_for(lambda: all("\nSigCgt:\t" in status(each) and ends(each) for each in children))
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LIMIT)
    assert process.returncode == 0


def status(pid):
    """Return what the system says of a process."""
    return Path(f"/proc/{pid}/status").read_text()


def ends(pid):
    """Return whether SIGTERM has its usual effect on a process."""
    caught = int(re.search(r"SigCgt:\t(\w+)", status(pid))[1], 16)
    return not caught >> (signal.SIGTERM - 1) & 1


def test_what_was_sent_is_answered_before_it_ends(sample_index):
    """Each of 32 requests, over a connection of its own."""
    with serve(sample_index, "--processes", "2") as process, ExitStack() as stack:
        address = address_of(process)
        page_of(address)
        connections = [stack.enter_context(connected(address)) for _ in range(32)]
        for number, each in enumerate(connections):
            each.sendall(get(f"/search?q=النفط+{number}"))
        process.send_signal(signal.SIGTERM)
        answers = [read_all(each) for each in connections]
        process.communicate(timeout=LIMIT)
    assert process.returncode == 0
    assert [answer for answer in answers if not answer.startswith(b"HTTP/1.1 200")] == []


@pytest.mark.parametrize(
    ("readers", "pause"),
    [
        pytest.param(3, 0, id="at-once"),
        pytest.param(12, 0.05, id="connected-before-they-ask"),
    ],
)
def test_a_restart_loses_no_request(service, readers, pause):
    """SIGHUP replaces the processes one by one, while readers ask; also a second time."""
    process, address = service
    over, unanswered = threading.Event(), []

    def read():
        while not over.is_set():
            with connected(address) as connection:
                over.wait(pause)
                connection.sendall(get("/search?q=%D9%86%D9%81%D8%B7&size=10"))
                answer = read_all(connection)
            if not answer.startswith(b"HTTP/1.1 200"):
                unanswered.append(answer[:80])

    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(2):
            before = children_of(process, 2)
            process.send_signal(signal.SIGHUP)
            wait_for(lambda before=before: not set(before) & set(children_of(process)))
            children_of(process, 2)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert unanswered == []


#: Its processes end as soon as they answer, whenever that is.
DIES = """
import os
from web.server import listeners, service
from web.settings.settings import Limits
service._PAUSE = service._OVERLAP = 0.1
service.run(
    lambda _: os._exit(1), listeners.at_address("127.0.0.1", 0), processes=2, limits=Limits(),
    started=lambda: None,
)
"""


def test_what_ends_again_and_again_is_started_anew():
    """The service goes on trying, says so, and still ends when it is told to."""
    with started("-c", DIES) as dying:
        told = 0
        while told < 3:
            line = dying.stderr.readline()
            assert line, "it ended"
            told += "Processes end again and again; all are started anew" in line
        dying.terminate()
        dying.communicate(timeout=LIMIT)
    assert dying.returncode == 0


def test_no_child_outlives_its_parent(service):
    """However the parent ends."""
    process, address = service
    page_of(address)
    children = children_of(process, 2)
    process.kill()
    wait_for(lambda: all(gone(child) for child in children))


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_port_that_is_taken_is_told_in_a_sentence(site_of_two, sample_index, processes):
    """With the way out, and before anything else is done; by another server of ours, too."""
    port = str(urlsplit(site_of_two).port)
    with serve(sample_index, "--processes", processes, "--port", port) as process:
        _, errors = process.communicate(timeout=LIMIT)
    assert process.returncode == 1
    assert errors == (
        f"Error: cannot listen on 127.0.0.1:{port}: Address already in use;"
        " choose another with --port\n"
    )


def test_an_index_built_later_is_served(tmp_path, sample_index):
    """By every process; until then each says that there is none."""
    with serve(tmp_path / "later", "--processes", "2") as process:
        address = address_of(process)
        assert "no index here; build the index with:" in process.stderr.readline()
        with pytest.raises(HTTPError, match="503") as refused:
            page_of(address)
        refused.value.close()
        (tmp_path / "later").symlink_to(sample_index)
        wait_for(lambda: all(answers(address) for _ in range(20)))
        assert all("نتيجة" in page_of(address) for _ in range(20))


def answers(address):
    """Return whether a page is there."""
    try:
        page_of(address)
    except HTTPError as error:
        error.close()
        return False
    return True


#: Calls the command in a folder that has been removed.
NOWHERE = """
import os, tempfile
os.chdir(folder := tempfile.mkdtemp())
os.rmdir(folder)
from web.command import main
main()
"""


def test_it_needs_no_working_directory(sample_index):
    """Whoever started it may have removed it."""
    with started("-c", NOWHERE, "serve", "--index-dir", sample_index, "--port", "0") as process:
        assert page_of(address_of(process))


def test_ipv6(sample_index):
    """An address with colons is shown in brackets, and works."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("no IPv6 on this machine")
    with serve(sample_index, "--host", "::1", "--processes", "2") as process:
        address = address_of(process)
        assert address.startswith("http://[::1]:")
        assert "نتيجة" in page_of(address)


def test_more_connections_than_files_are_told_of_once(sample_index):
    """A process takes as many connections as it may open files, and the rest wait in a queue."""
    limited = (
        "import resource, runpy, sys;"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (700, 700));"
        "sys.argv[0] = 'web'; runpy.run_module('web', run_name='__main__')"
    )
    options = ("--index-dir", sample_index, "--port", "0", "--processes", "1")
    with started("-c", limited, *options) as process:
        address = address_of(process)
        page_of(address)
        many = [connected(address) for _ in range(800)]
        for each in many:
            each.close()
        assert headers_of(asked(address, get("/healthz")))["x-request-id"]
        process.terminate()
        assert "Too many open files" not in process.communicate(timeout=LIMIT)[1]
