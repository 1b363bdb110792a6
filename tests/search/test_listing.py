"""List, count, facets and chart are of the same articles; near copies; what is around."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import Request, Searcher, Sort, listing
from tests.conftest import examples

STORY = (
    "أعلنت منظمة الدول المصدرة للنفط أوبك أنها ستخفض الإنتاج بمقدار مليون برميل يوميا ابتداء من"
    " الشهر المقبل، وقال وزير الطاقة إن القرار يهدف إلى استقرار السوق، وارتفعت أسعار النفط بعد"
    " الإعلان بأكثر من أربعة بالمئة في التعاملات الآسيوية، فيما تراجعت أسهم شركات الطيران."
)
OTHER = STORY.replace("مليون", "مليوني")
TEXTS = st.sampled_from(
    ["النفط", "أسعار النفط", "البنك أو الفائدة", "-النفط", "", "تاريخ:2020..", "زقزقة", "النف*"]
)
REQUESTS = st.builds(
    Request,
    text=TEXTS,
    grouped=st.booleans(),
    exact=st.booleans(),
    sort=st.sampled_from(Sort),
    since=st.none() | st.just(date(2018, 1, 1)),
    not_sections=st.sampled_from([(), ("طاقة",)]),
    page=st.integers(1, 3),
    size=st.sampled_from([3, 10, 50]),
)


@pytest.fixture(scope="module")
def archive(sample_index):
    """Return a searcher over the sample archive."""
    searcher = Searcher(sample_index)
    yield searcher
    searcher.close()


@settings(max_examples=examples(75))
@given(request_made=REQUESTS)
def test_all_that_is_told_of_a_result_agrees(archive, request_made):
    """Count = facets = chart = the list from its first page to its last."""
    page = archive.search(request_made)
    for facet in page.facets:
        assert sum(count.articles for count in facet.counts) == page.total
        assert all(count.articles for count in facet.counts)
    bars = page.timeline.bars
    assert sum(bar.articles for bar in bars) + page.timeline.undated == page.total
    assert all(one.until < other.since for one, other in pairwise(bars))
    listed = []
    for number in range(1, page.pages + 1):
        listed += archive.search(replace(request_made, page=number)).hits
    assert len(listed) == page.rows
    assert sum(1 + hit.similar for hit in listed) == page.total
    assert len({hit.id for hit in listed}) == len(listed)


@pytest.fixture
def wire(make_index):
    """Return a searcher over a story, two near copies of it, an identical one, and others."""
    return make_index(
        {"id": "late", "body": OTHER, "published": "2023-05-08", "source": "ب"},
        {"id": "first", "body": STORY, "published": "2023-05-07", "source": "أ", "title": "أوبك"},
        {"id": "undated", "body": STORY.replace("الطاقة", "النفط"), "source": "ج"},
        {"id": "same", "body": STORY, "title": "أوبك", "published": "2023-05-09", "source": "د"},
        {"id": "oil", "body": "سعر النفط في السوق اليوم، أوبك تخفض الإنتاج", "source": "أ"},
        {"id": "gold", "body": "سعر الذهب يرتفع", "published": "2024-01-01", "source": "أ"},
    )


def test_near_copies_are_folded_under_the_earliest(wire):
    """The list shows one of them and how many more; the count is of all."""
    page = wire.search(Request(text="أوبك"))
    assert (page.hits[0].id, page.hits[0].similar, page.hits[0].copies) == ("first", 2, 1)
    assert (page.total, page.rows) == (4, 2)
    unfolded = wire.search(Request(text="أوبك", grouped=False))
    assert {hit.id for hit in unfolded.hits} == {"first", "late", "undated", "oil"}
    assert (unfolded.total, unfolded.rows) == (4, 4)


def test_a_near_copy_that_is_found_alone_is_shown(wire):
    """A filter that leaves out the earliest leaves the next."""
    page = wire.search(Request(text="أوبك", sources=("ب",)))
    assert [(hit.id, hit.similar) for hit in page.hits] == [("late", 0)]


def test_short_and_different_articles_have_no_near_copies(wire):
    """A price of the day is not the price of the next."""
    assert wire.surroundings("gold", Request()).similar == ()


def test_what_stands_around_an_article(wire):
    """Its identical copy, its near copies the earliest first, what is about the same."""
    around = wire.surroundings("first", Request(text="أوبك"))
    assert [(each.id, each.source) for each in around.identical] == [("same", "د")]
    assert [each.id for each in around.similar] == ["late", "undated"]
    assert [each.id for each in around.related] == ["oil"]
    assert (around.previous, around.following.id) == (None, "oil")
    assert wire.surroundings("nobody", Request()) is None


def test_without_a_query_an_article_has_no_neighbours(wire):
    """There is no list that it stands in."""
    around = wire.surroundings("oil", Request())
    assert (around.previous, around.following) == (None, None)


def test_facets_and_exclusions(wire):
    """Counts by source, and what is left without one."""
    page = wire.search(Request(text="أوبك", grouped=False))
    sources = {count.value: count.articles for count in page.facets[0].counts}
    assert sources == {"أ": 2, "ب": 1, "ج": 1}
    left = wire.search(Request(text="أوبك", grouped=False, not_sources=("أ",)))
    assert {hit.source for hit in left.hits} == {"ب", "ج"}


@pytest.mark.parametrize(
    ("first", "last", "unit", "bars"),
    [
        pytest.param("2023-05-01", "2023-05-31", "day", 31, id="a-month"),
        pytest.param("2023-01-01", "2023-12-31", "week", 53, id="a-year"),
        pytest.param("2020-01-31", "2023-12-01", "month", 48, id="four-years"),
        pytest.param("1999-12-31", "2023-01-01", "year", 25, id="decades"),
    ],
)
def test_the_unit_of_a_chart_fits_its_span(make_index, first, last, unit, bars):
    """Days, weeks, months or years, without gaps."""
    searcher = make_index(
        {"id": "a", "body": "النفط", "published": first},
        {"id": "b", "body": "النفط", "title": "ب", "published": last},
        {"id": "c", "body": "النفط", "title": "ج"},
    )
    chart = searcher.search(Request(text="النفط")).timeline
    assert (chart.unit, len(chart.bars), chart.undated) == (unit, bars, 1)
    assert chart.bars[0].since <= date.fromisoformat(first) <= chart.bars[0].until
    assert chart.bars[-1].since <= date.fromisoformat(last) <= chart.bars[-1].until
    assert (chart.bars[0].articles, chart.bars[-1].articles) == (1, 1)


def test_trends_count_and_share(wire):
    """Of each query in each bar, and of all that was printed then."""
    told = wire.trends(["أوبك", "الذهب"], Request(), unit="year")
    assert [(bar.since.year, bar.articles) for bar in told.bars] == [(2023, 2), (2024, 1)]
    assert [trend.articles for trend in told.trends] == [(2, 0), (0, 1)]
    assert [trend.shares for trend in told.trends] == [(1.0, 0.0), (0.0, 1.0)]
    assert [trend.total for trend in told.trends] == [4, 1]


def test_trends_of_nothing_have_no_bars(wire):
    """And no division by it."""
    told = wire.trends(["زقزقة"], Request())
    assert (told.bars, told.trends[0].total) == ((), 0)


def test_a_query_that_takes_too_long_is_answered_in_part(wire, monkeypatch):
    """And the page says so."""
    monkeypatch.setattr(listing, "SECONDS", -1.0)
    page = wire.search(Request(text="أوبك الذهب"))
    assert "partial" in page.notes
    monkeypatch.undo()
    assert "partial" not in wire.search(Request(text="أوبك الذهب")).notes


def test_chips_are_the_parts_of_the_query(wire):
    """Each leads to the query without it."""
    page = wire.search(Request(text="أوبك (سعر أو أسعار) -الذهب", page=1))
    assert [chip.text for chip in page.chips] == ["أوبك", "(سعر أو أسعار)", "-الذهب"]
    assert [chip.without.text for chip in page.chips] == [
        "(سعر أو أسعار) -الذهب",
        "أوبك -الذهب",
        "أوبك (سعر أو أسعار)",
    ]
    assert wire.search(Request()).chips == ()


def test_the_name_of_a_source_offers_its_filter(make_index):
    """Who types رويترز may want what it printed."""
    searcher = make_index(
        {"id": "a", "body": "قالت رويترز إن النفط ارتفع", "source": "الأهرام"},
        {"id": "b", "body": "سعر الذهب", "source": "رويترز", "section": "معادن"},
    )
    (offer,) = searcher.search(Request(text="رويترز")).offers
    assert (offer.kind, offer.request.sources, offer.total) == ("source", ("رويترز",), 1)
    (section,) = searcher.search(Request(text="مَعادن")).offers
    assert (section.kind, section.request.sections) == ("section", ("معادن",))


def test_an_empty_result_names_its_rarest_word(wire):
    """One click leaves it out."""
    page = wire.search(Request(text='"سعر الذهب" أوبك', synonyms=False))
    kinds = {wider.kind: wider for wider in page.relaxations}
    assert page.total == 0
    assert (kinds["rarest"].dropped, kinds["rarest"].total) == ("أوبك", 1)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(Request(text='"أوبك الذهب"', since=date(2030, 1, 1)), id="phrase-and-date"),
        pytest.param(Request(text="الذهب", sources=("ب",), until=date(2000, 1, 1)), id="filters"),
        pytest.param(Request(text="عنوان:الذهب"), id="field"),
        pytest.param(Request(text="ذهبي", exact=True, since=date(2030, 1, 1)), id="exact-and-date"),
    ],
)
def test_what_no_single_change_finds_the_widest_does(wire, asked):
    """A page says that nothing is found by any word only where that is so."""
    (widest,) = wire.search(asked).relaxations
    assert (widest.kind, widest.request.filtered, widest.request.exact) == ("widest", False, False)
    assert wire.search(widest.request).complete == widest.total
