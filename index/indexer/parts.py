"""The segments of a version: those it shares with the one before, and its own, merged if many."""

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.codec.deletions import PartialSegment
from index.codec.merger import merge, to_merge
from index.codec.segment import Segment, next_segment


def numbered(segments: Iterable[tuple[Segment, NDArray[np.int64]]]) -> list[PartialSegment]:
    """Return what remains of segments, numbered one after the other, without empty ones."""
    parts: list[PartialSegment] = []
    for segment, deleted in segments:
        first = parts[-1].first + parts[-1].documents if parts else 0
        part = PartialSegment(segment, deleted, first)
        if part.documents:
            parts.append(part)
    return parts


def gathered(
    parts: list[PartialSegment], own: str, before: Path | None, directory: Path
) -> list[PartialSegment]:
    """Put the files of parts into a version and return them; the youngest are merged if many.

    own is the segment that was written for this version, the other ones are in the directory
    before; None for a new index, which keeps nothing that was removed.
    """
    merged = _merged(parts, is_new=before is None)
    stay, small = parts[: len(parts) - merged], parts[len(parts) - merged :]
    for part in stay:
        if before and part.segment.name != own:
            _link(before, directory, part.segment.name)
    if small:
        name = next_segment([*(part.segment.name for part in parts), own])
        merge(directory, name, small)
        stay += numbered([(Segment(directory, name), np.zeros(0, np.int64))])
    if own not in {part.segment.name for part in stay}:
        for path in directory.glob(f"{own}.*"):
            path.unlink()
    return numbered((part.segment, part.deleted) for part in stay)


def _merged(parts: Sequence[PartialSegment], *, is_new: bool) -> int:
    """Return how many of the last segments are merged."""
    if is_new:
        return sum(len(part.deleted) > 0 for part in parts)
    if not parts:
        return 0
    return to_merge([p.documents for p in parts], [p.segment.documents for p in parts])


def _link(source: Path, target: Path, segment: str) -> None:
    """Put the files of a segment into another version, as hard links if the system has them."""
    for path in source.glob(f"{segment}.*"):
        if not path.name.endswith(".deletions.npy"):
            try:
                os.link(path, target / path.name)
            except OSError:
                shutil.copyfile(path, target / path.name)
