"""A new version: made beside the live one, sealed, probed, made live.

Whatever fails before the last step leaves the live index as it was.
"""

import errno
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from index.analysis import fingerprint
from index.articles import Fault
from index.codec.deletions import PartialSegment, write_deletions
from index.codec.multi import Segments, as_one
from index.codec.whoosh.codec import write_toc
from index.entities import gazetteer
from index.schema import NO_DATE, VERSION, moment
from index.versions.manifest import IndexUnavailableError, Manifest, checksums, sync
from index.versions.ownership import BUILDING, later_than, mark, versions
from index.versions.probe import lost_articles
from index.versions.removal import remove
from index.versions.store import activate, current_version, open_version, prune

#: A new version with less than this share of the live one's articles needs --allow-shrink.
_SHRINKING = 0.5
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BuildError(Exception):
    """The new version cannot go live; the live index is as it was."""


class NothingFoundError(BuildError):
    """No article was found; faults are the first ones, fault_count counts all.

    passed_over counts what is no article and no fault by the reason.
    """

    def __init__(
        self, message: str, faults: Sequence[Fault], fault_count: int, passed_over: dict[str, int]
    ) -> None:
        self.faults, self.fault_count, self.passed_over = tuple(faults), fault_count, passed_over
        super().__init__(message)


def outcome(index_dir: Path, before: str | None) -> str:
    """Return which version is live now, in words; before is the one that was."""
    try:
        now = current_version(index_dir)
    except IndexUnavailableError as error:
        return f"which version is live is not known: {error}"
    if now != before:
        return f"the new version {now} is live"
    return "the live index is as it was" if now else "there is no live index yet"


@contextmanager
def new_version(index_dir: Path) -> Iterator[Path]:
    """Make the directory of a new version, and remove it again unless it goes live.

    Its name comes after all others, so that versions are in the order of their creation even where
    a clock was set back.
    """
    before = current_version(index_dir)
    moment = later_than(versions(index_dir), datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f"))
    directory = index_dir / f"{BUILDING}{moment}-{fingerprint()[:8]}"
    try:
        directory.mkdir()
        mark(directory)
        yield directory
    except OSError as error:
        if error.errno not in _NO_SPACE:
            raise
        raise BuildError(
            f"{index_dir}: no space left on the disk; free some and build again;"
            f" {outcome(index_dir, before)}"
        ) from error
    finally:
        with suppress(OSError):  # it is live, or the next build removes it
            remove(directory)


def seal(  # noqa: PLR0913  what a manifest says
    directory: Path,
    parts: Sequence[PartialSegment],
    *,
    copies: int,
    faults: int,
    torn: Mapping[str, tuple[int, int]],
    known: Mapping[str, tuple[int, int]] | None = None,
    made_by: str = "",
    seconds: float | None = None,
) -> Manifest:
    """Write everything to disk, and the manifest of a version with the segments parts.

    made_by and seconds are those of Manifest. known has length and checksum of the files that an
    older version shares with it: they are on disk already, and are not read again.
    """
    for part in parts:
        write_deletions(directory, part)
    write_toc(directory, parts)
    for path in directory.iterdir():
        if path.name not in (known or {}):
            sync(path)
    segments = as_one(parts)
    first, last = _span(segments)
    manifest = Manifest(
        schema=VERSION,
        analysis=fingerprint(),
        gazetteer=gazetteer.fingerprint(),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        articles=segments.documents,
        copies=copies,
        faults=faults,
        first=first,
        last=last,
        torn=dict(torn),
        segments=tuple(part.segment.name for part in parts),
        files=checksums(directory, known),
        made_by=made_by,
        seconds=seconds,
    )
    manifest.write(directory)
    return manifest


def _span(segments: Segments) -> tuple[date | None, date | None]:
    dated = segments.published[segments.published != NO_DATE]
    if not len(dated):
        return None, None
    first, last = (moment(int(each)) for each in (dated.min(), dated.max()))
    return first and first.date(), last and last.date()


def check(index_dir: Path, directory: Path, *, allow_shrink: bool) -> None:
    """Raise BuildError unless the sealed version in directory may go live.

    It must find its articles, and have enough of them.
    """
    opened = open_version(directory, name=directory.name)
    if lost := lost_articles(opened.segment):
        raise BuildError(
            f"the new index does not find its own articles ({', '.join(lost[:3])}); the live"
            " index is as it was"
        )
    now, before = opened.manifest.articles, _live_articles(index_dir)
    if not allow_shrink and now < before * _SHRINKING:
        raise BuildError(
            f"the new index has {now} articles, the live one {before}; if that is"
            " intended, add --allow-shrink; the live index is as it was"
        )


def go_live(index_dir: Path, directory: Path) -> str:
    """Make the checked version in directory live and return its name."""
    before = current_version(index_dir) or next(reversed(versions(index_dir)), None)
    name = directory.name.removeprefix(BUILDING)
    directory.rename(index_dir / name)
    sync(index_dir)
    activate(index_dir, name)
    prune(index_dir, keep={name, before})
    return name


def _live_articles(index_dir: Path) -> int:
    try:
        return Manifest.read(index_dir / (current_version(index_dir) or "")).articles
    except IndexUnavailableError:
        return 0
