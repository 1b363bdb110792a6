"""From an address, a path or another process to listening sockets."""

import os
import socket
import sys
from contextlib import ExitStack, closing

import pytest
from click.testing import CliRunner

from tests.web.server.running import (
    LIMIT,
    address_of,
    asked,
    get,
    on_linux,
    started,
    status_of,
    wait_for,
)
from web.command import serve
from web.server import listeners


@pytest.fixture
def kept():
    """Return what closes sockets after the test."""
    with ExitStack() as stack:
        yield lambda listener: stack.enter_context(closing(listener))


@pytest.fixture
def listen(kept):
    """Return listeners.at_address; what it opened is closed after the test."""

    def opened(*arguments):
        listening = listeners.at_address(*arguments)
        for listener in listening:
            kept(listener)
        return listening

    return opened


def test_there_is_a_socket_for_each_process(listen):
    """All have the address that a browser is told, and each takes connections."""
    listening = listen("127.0.0.1", 0, 3)
    assert len({listener.getsockname() for listener in listening}) == 1
    host, port = listening[0].getsockname()
    assert {listeners.url_of(listener) for listener in listening} == {f"http://{host}:{port}/"}
    socket.create_connection((host, port), timeout=LIMIT).close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes wait for one socket")
def test_on_linux_every_process_waits_for_its_own(listen):
    """Linux shares new connections out among sockets, not among those who wait for one."""
    listening = listen("127.0.0.1", 0, 3)
    assert len({listener.fileno() for listener in listening}) == 3
    assert all(each.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT) for each in listening)


@pytest.mark.parametrize("count", [1, 2])
def test_a_port_that_is_taken_is_refused(listen, count):
    """Also if the other server shares its port among its own processes."""
    port = listen("127.0.0.1", 0, count)[0].getsockname()[1]
    with pytest.raises(OSError, match="in use"):
        listen("127.0.0.1", port, 2)


@pytest.mark.parametrize("host", ["nowhere.invalid", "\xff" * 80, "\udcff"])
def test_a_host_that_is_none_is_told_in_a_sentence(host, sample_index):
    """With the way out, and no stack trace."""
    result = CliRunner().invoke(serve, ["--index-dir", str(sample_index), "--host", host])
    assert result.exit_code in (1, 2)  # a fault of the host, or of how it is written
    assert "--host" in result.stderr


def test_an_address_of_another_machine_is_refused(listen):
    """The operator is told what the system says; 192.0.2.1 is nobody's (RFC 5737)."""
    with pytest.raises(OSError, match="assign requested address"):
        listen("192.0.2.1", 0)


@on_linux
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_who_waits_to_be_accepted_is_counted(listen, host):
    """A service that ends answers them first."""
    (listening,) = listen(host, 0)
    with ExitStack() as stack:
        for number in range(1, 4):
            address = listening.getsockname()[:2]
            asking = stack.enter_context(socket.create_connection(address, timeout=LIMIT))
            asking.sendall(b"GET")
            wait_for(lambda number=number: listeners.waiting(listening) == number)
        stack.enter_context(wait_for(lambda: listening.accept()[0]))
        assert listeners.waiting(listening) == 2


@on_linux
def test_who_has_sent_nothing_is_not_accepted_at_once(listen):
    """A process that ends would close it; it waits for one that goes on."""
    (listening,) = listen("127.0.0.1", 0)
    with socket.create_connection(listening.getsockname()[:2], timeout=LIMIT) as silent:
        with pytest.raises(BlockingIOError):
            listening.accept()
        silent.sendall(b"GET")
        wait_for(lambda: listeners.waiting(listening) == 1)
        with listening.accept()[0] as accepted:
            assert accepted.recv(3) == b"GET"


def connects(path):
    """Return whether somebody listens at a path."""
    with socket.socket(socket.AF_UNIX) as asking:
        return asking.connect_ex(str(path)) == 0


