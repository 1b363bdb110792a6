"""What an article quotes, and who said it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Request
from search.hits.quotations import quotations
from search.results import Fragment

SAID = "لا تقرأ السوق سعرا بل صبر المنتجين"


def quoted(*paragraphs):
    """Return what paragraphs quote, as speaker, text and number of the paragraph."""
    found = quotations([Fragment(text=text) for text in paragraphs])
    return [(each.speaker, each.text, each.paragraph) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("وقال {who}: «{said}».", id="colon"),
        pytest.param("وأكد {who} أن «{said}».", id="that"),
        pytest.param("وأشار {who} إلى أن «{said}».", id="preposition"),
        pytest.param("قال {who} «{said}».", id="at-once"),
        pytest.param('وقال {who} إن "{said}".', id="straight"),
        pytest.param("وقال {who}، “{said}”.", id="curved"),
        pytest.param("وقال {who}: ”{said}“.", id="upside-down"),
        pytest.param("وقال {who} في تصريح للصحيفة أمس: «{said}».", id="where-and-when"),
        pytest.param("«{said}»، قال {who}.", id="after"),
        pytest.param("«{said}»، بحسب ما قال {who}.", id="after-according"),
        pytest.param("ونفى {who} ذلك. قال {who}: «{said}».", id="second-sentence"),
    ],
)
def test_a_verb_names_the_speaker(text):
    """Whatever introduces a quotation, and in any marks."""
    who = "رئيس الغرفة سالم الكندي"
    assert quoted(text.format(who=who, said=SAID)) == [(who, SAID, 1)]


@pytest.mark.parametrize(
    "who",
    [
        pytest.param("الوزير", id="office"),
        pytest.param("سالم الكندي، كبير المحللين في بنك الوادي", id="name-and-office"),
        pytest.param("علي المرزوق", id="a-name-like-a-preposition"),
        pytest.param("مدير شركة «أفق»", id="a-name-in-marks"),
        pytest.param("متحدث باسم وزارة المالية", id="spokesman"),
    ],
)
def test_a_speaker_is_as_printed(who):
    """Name and office."""
    assert [each[0] for each in quoted(f"وقال {who}: «{SAID}».")] == [who]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("وقال الوزير إنه افتتح مهرجان «أيام التمور في واحة القصيم».", id="title"),
        pytest.param("وقال رئيس منظمة «شركاء الطاقة في بلاد الشام».", id="name-of-his-office"),
        pytest.param("وارتفع مؤشر «فوتسي ناسداك دبي الإمارات عشرين».", id="no-verb"),
        pytest.param("وقال الوزير: «نعم ولا».", id="few-words"),
        pytest.param("وقال إنه «لا يقرأ السوق بل صبر المنتجين».", id="nobody"),
        pytest.param("قال للمحققين: «لا أقرأ السوق بل صبر المنتجين».", id="to-whom"),
        pytest.param("وقال الوزير نعم. ووصف آخرون الأمر: «سوق بلا سعر ولا صبر».", id="sentence"),
        pytest.param(
            "مديرة البنك، ليلى، قالت «لا أقرأ السوق بل صبر المنتجين».", id="subject-first"
        ),
    ],
)
def test_what_has_no_sure_speaker_is_left_out(text):
    """Titles, names and single terms in marks are no quotations; a wrong speaker is worse."""
    assert quoted(text) == []


def test_a_speaker_goes_on_in_the_next_paragraph():
    """A verb without a subject has the last one; one of another gender does not."""
    first = "وقال الوزير إن الموازنة تامة."
    assert quoted(first, f"وأضاف: «{SAID}».") == [("الوزير", SAID, 2)]
    assert quoted(first, f"وأضافت: «{SAID}».") == []
    assert quoted(first, "وهبطت الأسهم.", "وزاد الطلب.", f"وأضاف: «{SAID}».") == []


def test_a_participle_has_the_subject_of_its_sentence():
    """And of no other."""
    assert quoted(f"وأوضح الوزير أن الموازنة تامة، مضيفا: «{SAID}».") == [("الوزير", SAID, 1)]
    assert quoted(f"وأوضح الوزير ذلك. ورد آخر ضاحكا، مضيفا: «{SAID}».") == []


def test_a_colon_opens_the_next_paragraph():
    """What a paragraph introduces at its end begins the next."""
    assert quoted("وقال الوزير:", f"«{SAID}»") == [("الوزير", SAID, 2)]


def test_an_article_has_its_quotations(make_index):
    """The number of the paragraph is that of the article as it is shown."""
    body = f"هبط النفط.\n\nوقال الوزير: «{SAID}»."
    view = make_index({"id": "a", "body": body}).article("a", Request(text="السوق"))
    (quotation,) = view.quotations
    assert (quotation.speaker, quotation.text) == ("الوزير", SAID)
    assert quotation.text in view.paragraphs[quotation.paragraph - 1].text


@given(st.lists(st.text("قال أضاف إن: «»“”\"'.،\n\0وفي abc", max_size=60), max_size=4))
def test_whatever_is_printed_quotations_are_of_the_text(texts):
    """Each is a piece of its paragraph with a speaker of it or of one before."""
    for quotation in quotations([Fragment(text=text) for text in texts]):
        assert quotation.text in texts[quotation.paragraph - 1]
        assert len(quotation.text.split()) >= 4
        assert any(quotation.speaker in text for text in texts[: quotation.paragraph])
