"""How often a paragraph must be seen, and where, before it is boilerplate."""

import pytest

from index.articles.repetition import sightings
from index.articles.repetition.sightings import ENOUGH, Sightings


def seen_at(*numbers, name=False):
    """Return what is known of a paragraph at the edges of articles of a source."""
    seen = Sightings()
    for number in numbers:
        seen.add(7, number + 1, number, name=name)
    return seen


@pytest.mark.parametrize(
    ("numbers", "boilerplate"),
    [
        pytest.param(range(4), False, id="too-few"),
        pytest.param(range(5), True, id="every-article"),
        pytest.param(range(0, 50, 10), False, id="an-affair-of-some-days"),
        pytest.param(range(0, 60, 5), False, id="a-longer-affair"),
        pytest.param(range(0, 250, 50), True, id="now-and-then-for-long"),
        pytest.param([0, 3, 6, 9, 40, 150], True, id="at-last"),
    ],
)
def test_boilerplate_is_in_every_article_or_never_ends(numbers, boilerplate):
    """What recurs in some articles for a while is the background of an affair."""
    assert seen_at(*numbers).is_boilerplate(7) == boilerplate


@pytest.mark.parametrize(
    ("numbers", "boilerplate"),
    [
        pytest.param(range(5), True, id="every-article"),
        pytest.param(range(0, 5000, 50), False, id="a-columnist"),
        pytest.param([0, 200, 400, *range(600, 606)], True, id="every-article-from-now-on"),
    ],
)
def test_a_name_is_boilerplate_in_every_article_only(numbers, boilerplate):
    """A columnist's name ends an article a week for ever."""
    assert seen_at(*numbers, name=True).is_boilerplate(7) == boilerplate


def test_an_article_counts_once():
    """However often it is read."""
    seen = Sightings()
    for _ in range(ENOUGH):
        seen.add(7, 1, 0)
    assert seen.articles(7) == (1,)


def test_what_stands_in_the_middle_is_text():
    """From the second time on, and for ever."""
    seen = seen_at(0, 1)
    seen.add_text(7, 3, 2, again=True)
    for number in range(3, 9):
        seen.add(7, number + 1, number)
    assert not seen.is_boilerplate(7)


def test_what_is_boilerplate_stays_so():
    """Also where an article prints it in its middle."""
    seen = seen_at(*range(5))
    seen.add_text(7, 9, 8, again=True)
    assert seen.is_boilerplate(7)


def test_what_was_not_seen_for_long_is_forgotten(monkeypatch):
    """The memory is bounded."""
    monkeypatch.setattr(sightings, "_REMEMBERED", 2)
    seen = Sightings()
    for key in (1, 2, 1, 3):
        seen.add(key, key, 0)
    assert [key for key, _ in seen] == [1, 3]


def test_it_goes_on_from_what_was_known():
    """As if it had not been interrupted."""
    again = Sightings(list(seen_at(0, 1, 2)))
    again.add(7, 4, 3)
    again.add(7, 5, 4)
    assert list(again) == list(seen_at(*range(5)))
