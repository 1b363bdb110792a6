"""The list of a plan: what it counts, what it folds, and its order."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.schema import NAMED_FACETS
from search import Filters, Label, Request, Searcher, Sort, Window
from search.engine.listing import collector
from tests.conftest import examples, ids

TEXTS = st.sampled_from(
    (
        "النفط", "أسعار النفط", "البنك أو الفائدة", "-النفط", "", "تاريخ:2020..", "زقزقة", "النف*",
        "بلد:السعودية", "نفط -بلد:(مصر أو قطر)", "مبلغ:>1مليون", "نسبة:..5% النفط", "5 في المئة",
        "-كمية:>1 برميل", "عنوان:(نسبة:>1)",
    )
)  # fmt: skip
#: Facets of which an article may have several values: their counts add up to more.
SEVERAL = frozenset(facet.name for facet in NAMED_FACETS)
REQUESTS = st.builds(
    Request,
    text=TEXTS,
    grouped=st.booleans(),
    exact=st.booleans(),
    sort=st.sampled_from(Sort),
    filters=st.builds(
        Filters,
        since=st.none() | st.just(date(2018, 1, 1)),
        included=st.sampled_from([(), (Label("country", "السعودية"), Label("country", "مصر"))]),
        excluded=st.sampled_from([(), (Label("section", "طاقة"), Label("commodity", "الذهب"))]),
    ),
    window=st.builds(Window, page=st.integers(1, 3), size=st.sampled_from([3, 10, 50])),
)


@pytest.fixture(scope="module")
def archive(sample_index):
    """Return a snapshot of the sample archive."""
    searcher = Searcher(sample_index)
    yield searcher.snapshot()
    searcher.close()


@settings(max_examples=examples(75))
@given(request_made=REQUESTS)
def test_all_that_is_told_of_a_result_agrees(archive, request_made):
    """The total, each facet, the timeline and the pages of the list count the same articles."""
    page = archive.search(request_made)
    for facet in page.facets:
        total = sum(count.articles for count in facet.counts) + facet.others
        assert total >= page.total if facet.name in SEVERAL else total == page.total
        assert all(count.articles for count in facet.counts)
    bars = page.timeline.bars
    assert sum(bar.articles for bar in bars) + page.timeline.undated == page.total
    assert all(one.until < other.since for one, other in pairwise(bars))
    exported = archive.export(replace(request_made, window=Window()), page.total or 1)
    assert exported.total == page.total == len(list(exported.records))
    if page.total_matching_all == page.total:
        compared = archive.trends([request_made.text], request_made)
        assert compared.trends[0].total == page.total
    listed = []
    for number in range(1, page.pages + 1):
        listed += archive.search(request_made.at(number)).hits
    assert len(listed) == page.rows
    assert sum(1 + hit.near_duplicates for hit in listed) == page.total
    assert len({hit.headline.id for hit in listed}) == len(listed)
    exported = archive.export(request_made, 1000)
    assert exported.total == page.total == sum(1 for _ in exported.records)


def test_near_duplicates_are_folded_under_the_earliest(wire):
    """The list shows the earliest and the number of others; the total counts them all."""
    page = wire.search(Request(text="أوبك"))
    first = page.hits[0]
    assert (first.headline.id, first.near_duplicates, first.headline.copies) == ("first", 2, 1)
    assert (page.total, page.rows) == (4, 2)
    unfolded = wire.search(Request(text="أوبك", grouped=False))
    assert set(ids(unfolded)) == {"first", "late", "undated", "oil"}
    assert (unfolded.total, unfolded.rows) == (4, 4)


def test_a_near_duplicate_that_is_found_alone_is_shown(wire):
    """If a filter excludes the earliest near duplicate, the next one is shown."""
    page = wire.search(Request(text="أوبك", filters=Filters().add(Label("source", "ب"))))
    assert [(hit.headline.id, hit.near_duplicates) for hit in page.hits] == [("late", 0)]


def test_a_query_that_takes_too_long_is_answered_in_part(wire, monkeypatch):
    """A query that reaches the time limit has the note "partial"."""
    monkeypatch.setattr(collector, "SECONDS", -1.0)
    page = wire.search(Request(text="أوبك الذهب"))
    assert "partial" in page.notes
    monkeypatch.undo()
    assert "partial" not in wire.search(Request(text="أوبك الذهب")).notes


def test_newest_and_oldest(many):
    """Articles without a date come last in both orders."""
    newest = ids(many.search(Request(text="النفط", sort=Sort.NEWEST, window=Window(size=25))))
    oldest = ids(many.search(Request(text="النفط", sort=Sort.OLDEST, window=Window(size=25))))
    dated = [f"a{n:02}" for n in range(25) if n % 3]
    assert newest[: len(dated)] == dated[::-1]
    assert oldest[: len(dated)] == dated
    assert sorted(newest[len(dated) :]) == sorted(oldest[len(dated) :])


def test_those_that_hold_most_words_follow(make_index):
    """If few articles match all words, those that match most of them follow."""
    searcher = make_index("نفط غاز ذهب", "نفط غاز", "نفط", "قمح")
    page = searcher.search(Request(text="نفط غاز ذهب"))
    assert (ids(page), page.total, page.total_matching_all) == (["0", "1", "2"], 3, 1)
    excluded = searcher.search(Request(text="نفط غاز -ذهب"))
    assert ids(excluded) == ["1", "2"]
    phrase = searcher.search(Request(text='"نفط غاز" قمح ذهب'))
    assert ids(phrase)[0] == "0"
    assert "3" not in ids(phrase)


def test_what_fits_far_better_comes_before_what_only_is_complete(make_index):
    """Completeness counts, but a story on most of the words beats one that names all in passing."""
    story = "استقالة محافظ البنك: قدم محافظ البنك استقالته، واستقالة المحافظ فورية"
    passing = (
        "أسهم وسندات ومعادن " * 40 + "محافظ " + "سكر وقمح وذرة " * 40 + "البنك المركزي واستقالة"
    )
    searcher = make_index(passing, story, "قمح", "سكر")
    page = searcher.search(Request(text="استقالة محافظ البنك المركزي"))
    assert [(hit.headline.id, hit.missing) for hit in page.hits] == [("1", ("المركزي",)), ("0", ())]
    by_date = searcher.search(Request(text="استقالة محافظ البنك المركزي", sort=Sort.NEWEST))
    assert ids(by_date) == ["0", "1"]


def test_what_matches_all_is_on_the_first_pages(make_index):
    """However well others fit: of two words before them, of more among the first twenty."""
    others = [f"محافظ البنك المركزي: محافظ البنك المركزي {n}" for n in range(40)]
    passing = "أسهم وسندات ومعادن " * 40 + "محافظ " + "سكر وقمح " * 40 + "البنك المركزي واستقالة"
    searcher = make_index(passing, *others)
    page = searcher.search(Request(text="استقالة محافظ البنك المركزي", window=Window(size=20)))
    assert "0" in ids(page)
    assert ids(searcher.search(Request(text="محافظ استقالة")))[0] == "0"


def test_a_word_that_is_there_is_not_missing_because_its_neighbour_is(make_index):
    """Words that are one name for others are told one by one."""
    searcher = make_index("نفط المركزيالسوداني خبر", "محافظ البنك المركزي يقدم استقالة")
    page = searcher.search(Request(text="استقالة المركزي السوداني"))
    assert {hit.headline.id: hit.missing for hit in page.hits}["1"] == ("السوداني",)


def test_a_word_under_another_name_is_not_missing(make_index):
    """What is said to be missing is neither there as typed nor under a synonym."""
    searcher = make_index("قرض صندوق النقد الدولي لمصر", "قرض صندوق النقد الدولي")
    page = searcher.search(Request(text="قرض IMF مصر"))
    assert {hit.headline.id: hit.missing for hit in page.hits} == {"0": (), "1": ("مصر",)}


def test_enough_complete_hits_stand_alone(make_index):
    """If enough articles match the whole query, no others follow."""
    searcher = make_index(*[f"نفط غاز {n}" for n in range(12)], "نفط وحده")
    page = searcher.search(Request(text="نفط غاز"))
    assert page.total == page.total_matching_all == 12


def test_an_empty_query_browses_newest_first(many):
    """Without words and filters the archive is listed, newest first."""
    page = many.search(Request())
    assert page.total == 25
    assert (page.order, ids(page)[0]) == (Sort.NEWEST, "a23")
    assert many.search(Request(filters=Filters().add(Label("source", "رويترز")))).total == 13


def test_only_exclusions_browse_newest_first(many):
    """A query of exclusions lists all other articles, newest first."""
    page = many.search(Request(text="-زقزقة"))
    assert (page.order, page.orders) == (Sort.NEWEST, (Sort.NEWEST, Sort.OLDEST))
    assert ids(page)[0] == "a23"
