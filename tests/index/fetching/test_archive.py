"""The archive is WARC that others read, and nothing in it is lost by a later run."""

import errno
import gzip
import hashlib
import json
import os
from datetime import UTC, datetime

import pytest

from index.fetching.archive import Archive, ArchiveError
from index.fetching.request.client import Response


def response(body=b"<rss/>"):
    """Return an answer that came packed."""
    return Response(
        address="https://marfa.example/feed",
        status=200,
        reason="OK",
        headers=(("Content-Encoding", "gzip"), ("Content-Type", "text/xml"), ("ETag", 'W/"1"')),
        body=body,
        fetched=datetime(2023, 5, 7, 10, 20, tzinfo=UTC),
    )


def records(path):
    """Return the headers and blocks of a file, by what its lengths say."""
    data, found = gzip.decompress(path.read_bytes()), []
    while data:
        head, _, data = data.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        assert lines[0] == "WARC/1.1"
        headers = dict(line.split(": ", 1) for line in lines[1:])
        size = int(headers["Content-Length"])
        found.append((headers, data[:size]))
        assert data[size : size + 4] == b"\r\n\r\n"
        data = data[size + 4 :]
    return found


@pytest.fixture
def archive(tmp_path):
    """Return an archive."""
    with_file = Archive(tmp_path)
    yield with_file
    with_file.close()


def test_an_answer_and_its_metadata_stand_beside_each_other(archive, tmp_path):
    """The answer as it was meant, with its own headers; the metadata refers to it."""
    archive.add(response(), {"source": "جريدة المرفأ"})
    info, answer, about = records(tmp_path / "2023-05" / "iqtisad-20230507-0001.warc.gz")
    assert [each[0]["WARC-Type"] for each in (info, answer, about)] == [
        *("warcinfo", "response", "metadata"),
    ]
    assert answer[0]["WARC-Target-URI"] == about[0]["WARC-Target-URI"]
    assert about[0]["WARC-Refers-To"] == answer[0]["WARC-Record-ID"]
    assert json.loads(about[1]) == {"source": "جريدة المرفأ"}
    head, _, body = answer[1].partition(b"\r\n\r\n")
    assert body == b"<rss/>"
    assert b"\r\nX-Archive-Orig-Content-Encoding: gzip\r\n" in head
    assert b"\r\nContent-Length: 6" in head
    assert len(hashlib.sha1(body, usedforsecurity=False).digest()) == 20


def test_each_run_has_a_file_of_its_own(tmp_path):
    """So that what a killed writer left torn is followed by nothing."""
    for _ in range(2):
        archive = Archive(tmp_path)
        archive.add(response(), {})
        archive.close()
    names = [path.name for path in sorted((tmp_path / "2023-05").iterdir())]
    assert names == ["iqtisad-20230507-0001.warc.gz", "iqtisad-20230507-0002.warc.gz"]


def test_a_large_file_is_followed_by_another(tmp_path):
    """Between two answers."""
    archive = Archive(tmp_path, largest=10)
    archive.add(response(), {})
    archive.add(response(), {})
    archive.close()
    assert [len(records(path)) for path in sorted((tmp_path / "2023-05").iterdir())] == [3, 3]


def test_a_record_is_on_the_disk_when_it_is_added(archive, tmp_path):
    """Each is whole by itself: a gzip member."""
    archive.add(response(), {})
    (path,) = (tmp_path / "2023-05").iterdir()
    before = path.stat().st_size
    archive.add(response(b"x" * 1000), {})
    assert records(path)[3][1].endswith(b"x" * 1000)
    assert gzip.decompress(path.read_bytes()[before:]).startswith(b"WARC/1.1")


def test_files_are_pending_until_they_are_indexed(tmp_path):
    """Also those of a run that was killed before."""
    killed = Archive(tmp_path)
    killed.add(response(), {})
    killed.close()
    archive = Archive(tmp_path)
    archive.add_metadata(response(), {"withdrawn": "HTTP 410"})
    archive.close()
    assert len(archive.pending()) == 2
    archive.indexed()
    assert archive.pending() == []


def test_what_cannot_be_written_leaves_nothing(archive, tmp_path, monkeypatch):
    """A full disk is told; the next record follows the last whole one."""
    archive.add(response(), {})
    (path,) = (tmp_path / "2023-05").iterdir()
    whole = path.read_bytes()

    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(ArchiveError, match="cannot be written"):
            archive.add(response(b"x" * 1000), {})
    assert path.read_bytes() == whole
    archive.add(response(), {})
    assert len(records(path)) == 5
