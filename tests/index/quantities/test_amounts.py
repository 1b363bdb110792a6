"""Which amounts a text prints, in whatever writing, and what is none."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.quantities.amounts import find_amounts, sign_of
from tests.index.quantities.printed import amounts_of, said, words_and_gaps

BILLIONS = (3.2e9, "usd")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("3.2 مليار دولار", id="digits"),
        pytest.param("٣٫٢ مليارات دولار", id="arabic-digits"),
        pytest.param("۳٫۲ مليار دولار", id="persian-digits"),
        pytest.param("3,2 مليار دولار", id="decimal-comma"),
        pytest.param("3,200 مليون دولار", id="thousands"),
        pytest.param("3200 مليون دولار أمريكي", id="millions"),
        pytest.param("3,200,000,000 دولار", id="without-scale"),
        pytest.param("3.200.000.000 دولاراً أميركياً", id="points-and-tanwin"),
        pytest.param("3 مليارات و200 مليون دولار", id="two-parts"),
        pytest.param("3 مليارات و 200 مليون دولار", id="detached-conjunction"),
        pytest.param("ثلاثة مليارات ومئتي مليون دولار", id="in-words"),
        pytest.param("ثلاثة مليارات ومائتا مليون دولار", id="nominative"),
        pytest.param("3.2مليار دولار", id="touching"),
        pytest.param("3.2 بليون دولار", id="other-word"),
        pytest.param("0.0032 تريليون دولار", id="trillions"),
        pytest.param("3.2 ألف مليون دولار", id="two-scales"),
        pytest.param("3.2 مليار من الدولارات", id="of-dollars"),
        pytest.param("(3.2) مليار دولار", id="brackets"),
        pytest.param("بـ3.2 مليار دولار", id="preposition"),
        pytest.param("$3.2 billion", id="sign"),
        pytest.param("$3.2bn", id="letters"),
        pytest.param("US$3.2b", id="country-and-sign"),
        pytest.param("3.2 billion US dollars", id="english"),
        pytest.param("USD 3.2 billion", id="code-before"),
        pytest.param("3.2bn USD", id="code-after"),
        pytest.param("3,200 million dollars", id="english-thousands"),
    ],
)
def test_every_writing_is_one_amount(text):
    """Value and unit do not depend on digits, words, scales, or the language."""
    assert amounts_of(text) == [BILLIONS]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        pytest.param("مليار دولار", (1e9, "usd"), id="scale-alone"),
        pytest.param("ملياري دولار", (2e9, "usd"), id="two-billion"),
        pytest.param("مليونا دولار", (2e6, "usd"), id="two-million-construct"),
        pytest.param("25 مليونا", None, id="no-unit"),
        pytest.param("25 مليوناً و500 ألف ريال", (25.5e6, "ri"), id="tanwin"),
        pytest.param("دولارين للبرميل", (2.0, "usd"), id="dual-of-the-unit"),
        pytest.param("نصف مليار درهم", (5e8, "drh"), id="half"),
        pytest.param("مليار ونصف المليار دولار", (1.5e9, "usd"), id="and-a-half"),
        pytest.param("مليار ونصف دولار", (1.5e9, "usd"), id="and-a-half-short"),
        pytest.param("ثلاثة ونصف مليار يورو", (3.5e9, "eur"), id="half-before-the-scale"),
        pytest.param("ثلاثة أرباع المليون دينار", (7.5e5, "din"), id="three-quarters"),
        pytest.param("12 ألفا و500 ريال قطري", (12500.0, "qar"), id="thousands-and-hundreds"),
        pytest.param("مئة وخمسة وعشرون دولارا", (125.0, "usd"), id="hundreds-in-words"),
        pytest.param("ثلاثمائة ألف طن", (3e5, "t"), id="compound-hundreds"),
        pytest.param("ثلاث مئة ألف طن", (3e5, "t"), id="parted-hundreds"),
        pytest.param("خمسة عشر يورو", (15.0, "eur"), id="teens"),
        pytest.param("العشرة ملايين برميل يوميا", (1e7, "bpd"), id="definite"),
        pytest.param("بخمسين مليون جنيه إسترليني", (5e7, "gbp"), id="clitic"),
        pytest.param("ألف مليار ين", (1e12, "jpy"), id="thousand-billion"),
        pytest.param("1.5 trillion yen", (1.5e12, "jpy"), id="english-yen"),
        pytest.param("half a million euros", (5e5, "eur"), id="english-half"),
        pytest.param("twenty-five dollars", (25.0, "usd"), id="english-words"),
        pytest.param("€5 مليار", (5e9, "eur"), id="euro-sign"),
        pytest.param("50 £", (50.0, "gbp"), id="sign-after"),
        pytest.param("15 ﷼", (15.0, "ri"), id="ligature"),
        pytest.param("5 ريالات سعودية", (5.0, "sar"), id="named"),
        pytest.param("200 ليرة لبنانية", (200.0, "lbp"), id="feminine"),
        pytest.param("70 روبلا", (70.0, "rub"), id="rouble"),
        pytest.param("35 سنتا", (35.0, "ct"), id="part-of-a-currency"),
    ],
)
def test_money(text, amount):
    """Currencies are told apart where they are named."""
    assert amounts_of(text) == ([amount] if amount else [])


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        pytest.param("5%", (5.0, "pct"), id="sign"),
        pytest.param("٪٥", (5.0, "pct"), id="sign-before"),
        pytest.param("5 في المئة", (5.0, "pct"), id="in-the-hundred"),
        pytest.param("5 بالمائة", (5.0, "pct"), id="by-the-hundred"),
        pytest.param("5 في المية", (5.0, "pct"), id="colloquial"),
        pytest.param("خمسة في المئة", (5.0, "pct"), id="in-words"),
        pytest.param("5  في المئة", (5.0, "pct"), id="two-blanks"),
        pytest.param("5 percent", (5.0, "pct"), id="english"),
        pytest.param("5 per cent", (5.0, "pct"), id="british"),
        pytest.param("واحد ونصف بالمئة", (1.5, "pct"), id="and-a-half"),
        pytest.param("44 .1%", (44.1, "pct"), id="torn-decimal"),
        pytest.param("25 نقطة أساس", (25.0, "bp"), id="basis-points"),
        pytest.param("نصف نقطة مئوية", (0.5, "pp"), id="percentage-points"),
        pytest.param("2,500.75 نقطة", (2500.75, "pt"), id="points"),
        pytest.param("1.3 مليون برميل يوميا", (1.3e6, "bpd"), id="barrels-a-day"),
        pytest.param("400 ألف برميل في اليوم", (4e5, "bpd"), id="barrels-in-a-day"),
        pytest.param("1.3 million b/d", (1.3e6, "bpd"), id="english-barrels-a-day"),
        pytest.param("مليوني برميل", (2e6, "bbl"), id="barrels"),
        pytest.param("3.5 أطنان", (3.5, "t"), id="tonnes"),
        pytest.param("10 أونصات", (10.0, "oz"), id="ounces"),
        pytest.param("6 مليارات قدم مكعبة", (6e9, "cuft"), id="cubic-feet"),
        pytest.param("15 مليار متر مكعب", (1.5e10, "cum"), id="cubic-metres"),
        pytest.param("500 ألف متر مربع", (5e5, "sqm"), id="square-metres"),
        pytest.param("129 ميغاواط", (129.0, "mw"), id="megawatts"),
        pytest.param("130 كلم", (130.0, "km"), id="kilometres"),
    ],
)
def test_percentages_and_quantities(text, amount):
    """A share is one in every writing; barrels a day are no barrels."""
    assert amounts_of(text) == [amount]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        pytest.param("بين 5 و7 في المئة", [(5.0, "pct"), (7.0, "pct")], id="between"),
        pytest.param("من 5 إلى 7 مليارات دولار", [(5e9, "usd"), (7e9, "usd")], id="from-to"),
        pytest.param("5-7%", [(5.0, "pct"), (7.0, "pct")], id="dash"),
        pytest.param("30 إلى 40 دولارا", [(30.0, "usd"), (40.0, "usd")], id="to"),
        pytest.param("5 أو 6 يورو", [(5.0, "eur"), (6.0, "eur")], id="or"),
        pytest.param("بين 500 مليون و2 مليار دولار", [(5e8, "usd"), (2e9, "usd")], id="own-scale"),
        pytest.param("من 800 إلى 1.2 مليار دولار", [(1.2e9, "usd")], id="another-scale"),
        pytest.param("100 مليار و150 مليار دولار", [(1e11, "usd"), (1.5e11, "usd")], id="list"),
        pytest.param("3 و4 و5 في المئة", [(3.0, "pct"), (4.0, "pct"), (5.0, "pct")], id="three"),
        pytest.param("5% و7 دولارات", [(5.0, "pct"), (7.0, "usd")], id="two-units"),
    ],
)
def test_ranges_and_lists_give_every_value(text, amounts):
    """A number without a unit has that of the number after it, and its scale."""
    assert amounts_of(text) == amounts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("في عام 2014", id="year"),
        pytest.param("400 مليون نسمة", id="people"),
        pytest.param("7 آلاف وظيفة", id="jobs"),
        pytest.param("فاز 3-1", id="score"),
        pytest.param("هاتف 0123456789", id="telephone"),
        pytest.param("5 مايو 2023", id="date"),
        pytest.param("الساعة 12:30", id="time"),
        pytest.param("ملايين الدولارات", id="vague"),
        pytest.param("بالدولار واليورو", id="units-without-numbers"),
        pytest.param("بلغ 5. دولار", id="another-sentence"),
        pytest.param("391ر10 مليار دينار", id="letter-for-a-point"),
        pytest.param("125 .055 .105 درهم", id="torn-in-parts"),
        pytest.param("سنتين", id="two-years-are-no-cents"),
        pytest.param("1234567890123456789012 دولار", id="endless"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_amount(text):
    """A number needs a unit, and must be readable."""
    assert amounts_of(text) == []


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        pytest.param("في عام 2014 مليار دولار", [(1e9, "usd")], id="named-year"),
        pytest.param("في 2014 مليار دولار", [(1e9, "usd")], id="year-before-a-scale"),
        pytest.param("المؤشر 2014 نقطة", [(2014.0, "pt")], id="value-like-a-year"),
        pytest.param("في 2014 و5 في المئة", [(5.0, "pct")], id="year-is-no-range"),
    ],
)
def test_a_year_is_no_part_of_an_amount(text, amounts):
    """It stands before amounts often."""
    assert amounts_of(text) == amounts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("نحو 3.2 مليار دولار أمريكي أمس", ["3.2 مليار دولار أمريكي"], id="whole"),
        pytest.param("بين 5 و7 في المئة من", ["5", "7 في المئة"], id="range"),
        pytest.param("دفع $3.2 billion نقدا", ["$3.2 billion"], id="sign"),
        pytest.param("USD 5", ["USD 5"], id="code-before"),
    ],
)
def test_the_words_of_an_amount(text, words):
    """First and last word enclose all that says it."""
    assert said(text) == words


def test_no_amount_is_beyond_all_bounds():
    """A scale multiplies another, but not without end."""
    ((value, _),) = amounts_of("مليار " * 50 + "دولار")
    assert value <= 10**30


def test_a_sign_is_part_of_a_number():
    """What stands at the digits says the unit."""
    assert [sign_of(*pair) for pair in (("5%", "5%"), ("$5", "5"), ("5€", "5"), ("5", "5"))] == [
        "pct",
        "usd",
        "eur",
        "",
    ]


SCALES = {"": 1, "ألف": 10**3, "مليون": 10**6, "مليار": 10**9, "تريليون": 10**12}
UNITS = {"دولار": "usd", "ريال سعودي": "sar", "برميل يوميا": "bpd", "يورو": "eur", "طن": "t"}


@given(
    st.integers(1, 999_999),
    st.integers(0, 3),
    st.sampled_from([*SCALES]),
    st.sampled_from([*UNITS]),
    st.booleans(),
)
def test_every_writing_of_a_value_is_equal(number, decimals, scale, unit, arabic):
    """Digits of any script, with their scale or multiplied, give an equal amount.

    What may be a year is one before a scale: in 2018 ملايين there are two.
    """
    assume(decimals or not scale or number not in range(1990, 2050))
    digits = f"{number / 10**decimals:.{decimals}f}"
    if arabic:
        digits = digits.translate(str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫"))
    whole, rest = divmod(number * SCALES[scale], 10**decimals)
    written = [f"{digits} {scale} {unit}".replace("  ", " ")]
    if not rest:
        written += [f"{whole} {unit}", f"{whole:,} {unit}"]
    for text in written:
        ((value, code),) = amounts_of(text)
        assert code == UNITS[unit]
        assert value == float(f"{number * SCALES[scale]}e-{decimals}")


PIECES = (
    "5", "3.2", "2014", "مليار", "ملياري", "مليونا", "ملايين", "ونصف", "نصف", "المليار", "خمسة",
    "وعشرون", "مئة", "دولار", "دولارين", "ريال", "سعودي", "برميل", "يوميا", "في", "اليوم", "المئة",
    "5%", "$5", "من", "إلى", "بين", "و", "-", ".", "،", "(", ")", "عام", "USD", "bn", "ر", "نفط",
    "الدولارات", "نقطة", "أساس", "أرباع", "عشر", "k", "a", "half",
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", " "]))))
def test_whatever_stands_in_a_row_is_read(pieces):
    """Amounts are of words of the text, one after the other, with a value."""
    words, gaps = words_and_gaps("".join(map("".join, pieces)))
    reached = -1
    for amount in find_amounts(words, gaps):
        assert reached < amount.first <= amount.last < len(words)
        assert amount.value >= 0
        reached = amount.last
