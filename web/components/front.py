"""The front page: the days of its stories as lines, and the doors to what articles name."""

from collections.abc import Iterator
from dataclasses import dataclass

from search import Archive, Bar, Count

#: The units of the line of a story, which the page scales, and the room above and below it.
WIDTH, HEIGHT = 96, 24
_MARGIN = 2
#: The facets behind each door, whose name is that of the first; and the names that it shows.
_DOORS = (
    ("country",),
    ("institution",),
    ("company",),
    ("commodity", "currency"),
    ("person",),
    ("indicator",),
)
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Door:
    """Facets with the names that most articles have."""

    facets: tuple[str, ...]
    counts: tuple[Count, ...]


def spark(days: tuple[Bar, ...]) -> str:
    """Return the path of a line over the articles of each day, "" for less than two days.

    >>> from datetime import date
    >>> days = [Bar(since=date(2018, 1, n), until=date(2018, 1, n), articles=n) for n in (1, 2, 3)]
    >>> spark(tuple(days))
    'M0,15.3 48,8.67 96,2'
    """
    if len(days) < 2:  # noqa: PLR2004  a line has two ends
        return ""
    most = max(*(day.articles for day in days), 1)
    room = HEIGHT - 2 * _MARGIN
    points = (
        f"{WIDTH * place / (len(days) - 1):g},{HEIGHT - _MARGIN - room * day.articles / most:.3g}"
        for place, day in enumerate(days)
    )
    return f"M{' '.join(points)}"


def doors(archive: Archive) -> Iterator[Door]:
    """Yield the doors behind which an archive has names."""
    for facets in _DOORS:
        counts = [count for facet in facets for count in archive.counts(facet)]
        most = sorted(counts, key=lambda count: (-count.articles, count.value))[:_NAMED]
        if most:
            yield Door(facets, tuple(most))
