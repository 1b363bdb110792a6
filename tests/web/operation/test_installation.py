"""Looks at what is installed."""

import shutil
from importlib.metadata import Distribution, PackageNotFoundError, version

import pytest

from web.operation import installation
from web.operation.finding import State
from web.settings.settings import Settings


def states(look, settings=None):
    """Return the states that a look finds, and all that it says."""
    found = list(look(settings or Settings()))
    return [each.state for each in found], " ".join(each.says for each in found)


def test_this_installation_is_whole():
    """Or no test would run."""
    for look in (installation.python, installation.files):
        assert states(look)[0] == [State.OK]
    assert State.FAULT not in states(installation.packages)[0]


def test_distributions_that_overwrite_each_other(monkeypatch):
    """Three are imported as whoosh."""
    both = {"whoosh": ["whoosh-reloaded", "click"]}
    monkeypatch.setattr(installation, "packages_distributions", lambda: both)
    found, says = states(installation.packages)
    assert found[1] is State.FAULT
    assert "keep one: pip install whoosh-reloaded" in says


def test_a_package_that_is_missing_or_another(monkeypatch):
    """A fault, and a warning: what is pinned has a reason."""

    def told(name):
        if name == "flask":
            raise PackageNotFoundError(name)
        return "0.0.1" if name == "tashaphyne" else version(name)

    monkeypatch.setattr(installation, "version", told)
    found, says = states(installation.packages)
    assert {State.FAULT, State.WARNING} <= set(found)
    assert "flask>=3.0 is not installed" in says
    assert "tashaphyne==0.3.6 is needed and 0.0.1 is here" in says


@pytest.mark.parametrize("damage", [b"", b"<html>", None], ids=["empty", "other", "missing"])
def test_a_font_that_is_none(tmp_path, monkeypatch, damage):
    """The page would be shown in whatever the reader's machine has."""
    shutil.copytree(installation._STATIC, tmp_path / "static")  # noqa: SLF001
    font = next((tmp_path / "static" / "fonts").glob("*.woff2"))
    font.unlink()
    if damage is not None:
        font.write_bytes(damage)
    monkeypatch.setattr(installation, "_STATIC", tmp_path / "static")
    found, says = states(installation.files)
    assert found == [State.FAULT]
    assert font.name in says


def test_where_compiled_code_is_kept(tmp_path, monkeypatch):
    """Or that it is not, and the way out."""
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    found, says = states(installation.compiler, Settings(cache_dir=tmp_path / "kept"))
    assert found == [State.OK]
    assert str(tmp_path / "kept") in says
    (tmp_path / "file").touch()
    found, says = states(installation.compiler, Settings(cache_dir=tmp_path / "file"))
    assert found == [State.WARNING]
    assert "--cache-dir" in says
    assert not (tmp_path / "kept").exists()


def test_a_file_that_was_changed_after_it_was_installed(tmp_path, monkeypatch):
    """What pip has noted of each file is compared."""
    (tmp_path / "web").mkdir()
    template = tmp_path / "web" / "page.html"
    template.write_text("<p>")
    noted = tmp_path / "iqtisad-1.dist-info" / "RECORD"
    noted.parent.mkdir()
    digest = installation._digest(template)  # noqa: SLF001
    noted.write_text(f"web/page.html,sha256={digest},3\niqtisad-1.dist-info/RECORD,,\n")
    here = Distribution.at(noted.parent)
    monkeypatch.setattr(installation, "distribution", lambda _: here)
    assert states(installation.files)[0] == [State.OK]
    template.write_text("<p")
    found, says = states(installation.files)
    assert found == [State.FAULT]
    assert str(template) in says
