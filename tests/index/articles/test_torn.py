"""Torn numbers are made whole as their own source says, or stay as printed."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Article
from index.articles.torn import Evidence, TornNumbers, mended, whole

#: Only turned round do these make sense; only as they stand do those.
TURNED, STRAIGHT = "85 .0 و08 .3", "0 .85 و3 .08"


def articles(*texts, source="الأفق"):
    """Return an article of each text, numbered."""
    return [
        Article(
            id=str(number),
            url="",
            title="",
            body=text,
            source=source,
            section="",
            author="",
            published=None,
        )
        for number, text in enumerate(texts)
    ]


def bodies(read):
    """Return the texts of articles in the order of their numbers."""
    return [article.body for article in sorted(read, key=lambda article: int(article.id))]


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        pytest.param("عند 47 .2394 نقطة", "عند 2394.47 نقطة", id="two-parts"),
        pytest.param("بلغ 820 .097 .5 سهم", "بلغ 5.097.820 سهم", id="three-parts"),
        pytest.param("460 .155 .704 .77", "77.704.155.460", id="four-parts"),
        pytest.param("مستوى 12 .2،663 نقطة", "مستوى 2،663.12 نقطة", id="thousands-by-comma"),
        pytest.param("خسارة -00 .10% أمس", "خسارة -10.00% أمس", id="sign-and-percent"),
        pytest.param("٤٧ ٫٢٣٩٤", "٢٣٩٤٫٤٧", id="arabic-digits"),
        pytest.param("47\u00a0.2394", "2394.47", id="no-break-space"),
        pytest.param("في عام 2009 .20% منحة", "في عام 2009 .20% منحة", id="year-ends-a-sentence"),
        pytest.param("منذ عام ٢٠٠٩ .٢٠% منحة", "منذ عام ٢٠٠٩ .٢٠% منحة", id="arabic-year"),
        pytest.param("31/12/2008 .30 يوما", "31/12/2008 .30 يوما", id="date-ends-a-sentence"),
        pytest.param("12-3-09 .50 قتيلا", "12-3-09 .50 قتيلا", id="date-with-hyphens"),
        pytest.param("الساعة 10:30 .5 ملايين", "الساعة 10:30 .5 ملايين", id="time"),
        pytest.param("G20 .15 دولة", "G20 .15 دولة", id="name"),
        pytest.param("2394.47 و1,200.5", "2394.47 و1,200.5", id="whole-already"),
        pytest.param("بلغ 12 . 30 يوما", "بلغ 12 . 30 يوما", id="full-stop-apart"),
    ],
)
def test_a_source_that_turns_numbers_round(printed, whole):
    """Its numbers are turned round; what only looks like one stays."""
    read = list(TornNumbers().mend(articles(printed, TURNED)))
    assert bodies(read)[0] == whole


def test_a_source_that_only_leaves_a_blank():
    """Its numbers lose their blank."""
    read = TornNumbers().mend(articles("عند 47 .2394 نقطة", STRAIGHT))
    assert bodies(read) == ["عند 47.2394 نقطة", "0.85 و3.08"]


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([], id="nothing-else"),
        pytest.param(["44 .1 و36 .7"], id="numbers-that-may-be-either"),
        pytest.param([TURNED, STRAIGHT], id="as-many-of-each"),
    ],
)
def test_without_evidence_numbers_stay_as_printed(others):
    """Nothing is guessed."""
    texts = ["عند 47 .2394 نقطة", *others]
    numbers = TornNumbers()
    assert bodies(numbers.mend(articles(*texts))) == texts
    assert mended(numbers.evidence) == {}


def test_each_source_speaks_for_itself():
    """What one source does says nothing of another."""
    one, other = articles("47 .12", TURNED), articles("47 .12", STRAIGHT, source="الضحى")
    read = list(TornNumbers().mend([*one, *other]))
    assert {article.source: article.body for article in read if article.id == "0"} == {
        "الأفق": "12.47",
        "الضحى": "47.12",
    }


def test_titles_too_and_every_number_is_counted():
    """The report can say how many numbers were made whole."""
    numbers = TornNumbers()
    (article,) = articles(TURNED)
    list(numbers.mend([article, *articles("47 .2394 و12 .7")]))
    assert mended(numbers.evidence) == {"الأفق": 4}


def test_earlier_articles_are_evidence():
    """What an index knows of a source decides for an article that says nothing itself."""
    known = {"الأفق": Evidence(turned=20, mended=7)}
    numbers = TornNumbers(known)
    assert bodies(numbers.mend(articles("47 .2394"))) == ["2394.47"]
    assert mended(numbers.evidence, known) == {"الأفق": 1}


def test_an_article_waits_for_the_evidence_of_its_source():
    """It does not matter whether the evidence comes before or after, and no article is lost."""
    texts = ["47 .2394", *["44 .1"] * 30, *[TURNED] * 8]
    read = list(TornNumbers().mend(articles(*texts)))
    assert bodies(read)[:2] == ["2394.47", "1.44"]
    assert sorted(article.id for article in read) == sorted(map(str, range(len(texts))))


def test_the_order_stays():
    """What came later comes later: of two versions of an article the last counts."""
    texts = ["47 .12", "نص بلا أرقام", "47 .13", TURNED, "12 .7", "نص آخر"]
    read = TornNumbers().mend(articles(*texts))
    assert [article.id for article in read] == ["0", "1", "2", "3", "4", "5"]


def test_few_articles_wait():
    """Memory stays flat: behind an article of a source that never decides are a thousand."""
    endless = (article for _ in count() for article in articles("44 .1"))
    assert next(TornNumbers().mend(endless)).body == "44 .1"


@given(st.text(alphabet="0123456789 .٫،/نقطة\u00a0", max_size=60))
def test_nothing_but_the_order_of_digits_changes(text):
    """Whatever is printed, no character but a blank is lost or added."""
    (read,) = TornNumbers({"الأفق": Evidence(turned=20)}).mend(articles(text))
    assert sorted(read.body.replace(" ", "").replace("\u00a0", "")) == sorted(
        text.replace(" ", "").replace("\u00a0", "")
    )


def test_what_a_source_repeats_stays_where_it_is():
    """When the numbers of an article that is indexed already are made whole."""
    (article,) = articles("عند 47 .2394 نقطة\nتابعونا على 85 .0\nانتهى")
    start, end = article.body.index("تابعونا"), article.body.index("\nانتهى")
    now, numbers = whole(replace(article, repeated=((start, end),)), Evidence(turned=8))
    assert (now.body, numbers) == ("عند 2394.47 نقطة\nتابعونا على 0.85\nانتهى", 2)
    assert [now.body[a:b] for a, b in now.repeated] == ["تابعونا على 0.85"]
