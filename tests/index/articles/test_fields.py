"""A record becomes an article under whatever names its publisher uses."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Article, Fault, article_id
from index.articles.fault import UnreadableError
from index.articles.fields import read_record
from index.articles.records.cleaning import clean

TITLE, BODY = "أسعار النفط", "ارتفعت أسعار النفط اليوم."
PATH = Path("a.jsonl")


def found(record):
    """Return what a record is read as."""
    return list(read_record(record, PATH, 7))


def only(record):
    """Return the article of a record without faults."""
    (article,) = found(record)
    return article


CANONICAL = {
    "id": "a1",
    "url": "https://example.org/1",
    "title": TITLE,
    "body": BODY,
    "source": "رويترز",
    "section": "اقتصاد",
    "author": "ليلى",
    "published": "2023-05-07",
}


@pytest.mark.parametrize(
    "names",
    [
        pytest.param("id url title body source section author published", id="canonical"),
        pytest.param("ID URL Title BODY Source Section Author Published", id="case"),
        pytest.param(
            "identifier permalink headline full_text publisher category byline publish-date",
            id="english",
        ),
        pytest.param(
            "@id url headline articleBody publisher articleSection creator datePublished",
            id="schema.org",
        ),
        pytest.param(
            "guid link title content:encoded source category dc:creator pubDate", id="rss"
        ),
        pytest.param("المعرف الرابط العنوان النص المصدر القسم الكاتب التاريخ", id="arabic"),
        pytest.param(
            "معرف رابط_الخبر عنوان_الخبر نَصّ مصدر قسم كاتب تاريخ_النشر", id="arabic without article"
        ),
    ],
)
def test_parts_are_found_by_their_names(names):
    """No publisher needs to rename its fields."""
    assert only(dict(zip(names.split(), CANONICAL.values(), strict=True))) == only(CANONICAL)


def test_all_parts_are_taken():
    """And nothing is made up."""
    article = only(CANONICAL)
    assert {name: getattr(article, name) for name in CANONICAL if name != "published"} == {
        name: value for name, value in CANONICAL.items() if name != "published"
    }
    assert f"{article.published:%Y-%m-%d %H:%M}" == "2023-05-07 00:00"


def test_missing_parts_are_empty():
    """JSON's null is missing, as are true, and objects that say nothing."""
    article = only({"title": TITLE, "url": None, "source": True, "author": {}, "section": [None]})
    assert (article.url, article.body, article.source, article.author) == ("", "", "", "")
    assert (article.section, article.published) == ("", None)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"title": "", "headline": TITLE}, id="empty first name"),
        pytest.param({"headline": TITLE, "name": "x"}, id="headline before name"),
        pytest.param({"name": "x", "headline": TITLE}, id="whatever the order"),
        pytest.param({"headline": "x", "Title": TITLE}, id="title before headline"),
        pytest.param({"title": TITLE, "TITLE": "x"}, id="first of the same name"),
    ],
)
def test_of_several_names_the_first_with_a_value_counts(record):
    """The first of our list, not of the record."""
    assert only({"body": BODY} | record).title == TITLE


def test_a_summary_is_the_body_only_where_there_is_none():
    """Feeds put the text there."""
    assert only({"description": "x", "content": BODY}).body == BODY
    assert only({"description": BODY}).body == BODY


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("ليلى", "ليلى", id="text"),
        pytest.param({"@type": "Person", "name": "ليلى"}, "ليلى", id="object"),
        pytest.param(["ليلى", "سمير"], "ليلى، سمير", id="list"),
        pytest.param([{"name": "ليلى"}, {"name": ["سمير"]}, None], "ليلى، سمير", id="objects"),
    ],
)
def test_nested_values(value, text):
    """JSON-LD writes an author in many ways."""
    assert only({"title": TITLE, "author": value}).author == text


def test_paragraphs_of_a_list_stay_apart():
    """Words of two paragraphs must not touch."""
    assert only({"body": ["الأولى", "الثانية"]}).body == "الأولى\n\nالثانية"


