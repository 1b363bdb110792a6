"""What the front page draws and lists."""

from datetime import date, timedelta

import pytest

from search import Bar, Searcher
from web.components.front import HEIGHT, WIDTH, doors, spark


def days(*counts):
    """Return the bars of some days."""
    start = date(2018, 10, 1)
    return tuple(
        Bar(since=start + timedelta(n), until=start + timedelta(n), articles=count)
        for n, count in enumerate(counts)
    )


@pytest.mark.parametrize(
    ("counts", "path"),
    [
        pytest.param((0, 2, 1), "M0,22 48,2 96,12", id="three"),
        pytest.param((5, 5), "M0,2 96,2", id="level"),
        pytest.param((0, 0), "M0,22 96,22", id="nothing"),
        pytest.param((3,), "", id="one-day"),
        pytest.param((), "", id="no-day"),
    ],
)
def test_days_are_drawn_as_a_line(counts, path):
    """From left to right, the most articles at the top."""
    assert spark(days(*counts)) == path


def test_a_line_stays_inside_its_drawing():
    """However many days it has."""
    points = [point.split(",") for point in spark(days(*range(365)))[1:].split()]
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT for x, y in points)


def test_doors_have_the_most_named(sample_index):
    """Of each kind a few, goods and currencies behind one door."""
    searcher = Searcher(sample_index)
    archive = searcher.snapshot().archive()
    found = list(doors(archive))
    searcher.close()
    assert found[0].facets == ("country",)
    for door in found:
        assert 1 <= len(door.counts) <= 4
        named = {count for facet in door.facets for count in archive.counts(facet)}
        assert set(door.counts) <= named
        assert max(count.articles for count in named) == door.counts[0].articles


def test_an_archive_without_names_has_no_doors(make_index):
    """No heading stands over nothing."""
    assert list(doors(make_index("خبر").archive())) == []
