"""The stories of the last days."""

from datetime import timedelta

from tests.search.front.conftest import DATES, LAST, PORT, a_week, told

AGAIN = [("النهار", day, f"مزاد الخيل العربية {day}",
          f"باع مزاد الخيل العربية في الشارقة فرسا بمبلغ {day}00 ألف درهم، {more}.")
         for day, more in ((2, "واشتراها مربّ من الكويت"), (3, "وحضره ملاك من تسع دول"),
                           (4, "وتنافس عليها ثلاثة ملاك حتى آخر الليل"))]  # fmt: skip


def test_what_most_sources_tell_is_first(news):
    """A story is told in numbers: sources, articles, the days of the week."""
    first, second = news.front().stories
    assert (first.sources, first.articles) == (3, 3)
    assert (second.sources, second.articles) == (2, 2)
    assert [bar.articles for bar in first.days] == [0, 1, 1, 1, 0, 0, 0]
    assert first.days[0].since == LAST - timedelta(6)


def test_its_articles_are_each_listed_once(news):
    """The central one is at the head, and the first to be printed is named."""
    story = news.front().stories[0]
    titles = [story.central.title, *(other.title for other in story.others)]
    assert sorted(titles) == sorted(title for _, _, title, _ in PORT)
    assert story.first.source == "النهار"
    assert story.lead.text


def test_articles_of_one_source_are_a_story_if_there_are_three(make_index):
    """Two are not, nor are near duplicates."""
    two = make_index(*a_week(), *told(AGAIN[:2]))
    assert two.front().stories == ()
    (story,) = make_index(*a_week(), *told(AGAIN), name="three").front().stories
    assert (story.sources, story.articles) == (1, 3)


def test_copies_that_were_left_out_count(make_index):
    """An agency's story that two papers print word for word has two sources."""
    first, _ = told(DATES)
    copy = {**first, "id": "copy", "source": "الميدان"}
    (story,) = make_index(*a_week(), first, copy).front().stories
    assert (story.sources, story.articles) == (2, 2)
    assert story.others == ()


def test_what_is_told_weeks_apart_is_no_story(make_index):
    """A story is of some days."""
    early, late = told(DATES)
    early["published"] = (LAST - timedelta(25)).isoformat()
    month = [
        {**record, "published": (LAST - timedelta(n)).isoformat()}
        for n, record in enumerate(a_week())
    ]
    assert make_index(*month, early, late).front().stories == ()
