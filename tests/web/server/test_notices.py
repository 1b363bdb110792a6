"""What systemd is told, in datagrams as it takes them."""

import secrets
import socket

import pytest

from tests.web.server.running import LIMIT, address_of, on_linux, page_of, serve
from web.server.notices import ALIVE, READY, STOPPING, tell

pytestmark = on_linux


@pytest.fixture(params=["path", "abstract"])
def listener(request, tmp_path):
    """Return a socket that hears, and what NOTIFY_SOCKET says of it."""
    name = str(tmp_path / "notify") if request.param == "path" else f"@{secrets.token_hex(8)}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind("\0" + name[1:] if name.startswith("@") else name)
        heard.settimeout(LIMIT)
        yield heard, name


def test_a_state_is_one_datagram(listener, monkeypatch):
    """Nothing before it, nothing behind it."""
    heard, name = listener
    monkeypatch.setenv("NOTIFY_SOCKET", name)
    tell(READY)
    assert heard.recv(100) == b"READY=1"


@pytest.mark.parametrize("name", ["", "/nowhere/at/all", "@nobody-listens-here"])
def test_nobody_has_to_listen(monkeypatch, name):
    """A service that nobody asked to tell anything goes on, and so does one whose ears are gone."""
    monkeypatch.setenv("NOTIFY_SOCKET", name)
    tell(ALIVE)


def test_a_service_tells_its_life(listener, sample_index):
    """Ready when it answers, then that it lives, and last that it ends."""
    heard, name = listener
    with serve(sample_index, "--processes", "1", NOTIFY_SOCKET=name) as process:
        address = address_of(process)
        assert heard.recv(100).decode() == READY
        assert "نتيجة" in page_of(address)
        assert [heard.recv(100).decode() for _ in range(2)] == [ALIVE] * 2
        process.terminate()
        while (told := heard.recv(100).decode()) == ALIVE:
            pass
        assert told == STOPPING
        process.communicate(timeout=LIMIT)
    assert process.returncode == 0
