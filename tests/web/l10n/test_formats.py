"""Counts and dates as Arabic says them."""

from datetime import date

import pytest

from web.l10n.formats import counted, long_date, number


@pytest.mark.parametrize(
    ("value", "result", "article"),
    [
        pytest.param(0, "لا نتائج", "لا مقالات", id="zero"),
        pytest.param(1, "نتيجة واحدة", "مقال واحد", id="one"),
        pytest.param(2, "نتيجتان", "مقالان", id="two"),
        pytest.param(3, "3 نتائج", "3 مقالات", id="few, the first"),
        pytest.param(10, "10 نتائج", "10 مقالات", id="few, the last"),
        pytest.param(11, "11 نتيجة", "11 مقالًا", id="many, the first"),
        pytest.param(99, "99 نتيجة", "99 مقالًا", id="many, the last"),
        pytest.param(100, "100 نتيجة", "100 مقال", id="other"),
        pytest.param(102, "102 نتيجة", "102 مقال", id="other, with two over"),
        pytest.param(103, "103 نتائج", "103 مقالات", id="few again"),
        pytest.param(31030, "31,030 نتيجة", "31,030 مقالًا", id="many again, in thousands"),
    ],
)
def test_the_six_forms_of_the_plural(value, result, article):
    """A count has the form that Arabic grammar asks for, not '2 نتيجة'."""
    assert counted(value, "result") == result
    assert counted(value, "article") == article


@pytest.mark.parametrize(
    ("value", "copies"),
    [
        pytest.param(1, "ونسخة مطابقة", id="one"),
        pytest.param(2, "ونسختان مطابقتان", id="two"),
        pytest.param(3, "\u2066+3\u2069 نسخ مطابقة", id="few"),
        pytest.param(11, "\u2066+11\u2069 نسخة مطابقة", id="many"),
        pytest.param(100, "\u2066+100\u2069 نسخة مطابقة", id="other"),
    ],
)
def test_copies_are_counted_beside_the_article(value, copies):
    """The plus sign stays before its number in a line from right to left."""
    assert counted(value, "copy") == copies


def test_dates_are_long_and_numbers_have_their_thousands_apart():
    """Digits are Latin unless others are chosen."""
    assert long_date(date(2016, 11, 3)) == "3 نوفمبر 2016"
    assert number(1234567) == "1,234,567"
