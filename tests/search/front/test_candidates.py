"""What may rise."""

import random
from datetime import timedelta

import pytest

from search import Request, Window
from search.front.beginnings import beginnings
from search.front.candidates import candidates
from search.front.surprise import Sizes
from tests.search.front.conftest import LAST, a_week, quiet
from tests.search.front.test_rising import news_of


@pytest.fixture
def chosen(make_index):
    """Return a function that indexes records of the last week: the candidates, by text."""

    def chosen(records):
        searcher = make_index(*quiet(3, LAST - timedelta(20)), *a_week(), *records)
        finder = searcher._finder  # noqa: SLF001  behind the wall
        week = searcher.search(
            Request(text="تاريخ:2018-10-14..2018-10-20", grouped=False, window=Window(size=50))
        )
        read = beginnings(finder.article(hit.headline.id) for hit in week.hits)
        sizes = Sizes(len(read), 100)
        found = list(candidates(read, finder.statistics, sizes))
        return {each.text: each for each in found[::-1]}  # of equal texts the name, which is first

    return chosen


def test_words_and_names_are_candidates(chosen):
    """With the articles of the span that have them."""
    found = chosen(news_of("أوبك في مؤتمر الكافيار"))
    assert len(found["مؤتمر الكافيار"].articles) == 8
    assert found["أوبك"].facet == "institution"


def test_a_name_or_a_phrase_tells_more_than_a_word(chosen):
    """So that it is shown where both are the same news."""
    one = chosen(news_of("الكافيار"))["الكافيار"]
    assert chosen(news_of("أوبك"))["أوبك"].tells > one.tells
    assert chosen(news_of("الكافيار الروسي"))["الكافيار الروسي"].tells > one.tells


def test_a_word_of_two_articles_is_none(chosen):
    """Two articles are no news."""
    assert "الكافيار" not in chosen(news_of("الكافيار")[:2])


def test_what_the_archive_always_has_is_none(chosen):
    """It has no more of it than the year."""
    assert "مصنع" not in chosen(news_of("مصنع")[:3])


def test_forms_of_a_lexeme_are_kin(chosen):
    """So that سعودي and السعودية do not rise side by side."""
    found = chosen(news_of("الكافيار"))["الكافيار"]
    assert found.lexemes <= found.kin


def test_what_all_articles_have_is_none(make_index):
    """Even where the span has many more articles than are read, which all seem to be of before."""
    chance = random.Random(5)  # noqa: S311  texts that have nothing in common
    records = [
        {"id": f"{number}", "title": "نمو", "body": f"نمو {_words(chance, 12)}"}
        for number in range(200)
    ]
    finder = make_index(*records)._finder  # noqa: SLF001  behind the wall
    read = beginnings(finder.article(f"{number}") for number in range(8))
    assert finder.statistics.articles == len(records)
    assert list(candidates(read, finder.statistics, Sizes(len(records) - 20, 20))) == []


def _words(chance, count):
    return " ".join("".join(chance.choices("بتجدرسعفقكلمن", k=5)) for _ in range(count))
