"""Looks at where a server would listen."""

import socket

import pytest

from web.operation import listening
from web.operation.finding import State
from web.settings.settings import Limits, Settings


def found(settings, look=listening.address):
    """Return the states that a look finds, and all that it says."""
    all_found = list(look(settings))
    return [each.state for each in all_found], " ".join(each.says for each in all_found)


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """Nobody hands a socket over."""
    monkeypatch.delenv("LISTEN_FDS", raising=False)


def test_a_free_port():
    """Is free afterwards, too."""
    assert found(Settings(port=0))[0] == [State.OK]


def test_a_server_of_ours_is_no_fault(site):
    """The doctor is asked while it runs."""
    states, says = found(Settings(port=int(site.rpartition(":")[2])))
    assert states == [State.OK]
    assert "a server answers there" in says


def test_a_port_that_another_program_has():
    """Whether it answers or not."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        listening._PATIENCE, before = 0.2, listening._PATIENCE  # noqa: SLF001
        states, says = found(Settings(port=port, metrics=f"127.0.0.1:{port}"))
        listening._PATIENCE = before  # noqa: SLF001
    assert states == [State.FAULT, State.FAULT]
    assert "choose another with --port" in says
    assert "choose another with --metrics" in says


@pytest.mark.parametrize("host", ["192.0.2.1", "nowhere.invalid", "a" * 99, "\u200f"])
def test_a_host_that_is_not_of_this_machine(host):
    """Told with the way out."""
    states, says = found(Settings(host=host, port=0))
    assert states == [State.FAULT]
    assert "--host" in says


def test_a_socket_that_can_be_made(tmp_path):
    """And one that was left by a server that ended."""
    path = tmp_path / "iqtisad.sock"
    assert found(Settings(socket=path))[0] == [State.OK]
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    assert found(Settings(socket=path))[0] == [State.OK]


def test_a_path_that_is_taken_or_nowhere(tmp_path):
    """A file is not removed."""
    (tmp_path / "file").touch()
    for path, said in ((tmp_path / "file", "no socket"), (tmp_path / "no" / "s", "is not there")):
        states, says = found(Settings(socket=path))
        assert states == [State.FAULT]
        assert said in says
        assert "--socket" in says


def test_a_socket_that_is_handed_over(monkeypatch):
    """By systemd: neither host nor port counts."""
    monkeypatch.setenv("LISTEN_FDS", "1")
    assert found(Settings(host="nowhere.invalid"))[0] == [State.OK]


def test_more_connections_than_files():
    """The default of a unit of systemd is fewer than a public server needs."""
    resource = pytest.importorskip("resource")
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if most == resource.RLIM_INFINITY:
        pytest.skip("a process may open any number of files here")
    states, says = found(Settings(limits=Limits(connections=most)), listening.connections)
    assert states == [State.WARNING]
    assert "LimitNOFILE" in says
