"""A date is read in every form that newspapers print, and never guessed."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.dates import DateError, NotADateError, is_utc, parse_date

DAY = datetime(2023, 5, 7)  # noqa: DTZ001  a printed date has no zone
MINUTE = DAY.replace(hour=10, minute=20)
SECOND = MINUTE.replace(second=30)
EVENING = datetime(2020, 10, 2, 19, 31)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        pytest.param("2023-05-07", DAY, id="day"),
        pytest.param("2023/05/07", DAY, id="slashes"),
        pytest.param("2023.5.7", DAY, id="points"),
        pytest.param("20230507", DAY, id="compact"),
        pytest.param(" 2023-05-07\n", DAY, id="blanks"),
        pytest.param("2023-05-07 10:20", MINUTE, id="minute"),
        pytest.param("2023-05-07T10:20:30", SECOND, id="second"),
        pytest.param("2023-05-07T10:20:30Z", SECOND, id="zulu"),
        pytest.param("2023-05-07T10:20:30+03:00", SECOND, id="offset"),
        pytest.param("2023-05-07T10:20:30-0330", SECOND, id="offset without colon"),
        pytest.param("2023-05-07 10:20:30+03", SECOND, id="offset of hours"),
        pytest.param("2023-05-07T10:20:30.123456Z", SECOND, id="fraction"),
        pytest.param("20230507T102030Z", SECOND, id="compact with time"),
        pytest.param("20230507102030", SECOND, id="fourteen digits"),
    ],
)
def test_iso_8601(printed, moment):
    """What programs write; an offset is dropped, the clock stays as printed."""
    assert parse_date(printed) == moment


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        pytest.param("Sun, 07 May 2023 10:20:30 +0300", SECOND, id="rfc 822"),
        pytest.param("Sun, 7 May 2023 10:20:30 GMT", SECOND, id="gmt"),
        pytest.param("07 May 2023 10:20 EST", MINUTE, id="zone name"),
        pytest.param("Sun May  7 10:20:30 2023", SECOND, id="ctime"),
        pytest.param("Sun May 07 2023 10:20:30 GMT+0300 (Arabian Standard Time)", SECOND, id="js"),
        pytest.param("2023-05-07 10:20:30 +0000 UTC", SECOND, id="go"),
        pytest.param("Sun, 07 May 2023 10:20:30 -0000 (UTC)", SECOND, id="comment"),
        pytest.param("May 7, 2023 10:20 AM", MINUTE, id="american"),
        pytest.param("May 7th, 2023 at 10:20 a.m.", MINUTE, id="ordinal"),
        pytest.param("7-May-2023", DAY, id="hyphens"),
        pytest.param("Published: 7 May 2023", DAY, id="published"),
    ],
)
def test_english(printed, moment):
    """What feeds and English programs print."""
    assert parse_date(printed) == moment


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        pytest.param("1683454830", SECOND, id="seconds"),
        pytest.param("1683454830000", SECOND, id="milliseconds"),
        pytest.param("1683454830.75", SECOND, id="fraction"),
        pytest.param("631152000", datetime(1990, 1, 1), id="first"),  # noqa: DTZ001
    ],
)
def test_seconds_since_1970(printed, moment):
    """A number has no clock of its own: UTC."""
    assert parse_date(printed) == moment


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        pytest.param("الجمعة 02 أكتوبر 2020 - 19:31", EVENING, id="weekday and time"),
        pytest.param("الجمعة ٠٢ أكتوبر ٢٠٢٠ - ١٩:٣١", EVENING, id="arabic digits"),
        pytest.param("۲ اکتوبر ۲۰۲۰ ۱۹:۳۱", EVENING, id="persian digits"),
        pytest.param("02 أكتوبر 2020 7:31 م", EVENING, id="evening"),
        pytest.param("7:31 مساءً، الجمعة 02 أكتوبر 2020م", EVENING, id="time first"),
        pytest.param("02 أكتوبر 2020، الساعة 19:31 بتوقيت غرينتش", EVENING, id="zone in words"),
        pytest.param("19:31 -02 أكتوبر 2020", EVENING, id="hyphen is no offset"),
        pytest.param("نشر في: 7 مايو 2023", DAY, id="set words"),
        pytest.param("تاريخ النشر: 2023-05-07", DAY, id="label"),
        pytest.param("7 أيار/مايو 2023", DAY, id="two names"),
        pytest.param("7 أيار (مايو) 2023", DAY, id="two names in brackets"),
        pytest.param("7مايو2023", DAY, id="glued"),
        pytest.param("7 مــايو 2023", DAY, id="tatweel"),
        pytest.param("\u200f7\u00a0مَايُو\u00a02023\u200e", DAY, id="marks and controls"),
        pytest.param("7 مايو 2023 10:20 ص", MINUTE, id="morning"),
        pytest.param("7 مايو 2023 12:20 ص", DAY.replace(minute=20), id="after midnight"),
        pytest.param("7 مايو 2023 12:20 م", DAY.replace(hour=12, minute=20), id="after noon"),
        pytest.param("2 أكتوبر 2020 19:31 م", EVENING, id="evening said twice"),
    ],
)
def test_arabic(printed, moment):
    """What Arabic newspapers print."""
    assert parse_date(printed) == moment


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("13/04/2023", id="day first"),
        pytest.param("04/13/2023", id="month first"),
        pytest.param("13 - 04 - 2023", id="blanks"),
        pytest.param("١٣/٤/٢٠٢٣", id="arabic digits"),
        pytest.param("الخميس 13.4.2023", id="weekday"),
    ],
)
def test_only_one_number_can_be_the_day(printed):
    """No month has the number 13."""
    assert parse_date(printed).strftime("%d %m") == "13 04"


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        pytest.param("الأحد 7/5/2023", DAY, id="day first"),
        pytest.param("الأحد 5/7/2023", DAY, id="month first"),
        pytest.param("Sunday, 7.5.2023", DAY, id="english"),
        pytest.param("7/5/2023 - الأحد", DAY, id="weekday last"),
        pytest.param("الأحد 7 / 5 / 2023 10:20", MINUTE, id="blanks and time"),
    ],
)
def test_the_weekday_decides_between_day_and_month(printed, moment):
    """7 May 2023 was a Sunday, 5 July a Wednesday."""
    assert parse_date(printed) == moment


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        pytest.param("GMT 10:20 7.5.2023 الأحد", MINUTE, id="zone before the time"),
        pytest.param("GMT 10:20 17.05.2023", MINUTE.replace(day=17), id="no weekday"),
        pytest.param("Sun,7 May 2023 10:20:30 GMT+9", SECOND, id="no blank after the weekday"),
        pytest.param("الأحد،7 مايو 2023 10:20", MINUTE, id="arabic comma"),
        pytest.param("Sun,7 May 2023 4:5:6 GMT", datetime(2023, 5, 7, 4, 5, 6), id="one digit"),  # noqa: DTZ001
        pytest.param("Sun, 07 May 23 10:20:30 +0300", SECOND, id="two digits of a year"),
        pytest.param("7 May 23 10:20 GMT", MINUTE, id="no weekday, no second"),
        pytest.param("Fri, 07 May 99 10:20:30 GMT", SECOND.replace(year=1999), id="20th century"),
    ],
)
def test_what_feeds_print_carelessly(printed, moment):
    """Programs of single sites; each is certain."""
    assert parse_date(printed) == moment


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        pytest.param("1602-20-16", datetime(2016, 2, 16), id="hijri year"),  # noqa: DTZ001
        pytest.param("3011-20-15", datetime(2015, 11, 30), id="future year"),  # noqa: DTZ001
        pytest.param("2012-20-16", datetime(2016, 12, 20), id="possible year"),  # noqa: DTZ001
        pytest.param("0404-20-16", datetime(2016, 4, 4), id="one number"),  # noqa: DTZ001
        pytest.param("0308-20-16", datetime(2016, 8, 3), id="two possible days"),  # noqa: DTZ001
    ],
)
def test_a_date_cut_up_as_if_its_year_stood_first(printed, day):
    """16022016 as 1602-20-16: no month is the 20th, and its program writes the day first."""
    assert parse_date(printed) == day


@pytest.mark.parametrize(
    ("printed", "utc"),
    [
        pytest.param("2023-05-07T10:20:30Z", True, id="zulu"),
        pytest.param("Sun, 07 May 2023 10:20:30 GMT", True, id="gmt"),
        pytest.param("Sun, 07 May 2023 10:20:30 +0000", True, id="offset"),
        pytest.param("2023-05-07 10:20:30 +00:00 (UTC)", True, id="comment"),
        pytest.param("Sun, 07 May 2023 10:20:30 +0300", False, id="other offset"),
        pytest.param("2023-05-07T10:20:30", False, id="no zone"),
        pytest.param("GMT 10:20 17.05.2023", False, id="elsewhere"),
        pytest.param("2023-05-07" + " " * 200 + "Z", False, id="long"),
    ],
)
def test_a_clock_of_utc_is_told(printed, utc):
    """A feed in UTC alone is not the clock of its readers."""
    assert is_utc(printed) is utc


def test_day_and_month_of_one_number():
    """Either order is the same day."""
    assert parse_date("04/04/2023").strftime("%d %m") == "04 04"


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("1 ذو الحجة 1436 هـ - 15 سبتمبر 2015 م", id="hijri first"),
        pytest.param("15 سبتمبر 2015 م - 1 ذو الحجة 1436 هـ", id="gregorian first"),
        pytest.param("الثلاثاء 1 ذي الحجة 1436هـ الموافق 15 سبتمبر 2015م", id="weekday"),
        pytest.param("15/9/2015 الموافق 1/12/1436هـ", id="numbers"),
        pytest.param("1436-12-01 | 2015-09-15", id="year first"),
    ],
)
def test_the_gregorian_of_two_dates_is_taken(printed):
    """Gulf newspapers print both."""
    assert parse_date(printed).isoformat() == "2015-09-15T00:00:00"


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        pytest.param("03/04/2023", "day or the month first; write 2023-04-03 or", id="ambiguous"),
        pytest.param("الثلاثاء 7/5/2023", "day or the month first", id="weekday of neither"),
        pytest.param("الثلاثاء 9/5/2023", "day or the month first", id="weekday of both"),
        pytest.param("الأحد الاثنين 7/5/2023", "day or the month first", id="two weekdays"),
        pytest.param("الثلاثاء، 5 جمادى الأولى 1445هـ", "a Hijri date", id="hijri"),
        pytest.param("5 رمضان 1444", "a Hijri date", id="hijri without mark"),
        pytest.param("9 ربيع الآخر", "a Hijri date", id="hijri without year"),
        pytest.param("1/12/1436هـ", "a Hijri date", id="hijri numbers"),
        pytest.param("0231-20-16", "year 231", id="cut up from no month"),
        pytest.param("0000-00-00", "year 0", id="no date of a database"),
        pytest.param("2011-20-10", "day that does not exist", id="cut up, or day second"),
        pytest.param("3213-20-16", "year 3213", id="cut up from no day"),
        pytest.param("1602-21-16", "year 1602", id="cut up from no century"),
        pytest.param("Sun, 07 May 30 10:20:30 GMT", "year 2030", id="two digits of the future"),
        pytest.param("1899-12-31", "year 1899", id="too early"),
        pytest.param("2 مايو 2999", "year 2999", id="too late"),
        pytest.param("2023-02-29", "day that does not exist", id="no leap year"),
        pytest.param("20231301", "day that does not exist", id="month 13"),
        pytest.param("31/02/2023", "day that does not exist", id="february 31"),
        pytest.param("13/14/2023", "day that does not exist", id="months 13 and 14"),
        pytest.param("2023-05-07 25:00", "time that does not exist", id="hour 25"),
        pytest.param("7 مايو 2023 19:31 ص", "half of the day", id="evening in the morning"),
        pytest.param("7 مايو 2023 0:31 م", "half of the day", id="hour 0 in the evening"),
        pytest.param("2 حزيران/يوليو 2023", "two different months", id="two months"),
        pytest.param("4102444799", "year 2099", id="seconds of the future"),
    ],
)
def test_a_date_that_is_uncertain_or_none_is_refused(printed, reason):
    """No date is better than a wrong one; the message says what would do."""
    with pytest.raises(DateError, match=reason) as refused:
        parse_date(printed)
    assert not isinstance(refused.value, NotADateError)
    assert "write" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("أسعار النفط", id="words"),
        pytest.param("2023", id="year"),
        pytest.param("2023-05", id="month"),
        pytest.param("7 مايو", id="no year"),
        pytest.param("13/04/23", id="two digits of a year"),
        pytest.param("123/4/567", id="three digits of a year"),
        pytest.param("2023/04/2024", id="two years"),
        pytest.param("7 M5 2023", id="no name of a month"),
        pytest.param("7 مايو 2023 8 مايو 2023", id="two dates"),
        pytest.param("7 مايو 2023 م 10:30", id="era or evening"),
        pytest.param("ارتفع النفط في 7 مايو 2023", id="date in a sentence"),
        pytest.param("5", id="small number"),
        pytest.param("99999999999", id="large number"),
        pytest.param("9" * 50, id="larger number"),
        pytest.param("7 مايو 2023" + " " * 200, id="long"),
        pytest.param("\ud800", id="surrogate"),
    ],
)
def test_what_is_no_date_is_said_to_be_none(text):
    """The whole text must be the date."""
    with pytest.raises(NotADateError):
        parse_date(text)


def test_next_year_is_the_last():
    """Calendars of events are printed ahead, not far."""
    year = datetime.now(UTC).year
    assert parse_date(f"{year + 1}-01-01").year == year + 1
    with pytest.raises(DateError):
        parse_date(f"{year + 2}-01-01")


@given(st.text(max_size=60))
def test_no_text_raises_anything_else(text):
    """A date or a DateError, whatever a record says."""
    with suppress(DateError):
        assert parse_date(text).tzinfo is None


@given(st.text(alphabet="0123456789/-.: TZ+مايوصهـ٣", max_size=24))
def test_no_text_of_date_letters_raises_anything_else(text):
    """The same, near the truth."""
    with suppress(DateError):
        assert parse_date(text).tzinfo is None


@given(st.datetimes(datetime(1900, 1, 1), datetime.now() + timedelta(days=365)))  # noqa: DTZ001, DTZ005
def test_what_programs_print_is_read_back(moment):
    """Every second of the period, in the forms of ISO 8601 and RFC 822."""
    second = moment.replace(microsecond=0)
    assert parse_date(moment.isoformat()) == second
    assert parse_date(f"{second:%a, %d %b %Y %H:%M:%S} +0300") == second
    assert parse_date(f"{second:%Y%m%d%H%M%S}") == second
