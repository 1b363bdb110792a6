"""Where the statistics of a cluster's archive are kept."""

from pathlib import Path

import pytest

from index.versions.manifest import IndexUnavailableError
from search.engine.opensearch.live.cache import cache_directory


def test_the_nearest_choice_holds(tmp_path, monkeypatch):
    """A directory that is named, ours of the environment, that of the unit, that of the user."""
    for name in ("IQTISAD_CACHE_DIR", "CACHE_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    assert cache_directory(None) == tmp_path / "user" / "iqtisad" / "clusters"
    monkeypatch.setenv("CACHE_DIRECTORY", str(tmp_path / "unit"))
    assert cache_directory(None) == tmp_path / "unit" / "clusters"
    monkeypatch.setenv("IQTISAD_CACHE_DIR", str(tmp_path / "ours"))
    assert cache_directory(None) == tmp_path / "ours" / "clusters"
    assert cache_directory(tmp_path / "named") == tmp_path / "named" / "clusters"
    assert not list(tmp_path.iterdir())


def test_a_cache_of_the_user_that_is_no_full_path_does_not_count(tmp_path, monkeypatch):
    """It would be another one in every directory that a command is started in."""
    for name in ("IQTISAD_CACHE_DIR", "CACHE_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert cache_directory(None) == tmp_path / ".cache" / "iqtisad" / "clusters"


def test_a_user_without_home_is_told_the_way_out(monkeypatch):
    """A server of a container may have none."""
    for name in ("IQTISAD_CACHE_DIR", "CACHE_DIRECTORY", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)

    def nowhere():
        raise RuntimeError

    monkeypatch.setattr(Path, "home", nowhere)
    with pytest.raises(IndexUnavailableError, match="IQTISAD_CACHE_DIR"):
        cache_directory(None)
