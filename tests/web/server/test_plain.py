"""The plain server, where granian is not installed: the same pages."""

import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.web.server.running import (
    LIMIT,
    address_of,
    asked,
    get,
    on_linux,
    page_of,
    started,
    status_of,
)

#: A service whose machine has no granian.
PLAIN = "import sys; sys.modules['granian'] = None; from web.command import serve; serve()"


@pytest.fixture
def plain(sample_index):
    """Return a plain service that was asked for three processes, and its address."""
    options = ("--index-dir", sample_index, "--port", "0", "--processes", "3")
    with started("-c", PLAIN, *options) as process:
        yield process, address_of(process)


@on_linux
def test_it_answers_every_connection(plain):
    """At each of the sockets that were opened for processes that there are not."""
    with ThreadPoolExecutor(4) as readers:
        pages = list(readers.map(lambda _: page_of(plain[1]), range(30)))
    assert all("نتيجة" in page for page in pages)


@on_linux
@pytest.mark.parametrize(
    "target", ["/", "/nothing", "/healthz", "/search.jsonl?q=a", "/search?q=%FF"]
)
def test_it_answers_what_is_asked(plain, target):
    """As the application does, with an id for errors."""
    assert status_of(asked(plain[1], get(target))) == (404 if target == "/nothing" else 200)


@on_linux
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT], ids=["sigterm", "ctrl-c"])
def test_it_ends_when_it_is_told_to(plain, sent):
    """It prints nothing and exits with status 0."""
    process, address = plain
    page_of(address)
    process.send_signal(sent)
    _, errors = process.communicate(timeout=LIMIT)
    assert (process.returncode, errors) == (0, "")
