"""A cluster answers as one machine does: page by page, in everything that a reader is told."""

from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from search import Filters, Label, Request, Sort, Window
from tests.search.engine.opensearch.sent import both, different, told
from tests.search.engine.test_contract import TEXTS

#: What is asked for beside the text.
OPTIONS = [
    pytest.param({}, id="first-page"),
    pytest.param({"sort": Sort.NEWEST}, id="newest"),
    pytest.param({"sort": Sort.OLDEST}, id="oldest"),
    pytest.param({"grouped": False}, id="unfolded"),
    pytest.param({"exact": True}, id="exact"),
    pytest.param({"synonyms": False}, id="as-typed"),
    pytest.param({"window": Window(page=2)}, id="second-page"),
    pytest.param({"window": Window(page=15)}, id="page-15"),
    pytest.param({"window": Window(size=200)}, id="long-page"),
    pytest.param({"filters": Filters(since=date(2019, 5, 1), until=date(2022, 5, 1))}, id="dates"),
    pytest.param({"filters": Filters(included=(Label("country", "السعودية"),))}, id="country"),
    pytest.param(
        {
            "filters": Filters(
                included=(Label("section", "طاقة"), Label("year", "2023")),
                excluded=(Label("country", "مصر"),),
            )
        },
        id="section-year-and-country",
    ),
]
#: Texts beside those of the contract: what engines are likely to see differently.
MORE = [
    pytest.param('"صندوق النقد الدولي"', id="three-words"),
    pytest.param("عنوان:(أسعار النفط)", id="words-of-a-title"),
    pytest.param("أسعار -عنوان:النفط -مصدر:دبي", id="two-exclusions"),
    pytest.param("سنة:2023 البنك", id="year"),
    pytest.param("تاريخ:2019..2021 استثمار* -ذهب", id="years-prefix-exclusion"),
    pytest.param("إنفاق", id="hamza"),
    pytest.param("!؟..", id="no-words"),
    pytest.param("و", id="stop-word"),
    pytest.param("النفط " * 40, id="one-word-forty-times"),
]


@pytest.fixture(scope="module")
def archives(opensearch, sample_index):
    """Return snapshots of the sample archive on this machine and in a cluster."""
    with both(opensearch, sample_index, "finder") as snapshots:
        yield snapshots


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("text", [*TEXTS, *MORE])
def test_pages_are_equal(archives, text, options):
    """Ids, order, scores, highlights, snippets, totals, facets, chart and suggestions."""
    here, there = (each.search(Request(text=text, **options)) for each in archives)
    assert told(there) == told(here)
    assert not different(here, there)


@pytest.mark.parametrize("text", TEXTS)
def test_ranks_trends_and_values_are_equal(archives, text):
    """What is asked beside pages."""
    request = Request(text=text)
    here, there = archives
    assert there.rank(request) == here.rank(request)
    assert there.trends([text, "النفط"], request) == here.trends([text, "النفط"], request)
    assert there.trends([text], request, "week") == here.trends([text], request, "week")
    for facet in ("source", "author", "country", "year"):
        assert there.values(request, facet) == here.values(request, facet)


@pytest.mark.parametrize("text", TEXTS)
def test_exports_are_equal(archives, text):
    """Whole articles in the order of the list, all of them or from a cursor on."""

    def exported(archive, **options):
        export = archive.export(Request(text=text, **options), limit=7)
        return replace(export, records=()), list(export.records)

    here, there = (exported(archive) for archive in archives)
    assert there == here
    after = here[0].after
    if after:
        here, there = (exported(each, window=Window(after=after)) for each in archives)
        assert there == here


def test_any_number_of_texts_is_counted(archives):
    """In their order; a front page counts hundreds."""
    here, _ = archives
    bodies = (here.record(article_id).body for article_id in here.rank(Request()))
    requests = [Request(text=word) for body in bodies for word in body.split()[:10]]
    assert len(requests) > 60
    counted = [list(each._planner.counts(requests)) for each in archives]  # noqa: SLF001
    assert counted[1] == counted[0]
    assert len(set(counted[0])) > 5


def test_articles_and_their_surroundings_are_equal(archives):
    """Each article with its words, copies, near duplicates, relatives and neighbours."""
    here, there = archives
    request = Request(text="أسعار النفط")
    catalogue = list(here.catalogue(0, 1000))
    assert list(there.catalogue(0, 1000)) == catalogue
    assert list(there.catalogue(5, 3)) == catalogue[5:8]
    for article_id, _ in catalogue:
        assert there.article(article_id, request) == here.article(article_id, request)
        assert there.record(article_id) == here.record(article_id)
        assert there.surroundings(article_id, request) == here.surroundings(article_id, request)


def test_what_an_archive_holds_is_equal(archives):
    """Its labels, days, names and front page."""
    here, there = archives
    assert there.archive() == here.archive()
    assert there.front() == here.front()
    assert there.entities() == here.entities()
    for facet in ("source", "section", "country", "person"):
        assert there.label_spans(facet) == here.label_spans(facet)
    assert there.entity("مصر") is not None
    there.check()


@pytest.mark.parametrize("typed", ["الن", "أسعار الن", "صندوق النقد ", "مصر", "opec", "زقزق", ""])
def test_completions_are_equal(archives, typed):
    """What may be typed to the end; the sample of bodies is all of a small archive."""
    here, there = archives
    assert there.complete(typed) == here.complete(typed)


def test_copies_lead_to_what_is_indexed(archives):
    """By their own ids, as on one machine."""
    here, there = archives
    copies = {
        copy.headline.id
        for article_id, _ in here.catalogue(0, 1000)
        for copy in here.surroundings(article_id, Request()).identical
    }
    assert copies
    for copy in islice(copies, 5):
        assert there.current_id(copy) == here.current_id(copy) != copy
    assert there.current_id("no-such-id") is None
    assert there.article("no-such-id", Request()) is None
    assert there.surroundings("no-such-id", Request()) is None
