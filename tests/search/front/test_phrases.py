"""How words are shown."""

import pytest

from search.front.beginnings import beginnings
from search.front.phrases import Phrases


@pytest.fixture
def phrases_of(make_index):
    """Return a function: the phrases around a stem in the headlines of an archive."""

    def phrases_of(stem, *titles):
        records = [{"id": f"a{n}", "title": title, "body": ""} for n, title in enumerate(titles)]
        finder = make_index(*records)._finder  # noqa: SLF001  behind the wall
        read = beginnings(finder.article(record["id"]) for record in records)
        return Phrases(read, [stem])

    return phrases_of


@pytest.mark.parametrize(
    ("titles", "shown"),
    [
        pytest.param(["هبوط الليرة", "الليرة اليوم", "ليرة"], "الليرة", id="the-commonest"),
        pytest.param(["الليرة التركية", "الليرة التركية تهبط"], "الليرة التركية", id="phrase"),
        pytest.param(["الليرة، التركية", "الليرة، التركية تهبط"], "الليرة", id="a-comma-parts"),
        pytest.param(["الليرة التركية", "ليرة لبنان", "الليرة"], "الليرة", id="no-one-phrase"),
        pytest.param(["والليرة", "بالليرة"], "", id="only-with-clitics"),
        pytest.param(["ليرتها", "ليرتها تهبط"], "", id="only-with-pronouns"),
    ],
)
def test_the_longest_phrase_of_most_articles_is_shown(phrases_of, titles, shown):
    """As it is printed most, without clitics."""
    phrases = phrases_of("~ليرة", *titles)
    assert phrases.printed(phrases.around("~ليرة")) == shown


def test_a_stem_that_nobody_prints_is_shown_as_nothing(phrases_of):
    """There is no form of it."""
    assert phrases_of("~ليرة", "خبر").printed(("~ليرة",)) == ""
