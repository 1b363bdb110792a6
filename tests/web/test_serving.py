"""A service over an index: one version at a time, however it is switched."""

import errno
import io
import json
import socket
import threading
from pathlib import Path

import pytest

from index.indexer.build import build_index
from tests.web.server.asking import ask
from tests.web.server.running import (
    address_of,
    asked,
    children_of,
    get,
    on_linux,
    page_of,
    serve,
    serve_within,
    status_of,
    wait_for,
)
from web.serving import (
    Service,
    application,
    begin,
    made_now,
    process,
    read_once,
    searcher_of,
    tell_where,
)
from web.settings.settings import Settings


@pytest.fixture
def index_of(tmp_path):
    """Return a function that builds the next version of an index, of articles of one word."""

    def build(word, count=3):
        archive = tmp_path / "articles.jsonl"
        lines = [
            json.dumps({"id": str(number), "title": f"{word} {number}", "body": f"نفط {word}"})
            for number in range(count)
        ]
        archive.write_text("\n".join(lines), "utf-8")
        build_index([archive], tmp_path / "index", allow_shrink=True)
        return tmp_path / "index"

    return build


def test_an_index_that_is_missing_is_told(tmp_path, capsys):
    """With what readers see until it is there."""
    settings = Settings(index_dir=tmp_path / "nothing")
    read_once(settings)
    assert "--index-dir" in capsys.readouterr().err
    assert made_now(searcher_of(application(settings))) is None


class Full(io.StringIO):
    """A file on a full disk."""

    def write(self, _text):
        """Take nothing."""
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_service_needs_nobody_who_reads_where_it_is(monkeypatch):
    """Its standard output may be on a full disk."""
    monkeypatch.setattr("sys.stdout", Full())
    with socket.create_server(("127.0.0.1", 0)) as listening:
        tell_where(listening)


def test_processes_share_what_was_read(sample_index):
    """One application a service: a forked process has that of its parent."""
    settings = Settings(index_dir=sample_index)
    assert application(settings) is application(Settings(index_dir=sample_index))
    searcher_of(application(settings)).close()


def test_a_process_notices_another_version_by_itself(index_of):
    """Even while nobody asks; from then on nothing of the old one is given."""
    settings = Settings(index_dir=index_of("قديم"))
    app = application(settings)
    door = process(settings, lambda: None).door
    begin(app)
    for _ in range(3):
        assert "قديم" in ask(door, "/search?q=%D9%86%D9%81%D8%B7")[2].decode()
    before = made_now(searcher_of(app))
    index_of("جديد")
    wait_for(lambda: made_now(searcher_of(app)) != before)
    for _ in range(3):
        page = ask(door, "/search?q=%D9%86%D9%81%D8%B7")[2].decode()
        assert "جديد" in page
        assert "قديم" not in page


@on_linux
def test_a_switch_under_load_gives_no_old_page_after_a_new_one(index_of):
    """A reader who has seen a version never sees an older one; nothing fails."""
    index_dir = index_of("نسخة0")
    with serve(index_dir, "--processes", "1") as server:
        address = address_of(server)
        page_of(address)
        over, wrong = threading.Event(), []

        def read():
            seen = 0
            while not over.is_set():
                try:
                    page = page_of(address)
                except OSError as error:
                    wrong.append(error)
                    continue
                versions = {number for number in range(5) if f"نسخة{number}" in page}
                if len(versions) != 1 or min(versions) < seen:
                    wrong.append((seen, versions))
                seen = max(versions, default=seen)

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        try:
            for number in range(1, 5):
                index_of(f"نسخة{number}")
                wait_for(lambda new=number: f"نسخة{new}" in page_of(address))
        finally:
            over.set()
            for reader in readers:
                reader.join()
    assert wrong == []


@on_linux
def test_no_process_keeps_an_old_version_open(index_of):
    """Neither those who answer nor their parent: its space on the disk comes back."""
    index_dir = index_of("قديم")
    old = (index_dir / "CURRENT").read_text().strip()
    with serve(index_dir, "--processes", "2") as server:
        address = address_of(server)
        page_of(address)
        everyone = [server.pid, *children_of(server, 2)]
        index_of("جديد")
        wait_for(lambda: "جديد" in page_of(address))
        wait_for(lambda: not [each for each in everyone if keeps(each, old)])


def keeps(pid, version):
    """Return whether a process has a file of a version open, or in memory."""
    files = [str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir()]
    return version in Path(f"/proc/{pid}/maps").read_text() or any(
        version in each for each in files
    )


@on_linux
def test_limits_reach_the_doors(sample_index):
    """What is configured holds in each process."""
    with serve_within(sample_index, 2, body_bytes=10) as server:
        address = address_of(server)
        sent = get("/", "Content-Length: 11", method="POST")
        assert {status_of(asked(address, sent)) for _ in range(10)} == {413}


def test_a_cluster_that_is_missing_is_told(capsys):
    """With the option that names another; nothing is compiled for it."""
    settings = Settings(index="opensearch+http://127.0.0.1:1/news")
    read_once(settings)
    told = capsys.readouterr().err
    assert "127.0.0.1:1" in told
    assert "Until opensearch+http://127.0.0.1:1/news has one (--index), pages answer 503." in told
    Service(settings)._tell_of_compiling()  # noqa: SLF001
    assert not capsys.readouterr().err
    assert application(settings).test_client().get("/readyz").status_code == 503
