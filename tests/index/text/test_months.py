"""Every month name of every Arabic country names one month."""

from itertools import chain

import pytest
from babel import Locale

from index.articles.dates import parse_date
from index.text.lookup import plain
from index.text.months import arabic_locales, hijri_months, month_numbers, weekday_numbers

PRINTED = sorted(
    {
        (number, name)
        for locale in arabic_locales()
        for use in Locale.parse(locale).months.values()
        for number, name in chain(use["wide"].items(), use["abbreviated"].items())
    }
)


@pytest.mark.parametrize(
    ("number", "name"), [pytest.param(*month, id=f"{month[0]} {month[1]}") for month in PRINTED]
)
def test_every_name_of_cldr_is_read(number, name):
    """The reader of a date need not know where it was printed."""
    assert parse_date(f"7 {name} 2023").month == number


def test_all_families_are_there():
    """Gulf, Levant, Maghreb, Morocco, Mauritania: one name of each that no other has."""
    assert len(arabic_locales()) > 25
    names = {name for _, name in PRINTED}
    assert names >= {"نوفمبر", "تشرين الثاني", "جويلية", "نونبر", "شتمبر"}
    assert len(names) >= 41


def test_no_name_means_two_months():
    """Otherwise a date would depend on the country, which an archive does not say."""
    months = {}
    for number, name in PRINTED:
        assert months.setdefault(plain(name), number) == number


@pytest.mark.parametrize(
    ("number", "names"),
    [
        pytest.param(1, "يناير جانفي كانون_ثاني كانون_الثاني", id="1"),
        pytest.param(2, "فبراير فيفري شباط", id="2"),
        pytest.param(3, "مارس آذار اذار", id="3"),
        pytest.param(4, "أبريل إبريل ابريل أفريل نيسان", id="4"),
        pytest.param(5, "مايو ماي أيار ايار مايس", id="5"),
        pytest.param(6, "يونيو يونيه يونية جوان حزيران", id="6"),
        pytest.param(7, "يوليو يوليه يوليوز جويلية تموز", id="7"),
        pytest.param(8, "أغسطس اغسطس غشت أغشت أوت آب", id="8"),
        pytest.param(9, "سبتمبر شتنبر شتمبر أيلول ايلول", id="9"),
        pytest.param(10, "أكتوبر اكتوبر تشرين_أول تشرين_الأول", id="10"),
        pytest.param(11, "نوفمبر نونبر تشرين_ثاني تشرين_الثاني", id="11"),
        pytest.param(12, "ديسمبر دجنبر دجمبر كانون_أول كانون_الأول", id="12"),
    ],
)
def test_names_that_newspapers_print(number, names):
    """Hamzas left out, and names that CLDR has no more."""
    for name in names.split():
        assert month_numbers()[plain(name.replace("_", " "))] == number


def test_hijri_months_and_weekdays_are_no_gregorian_months():
    """The tables do not overlap."""
    assert not hijri_months() & month_numbers().keys()
    assert not weekday_numbers().keys() & month_numbers().keys()
