"""Removes the directory of a version so that whoever is interrupted leaves one that is ours."""

import shutil
from pathlib import Path

from index.versions.ownership import BUILDING, MARKER, is_version


def remove(directory: Path) -> None:
    """Remove the directory of a version, or of one that is being built.

    A version is first named as one that is being built, so that none is seen in part; the marker
    goes last, so that the next build knows the rest, and removes it.
    """
    if is_version(directory.name):
        directory = directory.rename(directory.with_name(f"{BUILDING}{directory.name}"))
    for path in directory.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARKER:
            path.unlink()
    shutil.rmtree(directory)
