"""Whole articles of a request: in the order of the list, capped, read one at a time."""

from datetime import datetime

import pytest

from search import Request, Sort

REQUESTS = [
    pytest.param(Request(text="أسعار النفط"), id="relevance"),
    pytest.param(Request(text="مليار", sort=Sort.OLDEST), id="oldest"),
    pytest.param(Request(sources=("مكتب دبي",)), id="browsing"),
    pytest.param(Request(text="نفط سياحة بيتزا"), id="none as asked"),
    pytest.param(Request(text="IMF", synonyms=False), id="nothing"),
]


def listed(searcher, request):
    """Return the ids of all pages of the list of request, near copies not folded."""
    first = searcher.search(request)
    requests = [Request(**{**_fields(request), "page": n + 1}) for n in range(first.pages)]
    return [hit.id for each in requests for hit in searcher.search(each).hits]


def _fields(request):
    return {name: getattr(request, name) for name in request.__dataclass_fields__} | {
        "grouped": False
    }


@pytest.mark.parametrize("request_", REQUESTS)
def test_an_export_is_the_list(searcher, request_):
    """The same articles in the same order, whatever page was asked for."""
    export = searcher.export(request_, 1000)
    page = searcher.search(request_)
    assert (export.total, export.complete) == (page.total, page.complete)
    assert [record.id for record in export.records] == listed(searcher, request_)


def test_what_is_not_as_asked_says_so(searcher):
    """Articles that hold most of the words follow, and a file tells them apart."""
    export = searcher.export(Request(text="أسعار النفط العراقي"), 1000)
    told = [record.complete for record in export.records]
    assert told == [True] * export.complete + [False] * (export.total - export.complete)
    assert 0 < export.complete < export.total


def test_a_cap_leaves_out_the_last(searcher):
    """The counts are still those of all."""
    whole, capped = (
        searcher.export(Request(text="نفط"), 99),
        searcher.export(Request(text="نفط"), 3),
    )
    assert capped.total == whole.total
    assert list(capped.records) == list(whole.records)[:3]


def test_near_copies_are_all_there(make_index):
    """A list folds them; who takes everything home wants everything."""
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
    assert (record.title, record.headline, record.body) == ("عنوان", "عنوان", "سطرٌ\nوسطر")
    assert (record.source, record.section, record.author) == ("مصدر", "قسم", "كاتب")
    assert record.published == datetime(2016, 11, 3, 10, 30)  # noqa: DTZ001  as printed
    untitled = searcher.record("b")
    assert (untitled.title, untitled.headline) == ("", "نص بلا عنوان…")
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
    """What stands for an article in a table."""
    assert make_index(body).record("0").lead == lead
