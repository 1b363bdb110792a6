"""A page gives its article and nothing of the site; a list of headlines gives none."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Article, Fault
from index.articles.readers.web.pages import items_of_page

TITLE = "المصرف المركزي يخفض سعر الفائدة نصف نقطة"
PATH = Path("page.html")
_FORBIDDEN = ["اقرأ أيضا", "جميع الحقوق", "سندات", "أرشيف", "الوسوم", "خبر جميل", "شارك", "#فائدة"]
_FORBIDDEN += ["حملوا التطبيق", "المصدر", "كتبت", "مرسلة", "الآراء"]
#: What these kinds of pages do not say.
_SILENT = {
    "author": {"table", "blogger", "live", "submitted", "stamped"},
    "section": {"table", "blogger", "byline", "submitted"},
}


def test_the_article_of_each_kind_of_page(news_page):
    """Its text from the first sentence to the last, title, day, source, section and author."""
    kind, data = news_page
    (article,) = items_of_page(data, PATH, address="https://mizan.example/n/7/amp")
    assert article.title == TITLE
    assert article.body.startswith("خفض المصرف المركزي")
    assert article.body.endswith("قبل نهاية العام.")
    assert article.body.count("\n\n") == 2
    assert [line for line in _FORBIDDEN if line in article.body] == []
    assert f"{article.published:%Y-%m-%d}" == "2024-03-06"
    assert article.source == "الميزان"
    assert article.section == ("" if kind in _SILENT["section"] else "اقتصاد")
    assert article.author == ("" if kind in _SILENT["author"] else "سلمى الحداد")


def test_valid_utf8_is_utf8_whatever_a_page_declares():
    """Read as Windows-1256 it is nonsense in Arabic letters."""
    text = "ارتفعت الصادرات في الربع الأول من العام. " * 10
    page = f'<html><head><meta charset="windows-1256"><title>خبر</title></head><p>{text}'
    (article,) = items_of_page(page.encode(), PATH, charset="cp1256")
    assert article.body.startswith("ارتفعت الصادرات")


def test_what_the_archive_knows_counts():
    """Source and section before those of the page; the rest where the page says nothing."""
    text = "ارتفعت الصادرات في الربع الأول من العام. " * 10
    data = f"<html><body><article><p>{text}</p><p>{text}</p></article></body></html>".encode()
    known = {"source": "الميزان", "title": "ارتفاع الصادرات", "published": "2024-03-06"}
    (article,) = items_of_page(data, PATH, address="https://mizan.example/1", given=known)
    assert (article.source, article.title, article.url) == (
        "الميزان",
        "ارتفاع الصادرات",
        "https://mizan.example/1",
    )
    assert article.published is not None


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<html><body><h1>الصفحة غير موجودة</h1></body></html>", id="404"),
        pytest.param("<html><body></body></html>", id="empty"),
        pytest.param("<html>" + "<div>" * 20_000 + "نص", id="too deep"),
    ],
)
def test_a_page_without_an_article_is_a_fault(page):
    """It says so."""
    (fault,) = items_of_page(page.encode(), PATH)
    assert isinstance(fault, Fault)
    assert "no article" in str(fault)


def test_text_that_is_nested_deeply_is_not_lost():
    """Not dropped without a word, as libxml2 would."""
    text = "ارتفعت الصادرات في الربع الأول من العام. " * 10
    nested = "<div>" * 1000 + f"<p>{text}</p>" + "</div>" * 1000
    (article,) = items_of_page(f"<html><body>{nested}</body></html>".encode(), PATH)
    assert article.body == text.strip()


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 3000), st.integers(0, 3000))
def test_no_bytes_raise(noise, start, size):
    """An article or a fault, near a page too."""
    good = f"<html><title>{TITLE}</title><script type='application/ld+json'>{{}}</script>".encode()
    for data in (noise, good[:start] + noise + good[start + size :]):
        found = list(items_of_page(data, PATH))
        assert all(isinstance(each, Article | Fault) for each in found)
