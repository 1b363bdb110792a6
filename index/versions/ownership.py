"""Which entries of an index directory are ours: nothing else is ever removed.

An index directory may be a home, by mistake or by choice. A directory counts as ours only if
its name has the shape that we give to versions and it holds our marker. Links never count:
what they lead to belongs to somebody else.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from index.versions.manifest import NAME as MANIFEST
from index.versions.small_files import read_small

CURRENT = "CURRENT"
BUILDING = ".building-"
#: The file that marks a version's directory as ours, from its first moment on.
MARKER = "IQTISAD"
_MARK = "A version of an Iqtisad index, made and removed by the command iqtisad.\n"
_VERSION = re.compile(r"\d{8}T\d{6,12}-[0-9a-f]{8}")
#: The digits of a time of day in it.
_TIME = 12
_BUILDING = re.compile(re.escape(BUILDING) + _VERSION.pattern)
#: What was withdrawn from every version: see withdrawn.
WITHDRAWN = "withdrawn.jsonl"
#: The folder of a server's compiled code, its mark (bford.info/cachedir: backups pass over it), and
#: the mark's text.
CACHE, _CACHE_TAG = ".cache", "CACHEDIR.TAG"
_CACHE_MARK = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# Compiled code of the command iqtisad. It can be removed, and is made again.\n"
)
#: The vectors of articles of all versions, see embedding.store, and what is beside them.
_VECTORS = {"vectors.bin", ".vectors.lock", ".vectors.new"}
#: What a file system or a repository puts beside the versions, and the lock.
_OTHERS = {"lost+found", ".gitignore", ".gitkeep", ".lock"}
#: Foreign names that a message lists.
_LISTED = 5


class ForeignDirectoryError(Exception):
    """A directory holds things that are not ours, and no index of ours."""


def is_version(name: str) -> bool:
    """Return whether a name has the shape that we give to versions."""
    return _VERSION.fullmatch(name) is not None


def later_than(names: Sequence[str], moment: str) -> str:
    """Return a moment, as names begin with one, or one just after the last of names.

    >>> later_than(["20991231T235959999999-3fb9c04e"], "20261124T190355123456")
    '20991231T235960000000'
    """
    last = max((name.partition("-")[0].ljust(len(moment), "0") for name in names), default="")
    if moment > last:
        return moment
    day, time = divmod(int(last.replace("T", "")) + 1, 10**_TIME)
    return f"{day:08}T{time:0{_TIME}}"


def mark(directory: Path) -> None:
    """Mark the directory of a new version as ours."""
    (directory / MARKER).write_text(_MARK, "utf-8")


def mark_cache(directory: Path) -> None:
    """Mark the folder of compiled code as ours; several servers may do it at the same time."""
    tag = directory / _CACHE_TAG
    if _reads(tag) != _CACHE_MARK:
        tag.write_text(_CACHE_MARK, "utf-8")


def is_cache(path: Path) -> bool:
    """Return whether a path is the folder of compiled code, or just becomes it; no link is."""
    if path.name != CACHE or path.is_symlink() or not path.is_dir():
        return False
    tag = path / _CACHE_TAG
    return _CACHE_MARK.startswith(_reads(tag)) if tag.is_file() else not any(path.iterdir())


def versions(index_dir: Path) -> list[str]:
    """Return the names of the finished versions in a directory, oldest first."""
    return sorted(
        path.name for path in _entries(index_dir) if _VERSION.fullmatch(path.name) and _ours(path)
    )


def unfinished(index_dir: Path) -> list[str]:
    """Return the names of the directories that interrupted builds left behind."""
    return sorted(
        path.name
        for path in _entries(index_dir)
        if _BUILDING.fullmatch(path.name) and (_ours(path) or _is_begun(path))
    )


def refuse_foreign(index_dir: Path) -> None:
    """Raise ForeignDirectoryError for a directory with foreign things and no index in it.

    Looks only: a directory that is refused is left as it was.
    """
    if versions(index_dir) or unfinished(index_dir):
        return
    names = (path.name for path in _entries(index_dir) if not _lies_beside(path))
    foreign = sorted(names, key=lambda name: (name.startswith("."), name))
    if foreign:
        more = f" and {len(foreign) - _LISTED} more" if len(foreign) > _LISTED else ""
        raise ForeignDirectoryError(
            f"{index_dir}: not an index directory, it holds {', '.join(foreign[:_LISTED])}{more};"
            " name a new or empty directory with --index-dir"
        )


def _entries(directory: Path) -> list[Path]:
    return list(directory.iterdir()) if directory.is_dir() else []


def _lies_beside(path: Path) -> bool:
    """Return whether an entry may lie where a first build begins."""
    from index.codec.lexicon import is_kept_lexicon  # noqa: PLC0415  a search needs no lexicon

    if path.name in {CURRENT, f".{CURRENT}.new"}:
        return not path.is_symlink() and is_version(_reads(path).strip())
    if path.name == WITHDRAWN or path.name in _VECTORS:
        return not path.is_symlink()
    return path.name in _OTHERS or is_kept_lexicon(path) or is_cache(path)


def _ours(path: Path) -> bool:
    """Return whether a directory holds our marker, or a manifest of a time without markers."""
    if path.is_symlink() or not path.is_dir():
        return False
    return _reads(path / MARKER) == _MARK or _is_manifest(_reads(path / MANIFEST))


def _is_begun(path: Path) -> bool:
    """Return whether a build was killed before it had marked its directory, which is empty then."""
    if path.is_symlink() or not path.is_dir():
        return False
    others = [each for each in path.iterdir() if each.name != MARKER]
    return not others and _MARK.startswith(_reads(path / MARKER))


def _reads(path: Path) -> str:
    try:
        return read_small(path).decode()
    except (OSError, ValueError):
        return ""


def _is_manifest(text: str) -> bool:
    try:
        return {"format", "schema", "analysis", "files", "checksum"} <= set(json.loads(text))
    except (ValueError, TypeError):
        return False
