"""From an address to listening sockets; test_prefork has the server that answers there."""

import socket
import sys
from contextlib import ExitStack, closing

import pytest
from click.testing import CliRunner

from web.command import serve
from web.server import sockets

#: Seconds in which a busy machine has done anything at all.
LIMIT = 120


@pytest.fixture
def listen():
    """Return sockets.listen; what it opened is closed after the test."""
    with ExitStack() as stack:

        def opened(*arguments):
            listeners = sockets.listen(*arguments)
            for listener in set(listeners):
                stack.enter_context(closing(listener))
            return listeners

        yield opened


def test_there_is_a_socket_for_each_process(listen):
    """All have the address that a browser is told, and each takes connections."""
    listeners = listen("127.0.0.1", 0, 3)
    assert len(listeners) == 3
    assert len({listener.getsockname() for listener in listeners}) == 1
    host, port = listeners[0].getsockname()
    assert {sockets.url_of(listener) for listener in listeners} == {f"http://{host}:{port}/"}
    socket.create_connection((host, port), timeout=LIMIT).close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes wait for one socket")
def test_on_linux_every_process_waits_for_its_own(listen):
    """Linux shares new connections out among sockets, not among those who wait for one."""
    listeners = listen("127.0.0.1", 0, 3)
    assert len({listener.fileno() for listener in listeners}) == 3
    assert all(each.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT) for each in listeners)


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
    assert result.exit_code in (1, 2)  # 2 for what cannot be the name of any host
    assert "--host" in result.stderr


def test_an_address_of_another_machine_is_refused(listen):
    """The operator is told what the system says; 192.0.2.1 is nobody's (RFC 5737)."""
    with pytest.raises(OSError, match="assign requested address"):
        listen("192.0.2.1", 0)
