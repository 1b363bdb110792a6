"""The parts of a query and its filters, in the words of a reader."""

import pytest

from search import Filters, Label, Request, Searcher
from web.components.chips import (
    are_two_words,
    filter_in_words,
    have_words,
    in_words,
    is_plain,
)
from web.urls.links import active_filters


@pytest.fixture(scope="module")
def sampled(sample_index):
    """Return a snapshot of the sample archive."""
    searcher = Searcher(sample_index)
    yield searcher.snapshot()
    searcher.close()


@pytest.fixture
def said(app, sampled):
    """Return a function from a text to its chips in words."""

    def say(text, query=""):
        with app.test_request_context(f"/search?{query}"):
            return [in_words(chip.part) for chip in sampled.search(Request(text=text)).chips]

    return say


@pytest.mark.parametrize(
    ("typed", "arabic", "english"),
    [
        pytest.param("نفط", "نفط", "نفط", id="word"),
        pytest.param('"سعر النفط"', '"سعر النفط"', '"سعر النفط"', id="phrase"),
        pytest.param(
            'شركة:"أرامكو السعودية"', "الشركة: أرامكو السعودية", "Company: Saudi Aramco", id="name"
        ),
        pytest.param("-شركة:أرامكو", "بلا: أرامكو السعودية", "Without: Saudi Aramco", id="no-name"),
        pytest.param("عنوان:موازنة", "في العنوان: موازنة", "In the title: موازنة", id="title"),
        pytest.param("-نص:نفط", "بلا: في النص: نفط", "Without: In the text: نفط", id="no-text"),
        pytest.param("مصدر:رويترز", "المصدر: رويترز", "Source: رويترز", id="source"),
        pytest.param(
            "سعر أو (أسعار -نفط)", "سعر أو أسعار بلا: نفط", "سعر or أسعار Without: نفط", id="or"
        ),
        pytest.param("تاريخ:2018-01-01..2018-12-31", "سنة 2018", "Year 2018", id="year"),
        pytest.param("تاريخ:2018-10", "أكتوبر 2018", "October 2018", id="month"),
        pytest.param("تاريخ:2018-10-05", "5 أكتوبر 2018", "5 October 2018", id="day"),
        pytest.param(
            "تاريخ:2017..2018-03",
            "من يناير 2017 إلى مارس 2018",
            "From January 2017 to March 2018",
            id="months",
        ),
        pytest.param("تاريخ:2016..9999", "من 2016 إلى 9999", "From 2016 to 9999", id="to-the-end"),
        pytest.param("تاريخ:2016..", "منذ 1 يناير 2016", "Since 1 January 2016", id="since"),
        pytest.param("تاريخ:..2016", "حتى 31 ديسمبر 2016", "Until 31 December 2016", id="until"),
        pytest.param(
            'مبلغ:"> 1 مليار دولار"',
            "المبلغ: أكثر من 1 مليار دولار",
            "Amount: more than 1 billion US dollars",
            id="more-than",
        ),
        pytest.param('مبلغ:"< 5"', "المبلغ: أقل من 5", "Amount: less than 5", id="less-than"),
        pytest.param(
            "نسبة:>=0.5%", "النسبة: 0.5% على الأقل", "Percentage: at least 0.5%", id="least"
        ),
        pytest.param("نسبة:<=5%", "النسبة: 5% على الأكثر", "Percentage: at most 5%", id="most"),
        pytest.param('نسبة:"5..7%"', "النسبة: 5 إلى 7%", "Percentage: 5 to 7%", id="between"),
        pytest.param(
            'مبلغ:"500 مليون..2 مليار ريال"',
            "المبلغ: 500 مليون إلى 2 مليار ريال",
            "Amount: 500 million to 2 billion riyals",
            id="two-scales",
        ),
        pytest.param(
            'كمية:"1500 برميل"', "الكمية: 1,500 برميل", "Quantity: 1,500 barrels", id="quantity"
        ),
    ],
)
def test_a_part_of_a_query_is_said_in_words(said, typed, arabic, english):
    """In the language of the page; what was typed stays as it was typed."""
    assert said(typed) == [arabic]
    assert said(typed, "lang=en") == [english]


def test_digits_are_those_of_the_reader(said):
    """In amounts and in days."""
    assert said("نسبة:5% تاريخ:2018", "digits=arab") == ["النسبة: ٥٪", "سنة ٢٠١٨"]


@pytest.mark.parametrize(
    ("typed", "plain", "two", "words"),
    [
        pytest.param("نفط", True, False, True, id="word"),
        pytest.param("-نفط", True, False, True, id="excluded"),
        pytest.param("أسعار النفط", False, True, True, id="two"),
        pytest.param("نفط -غاز", False, False, True, id="one-wanted"),
        pytest.param("نفط غاز ذهب", False, False, True, id="three"),
        pytest.param("عنوان:نفط", False, False, True, id="field"),
        pytest.param("تاريخ:2018 شركة:أرامكو", False, False, False, id="no-words"),
        pytest.param("", False, False, False, id="nothing"),
    ],
)
def test_what_a_query_is_made_of_is_known(sampled, typed, plain, two, words):
    """The page says other things of one word, of two, and of none."""
    chips = sampled.search(Request(text=typed)).chips
    assert (is_plain(chips), are_two_words(chips), have_words(chips)) == (plain, two, words)


def test_a_filter_is_said_in_words(app):
    """What it is about and its value; what is excluded needs its value only."""
    filters = Filters().add(Label("country", "مصر")).exclude(Label("company", "أرامكو السعودية"))
    request = Request(filters=filters, synonyms=False, literal=True)
    for query, expected in (
        ("", ["البلد: مصر", "بلا: أرامكو السعودية", "من دون المرادفات", "كما كُتب، من دون تصحيح"]),
        (
            "lang=en",
            [
                "Country: Egypt",
                "Without: Saudi Aramco",
                "Without synonyms",
                "As typed, without correction",
            ],
        ),
    ):
        with app.test_request_context(f"/search?{query}"):
            assert [filter_in_words(each) for each in active_filters(request)] == expected
