"""The command doctor."""

import json

import pytest
from click.testing import CliRunner

from web.operation import archive
from web.operation.doctor import doctor

THINGS = set(
    "configuration python packages whoosh compiler files index vectors clock disk permissions"
    " address connections".split()
)


def run(*arguments, **environment):
    """Return what the command answers."""
    return CliRunner().invoke(doctor, [*map(str, arguments), "--port", "0"], env=environment)


def test_a_sound_server(sample_index):
    """A line for each thing, and status 0."""
    result = run("--index-dir", sample_index)
    assert result.exit_code == 0
    assert {line.split()[1] for line in result.output.splitlines()} == THINGS
    assert all(line.split()[0] in ("ok", "warning") for line in result.output.splitlines())


def test_the_same_for_programs(sample_index):
    """As a list."""
    rows = json.loads(run("--index-dir", sample_index, "--json").output)
    assert {row["thing"] for row in rows} == THINGS
    assert all(set(row) == {"thing", "state", "says"} for row in rows)


@pytest.mark.usefixtures("model")
def test_vectors_that_are_not_read_are_a_warning(sample_index):
    """The service goes on, by words."""
    path = sample_index / "vectors.bin"
    path.write_bytes(b"iqtisad vectors 1, another-model".ljust(127) + bytes(900))
    try:
        result = run("--index-dir", sample_index)
    finally:
        path.unlink()
    assert result.exit_code == 0
    (line,) = [each for each in result.output.splitlines() if "vectors" in each.split()[1:2]]
    assert line.startswith("warning")
    assert "another-model" in line


def test_faults_of_the_configuration_stop_no_look(sample_index, tmp_path):
    """They are told first, with status 1."""
    (tmp_path / "iqtisad.toml").write_text(f"prot = 1\nindex_dir = '{sample_index}'")
    result = run("--config", tmp_path / "iqtisad.toml", IQTISAD_PROT="1")
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith("fault")
    assert "unknown key prot" in lines[0]
    assert lines[1].startswith("warning")
    assert "IQTISAD_PROT" in lines[1]
    assert any("sound," in line for line in lines)


@pytest.mark.parametrize("index_dir", ["none", "file/below", "link"])
def test_nothing_is_raised(tmp_path, index_dir):
    """Whatever is where an index should be."""
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "link")
    result = run("--index-dir", tmp_path / index_dir)
    assert result.exit_code in (1, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_look_that_fails_is_a_fault(sample_index, monkeypatch):
    """And the others go on."""
    monkeypatch.setattr(archive.shutil, "disk_usage", lambda _: 1 / 0)
    result = run("--index-dir", sample_index)
    assert result.exit_code == 1
    assert "ZeroDivisionError" in result.output
    assert "connections" in result.output
