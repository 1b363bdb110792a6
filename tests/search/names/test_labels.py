"""Labels by their names, from what was printed to every answer that counts them."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Filters, Label, Request, Searcher, Window
from search.names.labels import LabelNames
from search.names.table import Name, table
from tests.conftest import ids

NAMES = """\
[source.marfa]
name = "جريدة المرفأ"
english = "Al-Marfa"
aliases = ["المرفأ", "al-marfa daily"]
"""
SLUGS = [
    ("marfa", "Finance"),
    ("MARFA", "economy"),
    ("المرفأ", "ec"),
    ("port", "اقتصادي"),
    ("Port", "Sport"),
    ("port", "Fishing"),
    ("", "fishing"),
    ("Fishing Weekly", "fishing"),
]


@pytest.fixture
def named(make_index, tmp_path):
    """Return a snapshot of articles of sources and sections that are named by slugs."""
    (tmp_path / "names.toml").write_text(NAMES, "utf-8")
    return make_index(
        *(
            {
                "id": f"a{number}",
                "body": f"خبر عن سعر النفط رقم {number}",
                "source": source,
                "section": section,
                "published": f"2020-01-0{number + 1}",
            }
            for number, (source, section) in enumerate(SLUGS)
        )
    )


def counts(page, name):
    """Return the counts of a facet of a page."""
    (facet,) = (each for each in page.facets if each.name == name)
    return {count.value: count.articles for count in facet.counts}


def test_labels_of_one_name_are_one(named):
    """Its articles are added; what nobody named merges by case, as it is printed most often."""
    page = named.search(Request(text="النفط", grouped=False))
    sources = {"جريدة المرفأ": 3, "port": 3, "": 1, "Fishing Weekly": 1}
    assert counts(page, "source") == sources
    assert counts(page, "section") == {"اقتصاد": 4, "رياضة": 1, "fishing": 3}
    shown = Counter(hit.headline.source for hit in page.hits)
    assert shown == sources
    archive = {count.value: count.articles for count in named.archive().counts("source")}
    assert archive == {value: articles for value, articles in sources.items() if value}


@pytest.mark.parametrize("asked", ["جريدة المرفأ", "marfa", "Marfa", "al-marfa", "المرفا"])
def test_a_filter_may_say_any_name(named, asked):
    """An address of before still finds, and the page says what the source is called."""
    page = named.search(Request(filters=Filters(included=(Label("source", asked),))))
    assert sorted(ids(page)) == ["a0", "a1", "a2"]
    assert page.request.filters.values("source") == ("جريدة المرفأ",)
    without = named.search(Request(filters=Filters(excluded=(Label("source", asked),))))
    assert without.total == len(SLUGS) - 3
    trends = named.trends(["النفط"], Request(filters=Filters(included=(Label("source", asked),))))
    assert trends.trends[0].total == 3
    assert sum(bar.articles for bar in trends.bars) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("مصدر:المرفأ", 3, id="an alias"),
        pytest.param("المصدر:المرفا", 3, id="another spelling"),
        pytest.param("source:marfa", 3, id="the slug"),
        pytest.param("source:MARFA", 3, id="in capitals"),
        pytest.param('source:"al-marfa"', 3, id="the English name"),
        pytest.param('source:"marfa al"', 0, id="its words in another order"),
        pytest.param("source:mar*", 3, id="a beginning"),
        pytest.param("مصدر:جريدة النفط", 3, id="a word of the name, and of the text"),
        pytest.param("قسم:economy", 4, id="a section"),
        pytest.param("قسم:اقتصاد", 4, id="a section by its name"),
        pytest.param("section:(sports OR economy)", 5, id="one of two"),
        pytest.param("-مصدر:المرفأ", 5, id="without it"),
        pytest.param("source:port", 3, id="a name that nobody gave"),
        pytest.param("source:nobody", 0, id="none"),
    ],
)
def test_a_field_finds_by_any_name(named, text, found):
    """List, count and facets agree; the echo is what was typed."""
    page = named.search(Request(text=text, grouped=False))
    assert page.total_matching_all == found
    assert len(page.hits) == page.total
    assert sum(counts(page, "source").values()) == page.total
    assert "أو" not in page.echo or "OR" in text


def test_a_name_that_is_said_whole_is_that_source(make_index):
    """Its word, in one form or another, stands in the names of others; a part finds them all."""
    sources = ("alarabiya", "skynewsarabia", "cnn", "bbc", "port")
    searcher = make_index(*({"body": f"خبر {each}", "source": each} for each in sources))
    assert searcher.search(Request(text="مصدر:العربية")).total == 1
    assert searcher.search(Request(text='مصدر:"سكاي نيوز عربية"')).total == 1
    assert searcher.search(Request(text="source:(sky news arabia)")).total == 1
    assert searcher.search(Request(text="مصدر:نيوز")).total == 1
    assert searcher.search(Request(text="مصدر:عربية")).total > 1


@pytest.mark.parametrize("text", ["marfa", "المرفأ", "Al-Marfa", "جريدة المرفأ"])
def test_a_name_alone_is_offered_as_a_filter(named, text):
    """Whichever it is; the filter says what the source is called."""
    offers = [offer for offer in named.search(Request(text=text)).offers if offer.kind == "source"]
    assert [offer.request.filters.values("source") for offer in offers] == [("جريدة المرفأ",)]
    assert offers[0].total == 3


def test_an_export_has_the_names_too(named):
    """What leaves in a file is what was seen."""
    export = named.export(Request(text="مصدر:marfa"))
    assert {record.headline.source for record in export.records} == {"جريدة المرفأ"}
    assert export.total == export.rows == 3


def test_names_are_said_in_english(named):
    """Where there is an English name; otherwise as on Arabic pages."""
    names = named.names()
    assert names.english("source", "جريدة المرفأ") == "Al-Marfa"
    assert names.english("section", "اقتصاد") == "Economy"
    assert names.english("source", "port") == "port"
    assert names.english("author", "اقتصاد") == "اقتصاد"


def test_the_days_of_labels_are_those_of_all_that_are_merged(named):
    """From the first of any to the last of any."""
    since, until = named.label_spans("source")["جريدة المرفأ"]
    assert (since.day, until.day) == (1, 3)


def test_other_names_are_another_version(named, tmp_path):
    """An editor's change is seen without a build, and no answer of before is taken for it."""
    searcher = Searcher(tmp_path / "index")
    before = searcher.snapshot().index
    assert before == named.index
    (tmp_path / "names.toml").write_text(NAMES.replace("جريدة المرفأ", "المرفأ اليوم"), "utf-8")
    searcher.refresh()
    archive = searcher.snapshot().archive()
    assert archive.index.id == before.id
    assert archive.index != before
    assert "المرفأ اليوم" in {count.value for count in archive.counts("source")}
    searcher.close()


