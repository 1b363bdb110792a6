"""Which searches found nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

from web.logs.reading import Logged
from web.logs.zero_hits import count

FOUND_NOTHING = Logged(
    time=datetime(2016, 11, 3, 12, tzinfo=UTC),
    route="pages.results",
    results=0,
    texts=("نفط",),
    suggested=False,
)


def counted(*requests, since=None):
    """Return texts with their counts."""
    return [(each.text, each.count) for each in count(requests, since).by_count]


def test_texts_come_most_frequent_first():
    """Of those with the same count the latest."""
    gas, oil = replace(FOUND_NOTHING, texts=("غاز",)), FOUND_NOTHING
    later = replace(gas, texts=("قمح",), time=datetime(2016, 11, 4, tzinfo=UTC))
    assert counted(gas, oil, later, oil) == [("نفط", 2), ("قمح", 1), ("غاز", 1)]


def test_only_what_a_reader_searched_for_in_vain_counts():
    """Not what was found, an article, a feed that asks every hour."""
    assert (
        counted(
            replace(FOUND_NOTHING, results=1),
            replace(FOUND_NOTHING, results=None),
            replace(FOUND_NOTHING, route="downloads.atom"),
            replace(FOUND_NOTHING, route="pages.article"),
            replace(FOUND_NOTHING, texts=()),
            replace(FOUND_NOTHING, texts=("  ",)),
        )
        == []
    )


def test_blanks_make_no_other_text():
    """Several texts of a comparison count each, once."""
    asked = replace(FOUND_NOTHING, route="trends.page", texts=("a  b", " a b", "c"))
    assert counted(asked, replace(FOUND_NOTHING, route="api.search", texts=("a b",))) == [
        ("a b", 2),
        ("c", 1),
    ]


def test_the_day_is_that_of_the_log():
    """From it on."""
    before = replace(FOUND_NOTHING, time=datetime(2016, 11, 2, 23, 59, tzinfo=UTC))
    assert counted(before, FOUND_NOTHING, since=date(2016, 11, 3)) == [("نفط", 1)]


def test_last_time_and_suggestions_are_told():
    """None, where no line tells of suggestions."""
    with_others = replace(FOUND_NOTHING, suggested=True, time=datetime(2016, 11, 2, tzinfo=UTC))
    (told,) = count([FOUND_NOTHING, with_others]).by_count
    assert (told.last, told.suggested) == (FOUND_NOTHING.time, 1)
    (told,) = count([replace(FOUND_NOTHING, suggested=None)]).by_count
    assert told.suggested is None


def test_what_the_log_does_not_tell_is_told():
    """Lines that are none, and searches without their texts."""
    tally = count([None, replace(FOUND_NOTHING, texts=None)])
    assert (tally.unread, tally.requests) == (1, 1)
    assert (tally.with_texts, tally.without_texts) == (False, True)


def test_a_search_without_a_text_says_nothing_of_the_log():
    """A page of filters alone looks the same whether or not texts are written down."""
    tally = count([replace(FOUND_NOTHING, texts=None), replace(FOUND_NOTHING, texts=())])
    assert (tally.with_texts, tally.without_texts) == (False, True)
