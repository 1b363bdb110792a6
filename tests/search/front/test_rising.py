"""Words and names that rise."""

from datetime import timedelta

import pytest

from tests.search.front.conftest import LAST, a_week, quiet

YEAR = quiet(3, LAST - timedelta(20))


def news_of(*words, day=2):
    """Return eight records, by two sources, that begin with some words."""
    rests = (
        "بعد صيف طويل", "كما قال خبراء", "حسب بيانات رسمية", "في رأي المزارعين", "قبل بدء الموسم",
        "وفق دراسة جامعية", "منذ افتتاح الجسر", "رغم برودة الطقس",
    )  # fmt: skip
    return [
        {
            "id": f"n{number}",
            "source": ("النهار", "الأفق")[number % 2],
            "published": (LAST - timedelta(day)).isoformat(),
            "title": f"{words[number % len(words)]} {rest}",
            "body": "",
        }
        for number, rest in enumerate(rests)
    ]


@pytest.fixture
def risen(make_index):
    """Return a function that indexes records after a year of quiet news: what rises, by text."""

    def risen(records):
        searcher = make_index(*YEAR, *a_week(), *records)
        return {each.text: each for each in searcher.front().rising}

    return risen


def test_what_is_counted_is_what_its_request_finds(make_index):
    """In the span, against the year before it."""
    searcher = make_index(*YEAR, *a_week(), *news_of("الكافيار"))
    front = searcher.front()
    assert front.rising
    for each in front.rising:
        page = searcher.search(each.request)
        assert page.total_matching_all == each.articles >= 3
        assert each.articles >= 2 * each.usual
        assert (page.request.filters.since, page.request.filters.until) == (front.since, LAST)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param(["الكافيار"], "الكافيار", id="with-article"),
        pytest.param(["الكافيار", "والكافيار", "بالكافيار"], "الكافيار", id="without-clitics"),
        pytest.param(["الشحن البحري"], "الشحن البحري", id="phrase"),
        pytest.param(["محمد حسن العمري"], "محمد حسن العمري", id="name-of-three"),
    ],
)
def test_a_word_is_shown_as_it_is_printed_most(risen, words, shown):
    """In the phrase that most articles print, and once."""
    found = risen(news_of(*words))
    assert [text for text in found if set(text.split()) & set(shown.split())] == [shown]


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("أكتوبر", id="month"),
        pytest.param("تشرين الأول", id="month-of-two-words"),
        pytest.param("الأربعاء", id="weekday"),
        pytest.param("أسبوع", id="time"),
        pytest.param("2018", id="number"),
        pytest.param("عندما", id="stop-word"),
        pytest.param("استبعد", id="verb"),
    ],
)
def test_what_tells_no_news_does_not_rise(risen, word):
    """Times, numbers, stop words, verbs."""
    found = risen(news_of(word))
    assert not any(set(text.split()) & set(word.split()) for text in found)


def test_the_manner_of_one_source_does_not_rise(risen):
    """A word that only one of several sources prints is no news."""
    one = [{**record, "source": "النهار"} for record in news_of("الكافيار")]
    assert "الكافيار" not in risen(one)


def test_what_is_usual_does_not_rise(risen):
    """As many articles have it as in the year before."""
    assert not {"مصنع", "مصانع"} & set(risen(news_of("مصنع")))


def test_the_same_news_rises_once(risen):
    """Of words that the same articles have, one is shown."""
    found = risen(news_of("الكافيار يصل من قزوين"))
    assert len(found) == 1


def test_a_name_leads_to_the_articles_that_name_it(risen):
    """Names of countries, people and companies are counted as names."""
    found = risen(news_of("أوبك"))
    assert found["أوبك"].facet == "institution"
    assert found["أوبك"].request.text == ""


def test_without_a_year_before_nothing_can_rise(make_index):
    """There is nothing to compare with."""
    assert make_index(*a_week(), *news_of("الكافيار")).front().rising == ()
