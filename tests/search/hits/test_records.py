"""Whole articles of a request: in the order of the list, capped, read one at a time."""

from datetime import datetime

import pytest

from search import Filters, Label, Request, Sort
from search.request import Window
from tests.conftest import ids

REQUESTS = [
    pytest.param(Request(text="أسعار النفط"), id="relevance"),
    pytest.param(Request(text="مليار", sort=Sort.OLDEST), id="oldest"),
    pytest.param(Request(filters=Filters().add(Label("source", "مكتب دبي"))), id="browsing"),
    pytest.param(Request(text="نفط سياحة بيتزا"), id="none as asked"),
    pytest.param(Request(text="IMF", synonyms=False), id="nothing"),
]


def listed(searcher, request):
    """Return the ids of all pages of the list of request, near duplicates not folded."""
    pages = searcher.search(request).pages
    unfolded = request.change(grouped=False)
    return [found for n in range(pages) for found in ids(searcher.search(unfolded.at(n + 1)))]


@pytest.mark.parametrize("request_", REQUESTS)
def test_an_export_is_the_list(searcher, request_):
    """An export has the articles of the list, in its order."""
    export = searcher.export(request_, 1000)
    page = searcher.search(request_)
    assert (export.total, export.total_matching_all) == (page.total, page.total_matching_all)
    assert [record.headline.id for record in export.records] == listed(searcher, request_)


def test_what_is_not_as_asked_says_so(searcher):
    """Articles that match most of the words are marked as such, in either order."""
    request = Request(text="أسعار النفط العراقي", grouped=False, window=Window(size=50))
    complete = {hit.headline.id: not hit.missing for hit in searcher.search(request).hits}
    export = searcher.export(request, 1000)
    told = {record.headline.id: record.matching_all for record in export.records}
    assert told == complete
    assert 0 < sum(told.values()) == export.total_matching_all < export.total


def test_a_cap_leaves_out_the_last(searcher):
    """A limit cuts the records; the counts stay those of the whole list."""
    whole, capped = (searcher.export(Request(text="نفط"), limit) for limit in (99, 3))
    assert capped.total == whole.total
    assert list(capped.records) == list(whole.records)[:3]


def test_near_duplicates_are_all_there(make_index):
    """A list folds near duplicates; an export contains each of them."""
    body = " ".join(f"كلمة{number}" for number in range(200))
    searcher = make_index(f"نفط {body}", f"نفط {body} أخيرة", "غاز")
    assert searcher.search(Request(text="نفط")).rows == 1
    assert len(list(searcher.export(Request(text="نفط"), 9).records)) == 2


def test_a_record_holds_the_article_as_printed(make_index):
    """Title and body letter for letter; a headline where no title was printed."""
    article = {
        "id": "a.b",
        "url": "https://example.org/a",
        "title": "عنوان",
        "body": "سطرٌ\nوسطر",
        "source": "مصدر",
        "section": "قسم",
        "author": "كاتب",
        "published": "2016-11-03T10:30:00",
    }
    searcher = make_index(article, {"id": "b", "body": "نص بلا عنوان"})
    record = searcher.record("a.b")
    headline = record.headline
    assert (headline.title, record.title, record.body) == ("عنوان", "عنوان", "سطرٌ\nوسطر")
    assert (headline.source, headline.section, headline.author) == ("مصدر", "قسم", "كاتب")
    assert headline.published == datetime(2016, 11, 3, 10, 30)  # noqa: DTZ001  as printed
    untitled = searcher.record("b")
    assert (untitled.headline.title, untitled.title) == ("", "نص بلا عنوان…")
    assert searcher.record("c") is None


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        pytest.param("قصير\nجدًا", "قصير جدًا", id="short"),
        pytest.param("كلمة " * 200, ("كلمة " * 100)[:500].rpartition(" ")[0] + "…", id="long"),
        pytest.param("كلمة " * 100, ("كلمة " * 100).strip(), id="just fits"),
        pytest.param("أول" + "\n" * 1200 + "آخر", "أول…", id="blanks"),
    ],
)
def test_a_lead_is_one_line_of_whole_words(make_index, body, lead):
    """A lead is one line, cut between two words."""
    assert make_index(body).record("0").lead == lead
