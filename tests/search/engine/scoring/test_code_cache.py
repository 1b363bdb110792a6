"""Where compiled code is kept, and where not: whoever can write there is obeyed."""

import os

import pytest

from index.indexer.build import build_index
from index.versions.ownership import CACHE, CURRENT, is_cache
from search.engine.scoring.code_cache import CodeCache, code_cache

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems have other permissions")
#: A user that is neither root nor the one who runs tests.
STRANGER = 12_345


@pytest.fixture(autouse=True)
def users(tmp_path, monkeypatch):
    """Return the cache of the user, who has set nothing else."""
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.delenv("CACHE_DIRECTORY", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "users"))
    return tmp_path / "users" / "iqtisad"


@pytest.fixture
def index_dir(tmp_path):
    """Return the directory of an index."""
    directory = tmp_path / "index"
    directory.mkdir()
    (directory / CURRENT).write_text("20261124T190355-3fb9c04e\n", "utf-8")
    return directory


def test_it_lies_beside_the_versions(index_dir):
    """Marked as ours, and for nobody else."""
    cache = code_cache(index_dir)
    assert (cache.directory, cache.told) == (index_dir / CACHE, "")
    assert is_cache(cache.directory)
    assert cache.directory.stat().st_mode & 0o777 == 0o700
    assert code_cache(index_dir) == cache


def test_looking_makes_nothing(index_dir, users):
    """Or root, who looks, would own what another user needs."""
    assert code_cache(index_dir, make=False).directory == index_dir / CACHE
    assert code_cache(users, make=False).directory == users
    assert not (index_dir / CACHE).exists()
    assert not users.exists()


def test_a_build_neither_refuses_nor_removes_it(tmp_path):
    """It is ours, and no version and no leftover."""
    archive = tmp_path / "a.jsonl"
    archive.write_text('{"id": "a", "body": "أسعار النفط"}', "utf-8")
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / CURRENT).write_text("20261124T190355-3fb9c04e\n", "utf-8")
    cache = code_cache(tmp_path / "index").directory
    (cache / "code.nbc").touch()
    for _ in range(3):
        assert build_index([archive], tmp_path / "index").removed == ()
    assert (cache / "code.nbc").exists()


def test_nothing_is_put_where_no_index_is(tmp_path, users):
    """The directory may be a home, by mistake."""
    assert code_cache(tmp_path).directory == users
    assert not (tmp_path / CACHE).exists()


def test_what_is_named_goes_first(index_dir, tmp_path, monkeypatch):
    """By an option, else by the variable of Numba or of systemd; there is no other then."""
    monkeypatch.setenv("CACHE_DIRECTORY", str(tmp_path / "units"))
    assert code_cache(index_dir).directory == tmp_path / "units"
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "numbas"))
    assert code_cache(index_dir).directory == tmp_path / "numbas"
    assert code_cache(index_dir, tmp_path / "named").directory == tmp_path / "named"
    (tmp_path / "file").touch()
    assert code_cache(index_dir, tmp_path / "file" / "below").directory is None


def test_a_foreign_folder_of_that_name_is_left_alone(index_dir, users):
    """Every home has one."""
    (index_dir / CACHE / "browser").mkdir(parents=True)
    cache = code_cache(index_dir)
    assert cache.directory == users
    assert f"{index_dir / CACHE}: not ours" in cache.told
    assert not is_cache(index_dir / CACHE)
    assert list((index_dir / CACHE).iterdir()) == [index_dir / CACHE / "browser"]


def test_a_link_is_not_followed(index_dir, tmp_path, users):
    """What it leads to belongs to somebody else."""
    (tmp_path / "elsewhere").mkdir()
    (index_dir / CACHE).symlink_to(tmp_path / "elsewhere")
    assert code_cache(index_dir).directory == users
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("mode", [0o777, 0o775, 0o1777, 0o702], ids=oct)
@pytest.mark.parametrize(
    "inside", ["", "scoring", "scoring/code.nbc"], ids=["it", "folder", "file"]
)
def test_where_others_can_write_nothing_is_loaded(index_dir, users, mode, inside):
    """And the operator is told which and why."""
    directory = code_cache(index_dir).directory
    (directory / "scoring").mkdir(0o700)
    (directory / "scoring" / "code.nbc").touch(0o600)
    (directory / inside).chmod(mode)
    cache = code_cache(index_dir)
    assert cache.directory == users
    assert f"others can write to {directory / inside}" in cache.told
    assert "\n" not in cache.told


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("inside", ["", "code.nbc"], ids=["it", "file"])
def test_what_belongs_to_another_is_not_loaded(index_dir, users, inside):
    """Whoever it is, but root."""
    directory = code_cache(index_dir).directory
    (directory / "code.nbc").touch(0o600)
    os.chown(directory / inside, STRANGER, STRANGER)
    cache = code_cache(index_dir)
    assert cache.directory == users
    assert f"{directory / inside} belongs to another user" in cache.told


def test_without_any_directory_it_says_so(index_dir, monkeypatch):
    """In one line, with the way out."""
    (index_dir / CACHE).write_text("no directory")
    monkeypatch.setenv("XDG_CACHE_HOME", str(index_dir / CURRENT))
    cache = code_cache(index_dir)
    assert cache.directory is None
    assert "--cache-dir" in cache.told
    assert "\n" not in cache.told


def test_it_is_empty_until_something_was_compiled(index_dir):
    """And where nothing can be kept at all."""
    kept = code_cache(index_dir)
    assert kept.is_empty
    assert CodeCache(None).is_empty
    (kept.directory / "scoring").mkdir()
    (kept.directory / "scoring" / "loop.nbc").touch()
    assert not kept.is_empty
