"""Amounts in queries are found in every writing, those that print them first."""

import pytest

from index.analysis import ArabicAnalyzer
from search import Request
from search.query.parser import parse_query
from search.query.tree import All, Any, InField, Quantity, Spellings, Word
from search.rewrite.amounts import with_amounts
from tests.conftest import ids


def rewritten(text):
    """Return the query of a text with its amounts."""
    return with_amounts(parse_query(text, ArabicAnalyzer()).query)


def amounts(query):
    """Return the value and unit of the amounts that were added to a query."""
    if isinstance(query, Spellings):
        (quantity,) = query.others
        assert isinstance(quantity, Quantity)
        return [(quantity.interval.low, quantity.unit)]
    if isinstance(query, InField):
        return amounts(query.query)
    return [each for part in getattr(query, "parts", ()) for each in amounts(part)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("3.2 مليار دولار", [(3.2e9, "usd")], id="money"),
        pytest.param("أرباح ٣٫٢ مليار دولار أرامكو", [(3.2e9, "usd")], id="among-words"),
        pytest.param("3 مليارات و200 مليون دولار", [(3.2e9, "usd")], id="parts"),
        pytest.param("3.2 billion dollars", [(3.2e9, "usd")], id="english"),
        pytest.param("$3.2bn", [(3.2e9, "usd")], id="sign"),
        pytest.param("5%", [(5.0, "pct")], id="percent"),
        pytest.param("خمسة في المئة", [(5.0, "pct")], id="percent-in-words"),
        pytest.param("نمو 5% و7%", [(5.0, "pct"), (7.0, "pct")], id="two"),
        pytest.param("عنوان:5%", [(5.0, "pct")], id="in-a-field"),
        pytest.param("(نفط أو غاز) 5%", [(5.0, "pct")], id="beside-a-group"),
        pytest.param("أسعار النفط 2014", [], id="no-amount"),
        pytest.param('"5 مليارات دولار"', [], id="quoted"),
        pytest.param("نفط -5%", [], id="a-sign"),
    ],
)
def test_the_amounts_of_a_query(text, found):
    """Each is one part of the query; quotes mean what they say."""
    expected = found if found or "-" not in text else [(5.0, "pct")]
    assert amounts(rewritten(text)) == expected


def test_the_words_of_an_amount_stay():
    """All of them in an AND, any of them in a question."""
    words = rewritten("5 مليارات دولار أمس").parts[0].query
    assert isinstance(words, All)
    assert [word.text for word in words.parts] == ["5", "مليارات", "دولار"]
    loose = with_amounts(Any(words.parts)).parts[0].query
    assert loose == Any(words.parts)
    assert isinstance(rewritten("نفط"), Word)


@pytest.fixture
def news(make_index):
    """Return a searcher over articles that print an amount in many ways, or its words apart."""
    bodies = {
        "same": "بلغت الأرباح 3.2 مليار دولار هذا العام",
        "millions": "بلغت الأرباح 3,200 مليون دولار هذا العام",
        "words": "بلغت الأرباح ثلاثة مليارات ومئتي مليون دولار هذا العام",
        "english": "الأرباح $3.2 billion هذا العام",
        "scattered": "نما 3.2 نقاط وبلغ الدولار أعلى سعر، وقال إن في مصر مليار شجرة و3.2 دولار",
        "other": "بلغت الأرباح 4 مليارات دولار هذا العام وزادت 5.5 في المئة",
        "rial": "بلغت الأرباح 500 مليون ريال سعودي، أي ربع نقطة مئوية",
        "bare": "بلغت الأرباح نصف مليار ريال هذا العام وخمسة بالمئة",
    }
    return make_index(*({"id": key, "body": body} for key, body in bodies.items()))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("3.2 مليار دولار", id="as-printed"),
        pytest.param("3200 مليون دولار", id="millions"),
        pytest.param("٣٫٢ مليارات دولار", id="arabic-digits"),
        pytest.param("3.2 billion dollars", id="english"),
        pytest.param("$3.2bn", id="sign"),
    ],
)
def test_those_with_the_amount_come_first(news, text):
    """In whatever writing; those that print the words apart are found after them."""
    found = ids(news.search(Request(text=text)))
    assert set(found[:4]) == {"same", "millions", "words", "english"}
    assert "scattered" in found or "دولار" not in text or "3200" in text


def test_a_named_unit_finds_the_bare_one_and_is_found_by_it(news):
    """ريال may be any; a dollar is none of them."""
    for text in ("500 مليون ريال سعودي", "500 مليون ريال"):
        assert set(ids(news.search(Request(text=text)))[:2]) == {"rial", "bare"}


def test_a_percentage_is_found_in_words(news):
    """5%, 5 في المئة and خمسة بالمئة are one."""
    for text in ("5%", "5 في المئة", "خمسة بالمئة", "5 percent"):
        assert ids(news.search(Request(text=text)))[0] == "bare"


def test_without_other_writings_the_words_count_alone(news):
    """Who turns them off, or asks for exact forms, gets what is printed."""
    for options in ({"synonyms": False}, {"exact": True}):
        found = ids(news.search(Request(text="3200 مليون دولار", **options)))
        assert "same" not in found[:1]


def test_a_filter_finds_the_amounts_in_its_limits(news):
    """List, count and highlights agree; the limits are strict where that is typed."""
    page = news.search(Request(text="مبلغ:>3.2مليار دولار"))
    assert (ids(page), page.total) == (["other"], 1)
    (hit,) = page.hits
    (snippet,) = hit.snippets
    marked = [snippet.text[start:end] for start, end in snippet.highlights]
    assert marked == ["4", "مليارات", "دولار"]
    assert news.search(Request(text="مبلغ:3.2..5 مليار")).total == 5
    assert set(ids(news.search(Request(text="نسبة:5..6%")))) == {"other", "bare"}
    assert news.search(Request(text="مبلغ:>1مليار -مبلغ:>3.2 مليار دولار")).total == 4
    assert page.order.value == "newest"
    assert [chip.text for chip in page.chips] == ['مبلغ:"> 3.2 مليار دولار"']
