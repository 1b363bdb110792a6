"""What a person typed -> a query."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import ArabicAnalyzer
from search.query.parser import MAX_NESTING, MAX_TERMS, MAX_TEXT, parse_query
from search.query.tree import (
    All,
    Any,
    Dates,
    InField,
    Named,
    Not,
    Phrase,
    Prefix,
    Query,
    Word,
    unparse,
)

ANALYZER = ArabicAnalyzer()


ARAMCO = Named("company", "أرامكو السعودية", ("أرامكو السعودية",))


def word(text):
    """Return the query of one word."""
    (one,) = ANALYZER.words(text)
    return Word.of(one)


def phrase(text, slop=0):
    """Return the query of a phrase."""
    return Phrase(tuple(word(each) for each in text.split()), slop)


def all_of(*parts):
    """Return an AND of words and queries."""
    return All(tuple(word(part) if isinstance(part, str) else part for part in parts))


def any_of(*parts):
    """Return an OR of words and queries."""
    return Any(tuple(word(part) if isinstance(part, str) else part for part in parts))


def parse(text):
    """Return the query that text means."""
    return parse_query(text, ANALYZER).query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("أسعار النفط", all_of("أسعار", "النفط"), id="blank-is-and"),
        pytest.param('"أسعار النفط"', phrase("أسعار النفط"), id="phrase"),
        pytest.param("«سعر الصرف» مصر", all_of(phrase("سعر الصرف"), "مصر"), id="guillemets"),
        pytest.param("“سعر الصرف”", phrase("سعر الصرف"), id="curly-quotes"),
        pytest.param("„سعر الصرف“", phrase("سعر الصرف"), id="low-quotes"),
        pytest.param('"سعر الصرف"~3', phrase("سعر الصرف", 3), id="slop"),
        pytest.param("تضخم أو غلاء", any_of("تضخم", "غلاء"), id="arabic-or"),
        pytest.param("تضخم او غلاء", any_of("تضخم", "غلاء"), id="arabic-or-without-hamza"),
        pytest.param("نفط OR غاز", any_of("نفط", "غاز"), id="latin-or"),
        pytest.param("نفط|غاز", any_of("نفط", "غاز"), id="bar"),
        pytest.param("نفط AND غاز", all_of("نفط", "غاز"), id="latin-and"),
        pytest.param("النفط و الغاز", all_of("النفط", "الغاز"), id="arabic-and"),
        pytest.param(
            "(قرض أو تمويل) صندوق النقد -البنك",
            all_of(any_of("قرض", "تمويل"), "صندوق", "النقد", Not(word("البنك"))),
            id="group-and-exclusion",
        ),
        pytest.param("نفط −غاز", all_of("نفط", Not(word("غاز"))), id="minus-sign"),
        pytest.param("نفط –غاز", all_of("نفط", Not(word("غاز"))), id="en-dash"),
        pytest.param("قرض بدون فوائد", all_of("قرض", "بدون", "فوائد"), id="bidun-is-a-word"),
        pytest.param("الربح ليس كافيا", all_of("الربح", "ليس", "كافيا"), id="laysa-is-a-word"),
        pytest.param("نفط أو بدون غاز", any_of("نفط", all_of("بدون", "غاز")), id="bidun-after-or"),
        pytest.param("نفط بدون", all_of("نفط", "بدون"), id="bidun-at-the-end"),
        pytest.param("بدون فوائد", Not(word("فوائد")), id="bidun-first"),
        pytest.param("ليس غاز نفط", all_of(Not(word("غاز")), "نفط"), id="laysa-first"),
        pytest.param(
            'نفط بدون "سعر الصرف"',
            all_of("نفط", Not(phrase("سعر الصرف"))),
            id="bidun-before-phrase",
        ),
        pytest.param(
            "نفط ليس «سعر الصرف»", all_of("نفط", Not(phrase("سعر الصرف"))), id="laysa-before-phrase"
        ),
        pytest.param(
            "نفط بدون (غاز أو ذهب)",
            all_of("نفط", Not(any_of("غاز", "ذهب"))),
            id="bidun-before-group",
        ),
        pytest.param(
            "نفط ليس (غاز أو ذهب)",
            all_of("نفط", Not(any_of("غاز", "ذهب"))),
            id="laysa-before-group",
        ),
        pytest.param("نفط NOT غاز", all_of("نفط", Not(word("غاز"))), id="latin-not"),
        pytest.param("-غاز", Not(word("غاز")), id="only-negative"),
        pytest.param('نفط -"سعر الصرف"', all_of("نفط", Not(phrase("سعر الصرف"))), id="not-phrase"),
        pytest.param("NOT NOT نفط", word("نفط"), id="two-negations"),
        pytest.param(
            "عنوان:موازنة 2024", all_of(InField("title", word("موازنة")), "2024"), id="title-field"
        ),
        pytest.param("العنوان: موازنة", InField("title", word("موازنة")), id="field-then-blank"),
        pytest.param("Title:موازنة", InField("title", word("موازنة")), id="latin-field"),
        pytest.param("مصدر:رويترز", InField("by_source", word("رويترز")), id="source-field"),
        pytest.param("قسم:عملات", InField("by_section", word("عملات")), id="section-field"),
        pytest.param("كاتب:أحمد", InField("by_author", word("أحمد")), id="author-field"),
        pytest.param(
            "نص:(نفط أو غاز)", InField("body", any_of("نفط", "غاز")), id="field-with-group"
        ),
        pytest.param(
            'عنوان:"سعر الصرف"', InField("title", phrase("سعر الصرف")), id="field-with-phrase"
        ),
        pytest.param("بلد:مصر", Named("country", "مصر", ("مصر",)), id="country"),
        pytest.param("Country: egypt", Named("country", "مصر", ("مصر",)), id="country-in-english"),
        pytest.param(
            "شركة:ارامكو أرباح", all_of(ARAMCO, "أرباح"), id="another-writing-is-the-name"
        ),
        pytest.param(
            "الشركة:أرامكو السعودية أرباح", all_of(ARAMCO, "أرباح"), id="name-of-two-words"
        ),
        pytest.param('شركة:"أرامكو السعودية"', ARAMCO, id="name-in-quotes"),
        pytest.param("-شركة:أرامكو", Not(ARAMCO), id="not-a-name"),
        pytest.param(
            "بلد:(مصر أو المملكة المتحدة)",
            any_of(
                Named("country", "مصر", ("مصر",)),
                Named("country", "المملكة المتحدة", ("المملكة المتحدة",)),
            ),
            id="names-in-a-group",
        ),
        pytest.param("بلد:نارنيا", Named("country", "نارنيا", ()), id="a-name-that-nothing-has"),
        pytest.param(
            "تاريخ:2023-01..2023-06",
            Dates(date(2023, 1, 1), date(2023, 6, 30)),
            id="date-range",
        ),
        pytest.param("date:٢٠٢٣", Dates(date(2023, 1, 1), date(2023, 12, 31)), id="year"),
        pytest.param("تاريخ:غدا", word("غدا"), id="no-date-is-text"),
        pytest.param("استثمار*", Prefix("استثمار", "استثمار"), id="prefix"),
        pytest.param("اق*", word("اق"), id="prefix-too-short"),
        pytest.param("3.5% نمو", all_of("3.5%", "نمو"), id="percent"),
        pytest.param("-3%", word("3%"), id="negative-percent"),
        pytest.param("نمو -3%", all_of("نمو", "3%"), id="negative-percent-after-a-word"),
        pytest.param("نمو −٣٪", all_of("نمو", "٣٪"), id="negative-percent-in-arabic"),
        pytest.param("نمو -%3", all_of("نمو", "%3"), id="negative-percent-with-its-sign-first"),
        pytest.param("نمو -.5", all_of("نمو", ".5"), id="negative-decimal"),
        pytest.param("-2015", word("2015"), id="negative-number"),
        pytest.param("نفط -2015", all_of("نفط", "2015"), id="negative-number-after-a-word"),
        pytest.param("نفط NOT 2015", all_of("نفط", Not(word("2015"))), id="excluded-number"),
        pytest.param("2016م", word("2016"), id="year-of-the-era"),
        pytest.param("2016 م", word("2016"), id="year-of-the-era-apart"),
        pytest.param("1437هـ", word("1437"), id="hijri-year"),
        pytest.param("1437 هـ", word("1437"), id="hijri-year-apart"),
        pytest.param("موازنة ١٤٣٧هـ قطر", all_of("موازنة", "١٤٣٧", "قطر"), id="hijri-year-inside"),
        pytest.param("عام 2016م النفط", all_of("عام", "2016", "النفط"), id="year-inside"),
        pytest.param("20م", all_of("20", "م"), id="no-year-no-era"),
        pytest.param("م 2016", all_of("م", "2016"), id="letter-before-a-year"),
        pytest.param("2016 مصر", all_of("2016", "مصر"), id="word-after-a-year"),
        pytest.param('"14 بروتوكول"', phrase("14 بروتوكول"), id="number-in-phrase"),
        pytest.param("أوبك+ النفط", all_of("أوبك+", "النفط"), id="plus-is-text"),
        pytest.param("10:30", all_of("10", "30"), id="time-is-text"),
        pytest.param("كلمة:أخرى", all_of("كلمة", "أخرى"), id="unknown-field-is-text"),
        pytest.param("https://x.com/a", all_of("https", "x", "com", "a"), id="url-is-text"),
        pytest.param("كم سعر الذهب؟", all_of("كم", "سعر", "الذهب"), id="question-mark"),
        pytest.param("نفط،غاز؛!", all_of("نفط", "غاز"), id="punctuation"),
        pytest.param("نفط - غاز", all_of("نفط", "غاز"), id="lone-dash"),
        pytest.param('"أسعار النفط', phrase("أسعار النفط"), id="open-quote"),
        pytest.param("(نفط أو غاز", any_of("نفط", "غاز"), id="open-group"),
        pytest.param("نفط) غاز", all_of("نفط", "غاز"), id="stray-closing"),
        pytest.param("نفط OR", word("نفط"), id="or-without-right"),
        pytest.param("OR نفط", word("نفط"), id="or-without-left"),
        pytest.param("أو", word("أو"), id="operator-alone-is-a-word"),
        pytest.param('"أو"', phrase("أو"), id="operator-in-quotes"),
        pytest.param("ليس", word("ليس"), id="negation-alone-is-a-word"),
        pytest.param('ال "ميكست"', phrase("ميكست"), id="detached-article"),
        pytest.param('"" نفط', word("نفط"), id="empty-phrase"),
        pytest.param("() نفط", word("نفط"), id="empty-group"),
        pytest.param("عنوان:", word("عنوان"), id="field-name-alone-is-a-word"),
        pytest.param("؟؟ *", All(()), id="no-words"),
        pytest.param("", All(()), id="empty"),
    ],
)
def test_parse(text, query):
    """Each thing that can be typed means what the help page says."""
    assert parse(text) == query


SPOKEN = st.text(
    st.sampled_from('نفطغاز سعر"«»“”()|-−:*~+؟،.23أو ليس OR NOT عنوان:تاريخ:2023..بدونهـم%'),
    max_size=80,
)
#: The same, of whole words: letters by chance seldom are an operator.
WORDED = st.lists(
    st.sampled_from('نفط غاز بدون ليس أو و OR NOT - ( ) " -3% 2016م 1437 هـ م عنوان: نف*'.split())
).map(" ".join)


@given(st.one_of(st.text(), SPOKEN, WORDED))
def test_nothing_that_can_be_typed_is_an_error(text):
    """Parsing never raises, and its echo means the same again."""
    query = parse(text)
    assert isinstance(query, Query)
    echo = unparse(query)
    if len(echo) <= MAX_TEXT:
        assert unparse(parse(echo)) == echo


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("نفط " * 600, None, id="too-long"),
        pytest.param(" ".join(f"س{n}" for n in range(60)), None, id="too-many-words"),
        pytest.param("(" * 400 + "نفط", word("نفط"), id="too-deep"),
        pytest.param("(-" * 250 + "نفط", word("نفط"), id="too-deep-in-steps"),
        pytest.param('"سعر الصرف"~99', phrase("سعر الصرف", 10), id="slop-too-large"),
    ],
)
def test_caps(text, query):
    """What is too much is cut, and the result says so."""
    parsed = parse_query(text, ANALYZER)
    assert parsed.capped
    if query is not None:
        assert parsed.query == query
    else:
        assert len(parsed.query.parts) <= MAX_TERMS


def test_what_is_within_the_caps_is_not_cut():
    """The caps themselves are still allowed."""
    assert not parse_query("(" * MAX_NESTING + "نفط" + ")" * MAX_NESTING, ANALYZER).capped
    assert not parse_query(" ".join(["نفط"] * MAX_TERMS), ANALYZER).capped