@on_linux
def test_a_path(tmp_path, kept):
    """Whoever may enter its directory may connect."""
    path = tmp_path / "iqtisad.sock"
    listener = kept(listeners.at_path(path))
    assert listeners.url_of(listener) == f"unix:{path}"
    assert path.stat().st_mode & 0o777 == 0o666
    assert connects(path)
    assert listeners.waiting(listener) == 0  # nobody tells


@on_linux
def test_a_socket_that_is_abandoned_is_replaced(tmp_path, kept):
    """A service that was killed has left it behind."""
    path = tmp_path / "iqtisad.sock"
    listeners.at_path(path).close()
    assert not connects(path)
    kept(listeners.at_path(path))
    assert connects(path)


@on_linux
def test_a_service_that_lives_keeps_its_path(tmp_path, kept):
    """The second one is refused, and the first goes on."""
    path = tmp_path / "iqtisad.sock"
    kept(listeners.at_path(path))
    with pytest.raises(OSError, match="in use"):
        listeners.at_path(path)
    assert connects(path)


@on_linux
@pytest.mark.parametrize("kind", ["file", "directory", "link"])
def test_what_is_no_socket_stays(tmp_path, kind):
    """It is in the way, and the operator is told so."""
    path = tmp_path / "iqtisad.sock"
    (tmp_path / "text").write_text("mine")
    {
        "file": lambda: path.write_text("mine"),
        "directory": path.mkdir,
        "link": lambda: path.symlink_to(tmp_path / "text"),
    }[kind]()
    with pytest.raises(OSError, match="in use"):
        listeners.at_path(path)
    assert path.is_dir() or path.read_text() == "mine"


@pytest.mark.parametrize(
    ("count", "process"),
    [("1", "1"), ("1", ""), ("", None), ("x", None)],
    ids=["another process", "no process", "none", "no number"],
)
def test_what_is_for_another_process_is_left_alone(monkeypatch, count, process):
    """And its variables go: whom this process starts would take them for its own."""
    monkeypatch.setenv("LISTEN_FDS", count)
    monkeypatch.setenv("LISTEN_PID", str(os.getpid()) if process is None else process)
    monkeypatch.setenv("LISTEN_FDNAMES", "x")
    assert listeners.inherited() == []
    assert not {name for name in os.environ if name.startswith("LISTEN_")}


#: Does what systemd does: a socket is descriptor 3 of the program that replaces this one.
PASSES_ON = """
import os, runpy, socket, sys
if sys.argv[1] == "tcp":
    passed = socket.create_server(("127.0.0.1", 0))
else:
    passed = socket.socket(socket.AF_UNIX)
    passed.bind(sys.argv[1])
    passed.listen()
if passed.fileno() != 3:
    os.dup2(passed.fileno(), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.executable, [sys.executable, "-m", "web", *sys.argv[2:]])
"""
#: What a request through a path cannot leave out.
HOST = b"GET /search?q=a HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n"


@on_linux
def test_a_socket_of_systemd_is_served(sample_index):
    """By all processes, at the address that it has; no other is opened."""
    options = ("--index-dir", sample_index, "--processes", "2")
    with started("-c", PASSES_ON, "tcp", *options) as process:
        address = address_of(process)
        assert all(status_of(asked(address, get("/search?q=a"))) == 200 for _ in range(10))


@on_linux
@pytest.mark.parametrize(
    "request_", [HOST, b"GET /search?q=a HTTP/1.0\r\n\r\n"], ids=["1.1", "1.0"]
)
def test_a_path_of_systemd_is_served(sample_index, tmp_path, request_):
    """Who asks through it has no address."""
    path = tmp_path / "passed.sock"
    options = ("--index-dir", sample_index, "--processes", "1")
    with started("-c", PASSES_ON, path, *options) as process:
        assert f"unix:{path}" in process.stdout.readline()
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(LIMIT)
            asking.connect(str(path))
            asking.sendall(request_)
            assert b"".join(iter(lambda: asking.recv(65536), b"")).split()[1] == b"200"
