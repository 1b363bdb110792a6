"""What statistics say of themselves: it is proved, of one format, and told in a sentence."""

import json
import os
from dataclasses import replace
from datetime import date

import pytest

from index.cluster.statistics.about import FORMAT, NAME, About
from index.versions.manifest import (
    IndexDamagedError,
    IndexOutdatedError,
    IndexUnavailableError,
    checksum_of_fields,
)

ABOUT = About(
    name="20261124T190355123456-3fb9c04e",
    created="2026-11-24T19:03:55+00:00",
    articles=2,
    span=(date(2023, 5, 7), None),
    average_lengths={"title": 0.1 + 0.2, "body": 1e-300},
    labels={"source": 1},
    days=[(date(2023, 5, 7), 1)],
    last=1,
    shards=3,
    files={"marks.npy": (5, 3)},
)


def test_what_is_written_is_read_to_the_last_bit(tmp_path):
    """Numbers, days, files."""
    ABOUT.write(tmp_path)
    assert About.read(tmp_path) == ABOUT
    assert About.parse((tmp_path / NAME).read_bytes(), "a", "b") == ABOUT


@pytest.mark.parametrize("change", [{"articles": 3}, {"name": "other"}, {"files": {}}])
def test_a_change_is_noticed(tmp_path, change):
    """By a checksum of all fields."""
    ABOUT.write(tmp_path)
    fields = json.loads((tmp_path / NAME).read_text("utf-8"))
    (tmp_path / NAME).write_text(json.dumps({**fields, **change}), "utf-8")
    with pytest.raises(IndexDamagedError, match="changed since it was written"):
        About.read(tmp_path)


def signed(tmp_path, **change):
    """Write what another release may have written, and return it."""
    ABOUT.write(tmp_path)
    fields = {**json.loads((tmp_path / NAME).read_text("utf-8")), **change}
    del fields["checksum"]
    text = json.dumps({**fields, "checksum": checksum_of_fields(fields)})
    (tmp_path / NAME).write_text(text, "utf-8")
    return text.encode()


@pytest.mark.parametrize("number", [0, FORMAT + 1, "1", None])
def test_another_format_is_refused(tmp_path, number):
    """Whatever else it says."""
    signed(tmp_path, format=number, more="what is not known here")
    with pytest.raises(IndexOutdatedError, match=f"format {number}, this is {FORMAT}; send"):
        About.read(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"1e999", b"\xff", b"[" * 100_000, b'{"checksum": null}']
)
def test_something_else_is_refused(tmp_path, content):
    """In one sentence."""
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(IndexDamagedError, match="remove this folder") as told:
        About.read(tmp_path)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("change", [{"span": []}, {"days": [["x", 1]]}, {"files": 3}, {"odd": 1}])
def test_fields_of_another_type_are_refused(tmp_path, change):
    """Even if a checksum vouches for them."""
    signed(tmp_path, **change)
    with pytest.raises(IndexDamagedError, match="not about statistics"):
        About.read(tmp_path)


def test_whatever_lies_in_its_place_does_no_harm(tmp_path):
    """A pipe keeps nobody waiting, a folder is none, and a file is no folder."""
    os.mkfifo(tmp_path / NAME)
    with pytest.raises(IndexDamagedError, match="no file, but something else"):
        About.read(tmp_path)
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).mkdir()
    with pytest.raises(IndexUnavailableError, match=NAME):
        About.read(tmp_path)
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(IndexDamagedError, match="missing"):
        About.read(tmp_path / "file")


def test_files_are_verified(tmp_path):
    """Their length, and every byte."""
    (tmp_path / "marks.npy").write_bytes(b"12345")
    about = replace(ABOUT, files={"marks.npy": (5, 0xCBF53A1C)})
    about.verify(tmp_path)
    for content in (b"12346", b"1234", b"123450"):
        (tmp_path / "marks.npy").write_bytes(content)
        with pytest.raises(IndexDamagedError, match=r"marks\.npy: missing, cut or changed"):
            about.verify(tmp_path)
