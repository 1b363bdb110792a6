"""A text as it comes from a site gives the article without the site."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.articles import read_articles
from index.articles.readers import plaintext

DATA = Path(__file__).parents[4].parent / "shared" / "data" / "articles-text"

HEADLINE = "ارتفاع أسعار النفط في الأسواق العالمية بعد قرار خفض الإنتاج"
PARAGRAPH = "ارتفعت أسعار النفط اليوم في الأسواق العالمية. " * 6
LAST = "وقال الوزير إن السوق مستقرة."
SITE = f"اقتصاد\n\n{HEADLINE}\n\n{PARAGRAPH}\n\nسوق متقلبة\n\n{LAST}\n\nزر الذهاب إلى الأعلى"


def test_a_page_of_a_site(read):
    """Section, headline, paragraphs and sub-headings; no button."""
    (article,), faults = read("a.txt", SITE)
    assert (article.section, article.title) == ("اقتصاد", HEADLINE)
    assert article.body == f"{PARAGRAPH}\n\nسوق متقلبة\n\n{LAST}"
    assert (article.url, article.source, article.author, article.published) == ("", "", "", None)
    assert faults == []


@pytest.mark.skipif(not DATA.is_dir(), reason="the articles of publishers are not in the project")
def test_a_real_page():
    """The whole of it, and nothing around it."""
    (article,) = read_articles([DATA / "industrial-partnership.txt"])
    assert article.section == "اقتصاد"
    assert len(article.title.split()) == 15
    assert len(article.body.split("\n\n")) == 13
    assert article.body.endswith(".")
    assert article.source == ""


@pytest.mark.parametrize(
    ("text", "section", "title"),
    [
        pytest.param(f"{HEADLINE}\n\n{PARAGRAPH}", "", HEADLINE, id="none"),
        pytest.param(
            f"أسواق المال والأعمال\n\n{HEADLINE}", "أسواق المال والأعمال", HEADLINE, id="3"
        ),
        pytest.param(
            f"خمس كلمات ليست قسما أبدا\n\n{HEADLINE}", "", "خمس كلمات ليست قسما أبدا", id="5 words"
        ),
        pytest.param(f"اقتصاد\n{HEADLINE}", "", "اقتصاد", id="no blank line"),
        pytest.param(f"ارتفاع النفط\n\n{PARAGRAPH}", "", "ارتفاع النفط", id="before a paragraph"),
        pytest.param(f"ارتفاع النفط\n\n{LAST}", "", "ارتفاع النفط", id="before a sentence"),
        pytest.param("ارتفاع أسعار النفط\n\nنفط", "", "ارتفاع أسعار النفط", id="before less"),
        pytest.param(f"\n\n اقتصاد \n\n\n{HEADLINE}..", "اقتصاد", f"{HEADLINE}..", id="blanks"),
        pytest.param(f"اقتصاد\n\n7 مايو 2023\n\n{HEADLINE}", "اقتصاد", HEADLINE, id="date"),
        pytest.param(PARAGRAPH, "", "", id="paragraph only"),
        pytest.param(HEADLINE, "", HEADLINE, id="headline only"),
    ],
)
def test_section_and_headline_are_told_by_their_place(read, text, section, title):
    """A section is short, alone, and stands before a headline."""
    (article,), faults = read("a.txt", text)
    assert (article.section, article.title, faults) == (section, title, [])


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("زر الذهاب إلى الأعلى", id="button"),
        pytest.param("زرّ الذهاب الى الاعلى ↑", id="spelling and signs"),
        pytest.param("اقرأ أيضا", id="read also"),
        pytest.param("اقرأ أيضاً: تراجع أسعار الذهب", id="read also, with a headline"),
        pytest.param("إقرأ ايضا | تراجع أسعار الذهب", id="read also, hamza"),
        pytest.param("شارك", id="share"),
        pytest.param("شارك هذا المقال على فيسبوك", id="share this"),
        pytest.param("Facebook", id="network"),
        pytest.param("المصدر: رويترز", id="source"),
    ],
)
def test_boilerplate_is_left_out_wherever_it_stands_alone(read, line):
    """Between paragraphs and at the end."""
    (article,), _ = read("a.txt", f"{HEADLINE}\n\n{PARAGRAPH}\n\n{line}\n\n{LAST}\n{line}")
    assert article.body == f"{PARAGRAPH}\n\n{LAST}"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("شارك الوفد في عرض موسع", id="share is a verb"),
        pytest.param("شارك على هامش المؤتمر", id="share on"),
        pytest.param("اقرأ أيضاً " + PARAGRAPH, id="a paragraph"),
        pytest.param("قد يهمكم الأمر", id="longer word"),
        pytest.param("وقال الوزير: نعم", id="speech"),
        pytest.param("المصدر:", id="label without name"),
        pytest.param("المصدر: " + "نفط " * 40, id="label before a sentence"),
        pytest.param("14.5 مليون برميل", id="number"),
        pytest.param("ارتفع في 7 مايو 2023", id="date in a sentence"),
        pytest.param("20230507", id="digits"),
    ],
)
def test_what_only_looks_like_boilerplate_stays(read, line):
    """Text of the article is never lost."""
    (article,), faults = read("a.txt", f"{HEADLINE}\n\n{line}\n\n{LAST}")
    assert article.body == f"{line.rstrip()}\n\n{LAST}" if line[-1] != " " else line in article.body
    assert (article.source, article.published, faults) == ("", None, [])


def test_a_button_glued_to_the_last_paragraph_goes(read):
    """Only where it is unmistakable: one word may end a sentence."""
    (article,), _ = read("a.txt", f"{HEADLINE}\n\n{PARAGRAPH}{LAST} زر الذهاب إلى الأعلى")
    assert article.body == f"{PARAGRAPH}{LAST}"
    (article,), _ = read("a.txt", f"{HEADLINE}\n\n{PARAGRAPH} من شارك")
    assert article.body.endswith("من شارك")


@pytest.mark.parametrize(
    ("line", "part", "name"),
    [
        pytest.param("المصدر: رويترز", "source", "رويترز", id="source"),
        pytest.param("المصدر : الجزيرة + وكالات", "source", "الجزيرة + وكالات", id="blank"),
        pytest.param("- مصدر الخبر: أ ف ب: خدمة", "source", "أ ف ب: خدمة", id="list"),
        pytest.param("بقلم: ليلى سالم", "author", "ليلى سالم", id="author"),
        pytest.param("القسم: أسواق", "section", "أسواق", id="section"),
    ],
)
def test_lines_that_say_who(read, line, part, name):
    """They give the article its source, author or section; the first one counts."""
    (article,), _ = read("a.txt", f"{HEADLINE}\n{PARAGRAPH}\n{line}\nالمصدر: آخر\nبقلم: آخر")
    assert getattr(article, part) == name
    assert line not in article.body


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("الأحد 7 مايو 2023 - 10:20", id="arabic"),
        pytest.param("نشر في: 2023-05-07 10:20", id="label"),
        pytest.param("2023/05/07 | 10:20 ص", id="numbers"),
    ],
)
def test_a_line_that_is_a_date_dates_the_article(read, line):
    """The first one; it is no part of the text."""
    (article,), faults = read("a.txt", f"{HEADLINE}\n\n{line}\n\n{PARAGRAPH}\n\n8 مايو 2023")
    assert article.published.isoformat() == "2023-05-07T10:20:00"
    assert article.body == f"{PARAGRAPH}\n\n8 مايو 2023"
    assert faults == []


def test_a_date_that_is_refused_is_a_fault_of_its_line(read):
    """The article comes after it, without a date."""
    (article,), (fault,) = read("a.txt", f"{HEADLINE}\n\n03/04/2023\n{PARAGRAPH}\n04/05/2023")
    assert (fault.line, article.published, article.body) == (3, None, PARAGRAPH.strip())
    assert '"03/04/2023"' in fault.reason


def test_a_good_date_makes_up_for_a_refused_one(read):
    """Gulf newspapers print the Hijri date on a line of its own."""
    (article,), faults = read("a.txt", f"{HEADLINE}\n17 شوال 1444هـ\n7 مايو 2023\n{PARAGRAPH}")
    assert (f"{article.published:%Y-%m-%d}", faults) == ("2023-05-07", [])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SITE.replace("\n", "\r\n").encode(), id="windows line ends"),
        pytest.param(SITE.encode("cp1256"), id="windows-1256"),
        pytest.param(f"\ufeff{SITE}".encode("utf-16-le"), id="utf-16"),
        pytest.param(f"\ufeff{SITE}\0".encode(), id="mark and null character"),
        pytest.param(SITE.replace("أ", "&#1571;").encode(), id="entities"),
    ],
)
def test_every_encoding(read, data):
    """The same article, with the same id."""
    assert read("a.txt", data) == read("b.txt", SITE)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "no article", id="empty"),
        pytest.param(b" \n\n", "neither title nor body", id="blank"),
        pytest.param("زر الذهاب إلى الأعلى".encode(), "neither title nor body", id="button"),
        pytest.param(bytes(range(256)), "binary", id="binary"),
    ],
)
def test_a_file_without_text_is_a_fault(read, data, reason):
    """It says what is wrong with it."""
    articles, (fault,) = read("a.txt", data)
    assert articles == []
    assert reason in str(fault)


def test_a_text_that_is_too_large_is_a_fault(read, monkeypatch):
    """It is an archive under a wrong name."""
    monkeypatch.setattr(plaintext, "LARGEST_TEXT", 100)
    articles, (fault,) = read("a.txt", SITE)
    assert articles == []
    assert "a file of its own" in str(fault)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.binary(max_size=300))
@example(b"")
@example("1/1/1".encode("utf-16-le"))
def test_no_bytes_raise(read, data):
    """An article or a fault."""
    articles, faults = read("a.txt", data)
    assert len(articles) + len(faults) >= 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*SITE.split("\n"), "7/5/2023", "المصدر: x", "\r", "a:"])))
def test_no_text_raises(read, lines):
    """The same, near a page of a site."""
    articles, faults = read("a.txt", "\n".join(lines))
    assert len(articles) + len(faults) >= 1
