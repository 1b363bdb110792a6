"""Which articles tell one story."""

import pytest

from search import Request, Window
from search.front.beginnings import beginnings
from search.front.grouping import central, grouped
from tests.search.front.conftest import DATES, PORT, a_week, told


@pytest.fixture
def group(make_index):
    """Return a function that indexes records among others and returns the groups of all."""

    def group(records):
        finder = make_index(*a_week(), *records)._finder  # noqa: SLF001  behind the wall
        wanted = [finder.article(record["id"]) for record in records]
        return grouped(beginnings(wanted), finder.statistics), finder.statistics

    return group


def ids(groups):
    """Return the ids of the articles of each group."""
    return sorted(sorted(each.article.headline.id for each in one) for one in groups)


def test_stories_come_apart(group):
    """Each article is in one group, with those that tell the same."""
    port, dates = told(PORT, "port"), told(DATES, "dates")
    groups, _ = group([*port, *dates])
    assert ids(groups) == sorted(sorted(each["id"] for each in story) for story in (port, dates))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("أرباح مصرف الوادي في الربع", "أرباح مطاحن الساحل تنخفض", id="one-word"),
        pytest.param("وفي عام 2018 ما قيل", "وفي عام 2018 ما كان", id="stop-words-and-numbers"),
    ],
)
def test_little_in_common_makes_no_story(group, one, other):
    """Articles that say the same say it in more than a word."""
    more = (
        "، وتعتزم الإدارة توسيع المستودعات وشراء شاحنات مبردة قبل الصيف.",
        "، فيما طلب المدققون إيضاحات عن قروض الفروع البعيدة وأثاثها.",
    )
    records = [
        {"id": name, "title": title, "body": title + rest, "published": "2018-10-18"}
        for name, title, rest in zip("ab", (one, other), more, strict=True)
    ]
    groups, _ = group(records)
    assert ids(groups) == [["a"], ["b"]]


def test_the_central_article_is_one_of_the_group(group):
    """The one that has most in common with the others."""
    groups, statistics = group(told(PORT))
    (port,) = groups
    assert central(port, statistics) in port
    assert central(port[:1], statistics) is port[0]


def test_every_article_is_in_exactly_one_group(news):
    """Nothing is lost and nothing doubled."""
    finder = news._finder  # noqa: SLF001  behind the wall
    page = news.search(Request(window=Window(size=50)))
    read = beginnings(finder.article(hit.headline.id) for hit in page.hits)
    groups = grouped(read, finder.statistics)
    assert sorted(each.article.headline.id for one in groups for each in one) == sorted(
        hit.headline.id for hit in page.hits
    )
