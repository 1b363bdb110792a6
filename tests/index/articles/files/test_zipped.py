"""A zip file is read like a folder, one level deep."""

import gzip
import io
import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.articles import Article, Fault, PassedOver, read_articles
from index.articles.files import zipped

LINE = json.dumps({"title": "سعر النفط", "body": "ارتفع سعر النفط"}) + "\n"


def packed(files):
    """Return the bytes of a zip file."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


@pytest.fixture
def found(tmp_path):
    """Return a function that reads bytes as a zip file, whatever its name."""

    def read(data):
        path = tmp_path / "a.zip"
        path.write_bytes(data)
        return list(read_articles([path]))

    return read


def test_the_files_in_it_are_read(found):
    """In their order, packed once more or not; others are passed over and told."""
    files = {"a/1.jsonl": LINE, "2.jsonl.gz": gzip.compress(LINE.encode()), "3.png": b"\x89PNG"}
    items = found(packed(files | {".hidden.jsonl": LINE}))
    assert [type(each) for each in items] == [Article, Article, PassedOver, PassedOver]
    assert str(items[2].path).endswith("a.zip!3.png")


def test_a_fault_names_the_file_in_it(found):
    """With its line."""
    (fault,) = found(packed({"a.jsonl": "{\n"}))
    assert "a.zip!a.jsonl:1: not JSON" in str(fault)


def test_a_zip_file_in_it_is_a_fault(found):
    """Nobody unpacks without end."""
    (fault,) = found(packed({"a.jsonl": packed({"b.jsonl": LINE})}))
    assert "a zip file in a zip file" in fault.reason


def test_a_crawl_is_read_once(found):
    """A WACZ file lists its pages beside the crawl."""
    items = found(packed({"archive/a.jsonl": LINE, "pages/pages.jsonl": LINE}))
    assert [type(each) for each in items] == [Article, PassedOver]


def test_what_is_encrypted_is_a_fault(found):
    """It is told before anything is read."""
    data = bytearray(packed({"a.jsonl": LINE}))
    data[6] |= 1  # in the header of the file, and in the list at the end
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (fault,) = found(bytes(data))
    assert "encrypted" in fault.reason


def test_nothing_in_it_is_a_fault(found):
    """As with any file."""
    (fault,) = found(packed({}))
    assert "no article" in fault.reason


def test_too_many_files_are_a_fault(found, monkeypatch):
    """None of them is read."""
    monkeypatch.setattr(zipped, "MOST_MEMBERS", 2)
    (fault,) = found(packed(dict.fromkeys("abc", "")))
    assert "3 files" in fault.reason


def test_a_small_member_cannot_fill_the_memory(found):
    """It is cut where it unpacks to far more than texts do."""
    items = found(packed({"a.json": b"[" + b" " * (40 * 2**20)}))
    assert any("more than 200 times" in each.reason for each in items if isinstance(each, Fault))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 400), st.binary(min_size=1, max_size=8), st.integers(0, 40))
def test_no_damage_raises(tmp_path, place, damage, cut):
    """Articles and faults, and at least one of them."""
    data = packed({"a.jsonl": LINE, "b/c.txt": "سعر النفط"})
    data = data[:place] + damage + data[place + len(damage) : len(data) - cut]
    path = Path(tmp_path, "a.zip")
    path.write_bytes(data)
    assert list(read_articles([path]))
