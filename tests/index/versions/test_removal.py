"""A version that is being removed stays ours to the last."""

from pathlib import Path

import pytest

from index.indexer.build import build_index
from index.versions.ownership import BUILDING, versions
from index.versions.removal import remove
from index.versions.store import remove_leftovers


class Killed(BaseException):
    """Nothing after it is done."""


def test_nothing_is_left(version):
    """The whole directory goes."""
    remove(version)
    assert not version.exists()
    assert not list(version.parent.glob(f"{BUILDING}*"))


@pytest.mark.parametrize("removed", [0, 1, 5, 1000], ids="nothing one some all-but-it".split())
def test_what_an_interrupted_removal_leaves_is_removed_by_the_next_build(
    version, archive, removed, monkeypatch
):
    """However many files are gone: the marker goes last, and no version is seen in part."""
    left = removed

    def unlink(path, *, unlinked=Path.unlink):
        nonlocal left
        if not left:
            raise Killed
        left -= 1
        unlinked(path)

    def killed(*_):
        raise Killed

    monkeypatch.setattr(Path, "unlink", unlink)
    monkeypatch.setattr("index.versions.removal.shutil.rmtree", killed)
    with pytest.raises(Killed):
        remove(version)
    monkeypatch.undo()
    assert versions(version.parent) == []
    assert remove_leftovers(version.parent) == [f"{BUILDING}{version.name}"]
    build_index([archive], version.parent)
    assert len(versions(version.parent)) == 1
    assert not list(version.parent.glob(f"{BUILDING}*"))
