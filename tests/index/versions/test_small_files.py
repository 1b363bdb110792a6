"""Small files are read whatever lies in their place; what they hold is quoted in bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.versions import small_files
from index.versions.small_files import NotAFileError, printable, read_small
from tests.oddities import folder, pipe


def test_a_file_is_read(tmp_path):
    """Whole."""
    (tmp_path / "a").write_bytes(b"\xff\n")
    assert read_small(tmp_path / "a") == b"\xff\n"


def test_no_more_is_read_than_we_write(tmp_path, monkeypatch):
    """A file of gigabytes does not fill the memory."""
    monkeypatch.setattr(small_files, "MOST", 10)
    (tmp_path / "a").write_bytes(b"a" * 100)
    assert read_small(tmp_path / "a") == b"a" * 10


@pytest.mark.parametrize("kind", [folder, pipe])
def test_what_is_no_file_is_not_waited_for(tmp_path, kind):
    """A pipe without a writer would never answer."""
    kind(tmp_path / "a")
    with pytest.raises(NotAFileError, match="no file"):
        read_small(tmp_path / "a")


@given(st.text())
def test_what_is_quoted_is_a_short_line(text):
    """Of any text; one that is short and printable is quoted as it is."""
    quoted = printable(text * 50)
    assert quoted.isprintable()
    assert len(quoted) < 2000
    if text.isprintable() and len(text) < 100:
        assert printable(text) == text
