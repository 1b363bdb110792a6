"""What the articles of a version have shown of the paragraphs that a source repeats.

    seen.json           the habits of each source
    seen.keys.npy       the paragraphs that are remembered, uint64
    seen.marks.npy      for each its first article, and the marks of those that hold it, uint32

An update goes on from it, and so marks what a build of the same articles would mark.
"""

import json
from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from index.articles.repetition.marking import Habits, Seen
from index.articles.repetition.sightings import ENOUGH, Sighting
from index.codec.arrays import read_array, write_array

_HABITS, _KEYS, _MARKS = "seen.json", "seen.keys.npy", "seen.marks.npy"


def write_seen(seen: Seen, directory: Path) -> None:
    """Write what was seen into the directory of a new version."""
    habits = {
        source: (each.number, each.articles, each.rows) for source, each in seen.habits.items()
    }
    (directory / _HABITS).write_text(json.dumps(habits), "utf-8")
    marks = array("I")
    for _, (first, articles) in seen.sightings:
        marks.extend((first, *articles, *(0,) * (ENOUGH - len(articles))))
    write_array(directory / _KEYS, np.array([key for key, _ in seen.sightings], np.uint64))
    write_array(directory / _MARKS, np.array(marks, np.uint32))


def read_seen(directory: Path) -> Seen:
    """Return what write_seen wrote; raises OSError or ValueError if it is missing or damaged."""
    habits = json.loads((directory / _HABITS).read_text("utf-8"))
    return Seen(
        list(_sightings(directory)),
        {source: Habits(*counts) for source, counts in habits.items()},
    )


def _sightings(directory: Path) -> Iterator[tuple[int, Sighting]]:
    keys = read_array(directory / _KEYS).tolist()
    marks = read_array(directory / _MARKS).reshape(-1, 1 + ENOUGH).tolist()
    for key, (first, *articles) in zip(keys, marks, strict=True):
        yield key, Sighting(first, tuple(mark for mark in articles if mark))
