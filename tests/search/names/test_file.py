"""The file of names of an archive: found, read again when it changes, its faults told once."""

import logging

from search.names.file import NamesFile

GOOD = '[source.a]\nname = "ألف"\n'


def test_it_lies_in_a_folder(tmp_path):
    """Unless another is named; without one our own names are used."""
    file = NamesFile(None, tmp_path)
    assert file.read().find("source", "a") is None
    (tmp_path / "names.toml").write_text(GOOD, "utf-8")
    assert file.read().find("source", "a").value == "ألف"
    (tmp_path / "other.toml").write_text(GOOD.replace("ألف", "ب"), "utf-8")
    named = NamesFile(tmp_path / "other.toml", tmp_path)
    assert named.read().find("source", "a").value == "ب"


def test_a_change_is_noticed_until_it_is_read(tmp_path):
    """Written, changed, removed."""
    file, path = NamesFile(None, tmp_path), tmp_path / "names.toml"
    file.read()
    assert not file.changed
    for change in (
        lambda: path.write_text(GOOD, "utf-8"),
        lambda: path.write_text(GOOD * 2, "utf-8"),
        path.unlink,
    ):
        change()
        assert file.changed
        file.read()
        assert not file.changed


def test_a_fault_is_told_once(tmp_path, caplog):
    """With file, line and way out; again only after the file was mended."""
    path = tmp_path / "names.toml"
    file = NamesFile(None, tmp_path)
    path.write_text(f"{GOOD}x = 1\n", "utf-8")
    with caplog.at_level(logging.WARNING):
        file.read()
        file.read()
    (record,) = caplog.records
    assert record.message.startswith(f"{path}:3: unknown key 'x'; known here: name")


def test_a_file_that_an_operator_names_must_be_there(tmp_path, caplog):
    """The server starts, and says what it has not read."""
    with caplog.at_level(logging.WARNING):
        names = NamesFile(tmp_path / "nowhere.toml", tmp_path).read()
    assert "cannot be read" in caplog.text
    assert names.find("section", "finance").value == "اقتصاد"