LABELS = st.sampled_from(["a", "A", "b", "ب", "ج", "c-c", "C_c", "x"]) | st.text(max_size=4)
NAME_LISTS = st.lists(
    st.builds(
        Name,
        facet=st.just("source"),
        slug=st.sampled_from("abcd"),
        value=st.sampled_from("أبجx"),
        aliases=st.lists(LABELS, max_size=2).map(tuple),
    ),
    max_size=4,
)


@given(NAME_LISTS, st.lists(LABELS, unique=True))
def test_what_is_shown_is_shown_again(names, printed):
    """Whatever names an editor gives: a label that is shown stands for itself."""
    labels = LabelNames(table(names), {"source": [(label, 1) for label in printed]})
    for label in printed:
        shown = labels.shown("source", label)
        assert labels.shown("source", shown) == shown
        assert bool(shown) == bool(label)


def test_lists_follow_from_facets(named):
    """Each count of a facet is what its filter finds."""
    page = named.search(Request(text="النفط"))
    for facet in page.facets:
        for count in facet.counts:
            if count.narrowing:
                narrowed = named.search(page.request.narrow(count.narrowing).at(1))
                assert narrowed.total == count.articles
                whole = Window(size=50)
                assert len(named.search(Request(text="النفط", window=whole)).hits) == page.rows