def test_of_several_addresses_the_first_counts():
    """An article has one address."""
    assert only({"title": TITLE, "url": ["", "https://a.example", "b"]}).url == "https://a.example"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        pytest.param("&quot;النفط&quot; &amp; الغاز", '"النفط" & الغاز', id="entities"),
        pytest.param("&#1575;&#x644;", "ال", id="numbers"),
        pytest.param("النفط&nbsp;والغاز", "النفط\u00a0والغاز", id="nbsp stays"),
        pytest.param("?a=1&copy=2 AT&T &unknown;", "?a=1&copy=2 AT&T &unknown;", id="no entities"),
        pytest.param("&#" + "9" * 5000 + ";", "&#" + "9" * 5000 + ";", id="huge number"),
        pytest.param("ا\0ل\x07ن\x1fف\x0bط", "النفط", id="controls"),
        pytest.param("ا&#1;ب", "اب", id="control as entity"),
        pytest.param("ا\r\nب\rج\tد", "ا\nب\nج\tد", id="line ends and tab"),
        pytest.param("النفـط مُؤَسَّسَة\u200fأ\u200c", "النفـط مُؤَسَّسَة\u200fأ\u200c", id="as printed"),
        pytest.param("ا\ud800ب", "ا\ufffdب", id="lone surrogate"),
        pytest.param("\n\u00a0 النفط \u00a0", "النفط", id="blanks around"),
    ],
)
def test_text_stays_as_printed_but_for_what_nobody_printed(printed, text):
    """The analysis deals with spelling."""
    assert clean(printed) == text


@given(st.text(st.characters(codec="utf-8") | st.characters(categories=["Cs"])))
def test_clean_text_can_be_stored(text):
    """No surrogates and no controls are left, and nothing is left to clean."""
    cleaned = clean(text)
    assert cleaned.encode().decode() == cleaned
    assert not {char for char in cleaned if char < " "} - {"\n", "\t"}


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({}, id="empty"),
        pytest.param({"url": "https://example.org"}, id="no text"),
        pytest.param({"title": " ", "body": "\u00a0--\u200f"}, id="no word"),
        pytest.param({"t" * 100: TITLE}, id="unknown name"),
        pytest.param({"title": False, "published": "03/04/2023"}, id="bad date as well"),
    ],
)
def test_a_record_without_text_is_no_article(record):
    """There is nothing to find in it."""
    with pytest.raises(UnreadableError, match="neither title nor body"):
        found(record)


def test_a_bad_date_costs_only_itself():
    """A fault first, then the article without a date."""
    fault, article = found(CANONICAL | {"published": "03/04/2023"})
    assert isinstance(fault, Fault)
    assert str(fault).startswith('a.jsonl:7: "03/04/2023" can be read')
    assert article == Article(
        **{name: CANONICAL[name] for name in CANONICAL if name != "published"}, published=None
    )


def test_an_article_without_own_id_gets_one():
    """From its address, or its text."""
    record = {name: value for name, value in CANONICAL.items() if name != "id"}
    assert only(record).id == article_id("رويترز", "https://example.org/1", "")
    assert only({"title": TITLE, "body": BODY}).id == article_id("", "", f"{TITLE} {BODY}")


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"body": "7"}, id="number as body"),
        pytest.param({"body": {"x": BODY}}, id="object as body"),
        pytest.param({"author": {"x": "ليلى"}}, id="object without name"),
        pytest.param({"author": [[[[[[[["ليلى"]]]]]]]]}, id="deep"),
    ],
)
def test_what_cannot_be_placed_is_told(record):
    """Nothing that is known of an article is lost without a word."""
    fault, article = found({"title": TITLE} | record)
    assert "holds no text" in fault.reason
    assert article.title == TITLE


@pytest.mark.parametrize(
    ("record", "source"),
    [
        pytest.param({"source": "https://www.mizan.example/n/1"}, "mizan.example", id="alone"),
        pytest.param({"source": "https://a.example/", "sitename": "الميزان"}, "الميزان", id="name"),
        pytest.param(
            {"sitename": "الميزان", "source": "https://a.example/"}, "الميزان", id="first"
        ),
        pytest.param({"source": "http://[::1"}, "", id="none"),
    ],
)
def test_an_address_is_no_name_of_a_source(record, source):
    """Its host is, if there is no other."""
    assert only({"title": TITLE} | record).source == source


def test_a_text_under_an_unknown_name_is_told():
    """An archive of headlines is not what its publisher meant."""
    fault, article = found({"title": TITLE, "story_full": BODY * 20})
    assert fault.reason == 'no text, but "story_full" may be it'
    assert article.title == TITLE
    assert only({"title": TITLE, "body": BODY, "story_full": BODY * 20}).body == BODY
