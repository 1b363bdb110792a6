"""Fragments of printed text with the meant words marked."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import ArabicAnalyzer, WordSpans
from index.articles import Article
from index.build import index_articles
from index.reader import open_reader
from search.marks import marks
from search.query_parser import parse_query
from search.snippet import lead, snippets, whole
from tests.conftest import examples

ANALYZER = ArabicAnalyzer()


def shown(text, typed, show, *, exact=False):
    """Return what show makes of a text, its words and those that a typed query asks for."""
    with TemporaryDirectory() as directory:
        empty = dict.fromkeys(("url", "title", "source", "section", "author"), "")
        article = Article(id="a", body=text, published=None, **empty)
        index_articles(iter([article]), Path(directory))
        reader = open_reader(Path(directory))
        query = parse_query(typed, ANALYZER).query
        asked = marks(reader, query, [0], exact=exact).body[0]
        return show(text, reader.stored(0).body_words, asked)


def marked(text, typed, **options):
    """Return the marked words of a text."""
    fragment = shown(text, typed, whole, **options)
    return [fragment.text[start:end] for start, end in fragment.marks]


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        pytest.param("ارتفع والنفطُ أمس", "نفط", ["والنفطُ"], id="whole-printed-word"),
        pytest.param("النـــفط غال", "النفط", ["النـــفط"], id="with-tatweel"),
        pytest.param("نما 3.5% فقط", "٣٫٥٪", ["3.5%"], id="number"),
        pytest.param("سعر النفط في السوق", "النفط في", ["النفط"], id="no-stop-words"),
        pytest.param("سعر في السوق", "في", ["في"], id="only-a-stop-word"),
        pytest.param("سعر النفط وسعر الغاز", '"سعر النفط"', ["سعر", "النفط"], id="phrase-only"),
        pytest.param("سعر خام النفط", '"سعر النفط"~1', ["سعر", "النفط"], id="phrase-with-a-gap"),
        pytest.param("سعر سعر النفط", '"سعر النفط"', ["سعر", "النفط"], id="phrase-second-start"),
        pytest.param("النفط والغاز", "النفط -الغاز", ["النفط"], id="not-what-is-excluded"),
        pytest.param("استثمار واستثمارات", "استثم*", ["استثمار"], id="prefix-of-printed-forms"),
        pytest.param("النفط نص", "عنوان:النفط نص", ["نص"], id="not-what-is-asked-of-the-title"),
        pytest.param("قمح وشعير", "قمح أو شعير", ["قمح", "وشعير"], id="or"),
        pytest.param("كلام", "", [], id="no-query"),
    ],
)
def test_the_words_that_were_meant_are_marked(text, typed, words):
    """Marks cover whole words as printed, and only those that the query asks for."""
    assert marked(text, typed) == words


def test_exact_marks_the_exact_form_alone():
    """With the exact switch another form is not what was meant."""
    assert marked("النفط والنفط", "النفط", exact=True) == ["النفط"]


LONG = (
    "مقدمة طويلة. " * 30 + "ارتفع سعر النفط. " + "حشو كثير. " * 60 + "وهبط الغاز! " + "ختام " * 40
)


def test_two_fragments_show_different_words():
    """The second fragment adds what the first does not show."""
    first, second = shown(LONG, "النفط الغاز", snippets)
    assert "النفط" in first.text
    assert "الغاز" in second.text
    assert first.text in LONG
    assert second.text in LONG


def test_a_fragment_begins_with_its_sentence_where_that_is_near():
    """A sentence is easier to read from its beginning."""
    (fragment,) = shown(LONG, "النفط", snippets)
    assert fragment.text.startswith("ارتفع سعر النفط.")


def test_without_marks_the_beginning_is_shown():
    """An article found by its title alone shows its lead."""
    (fragment,) = shown("أول كلام المقال وبقيته", "زقزقة", snippets)
    assert fragment.text == "أول كلام المقال وبقيته"
    assert fragment.marks == ()


def test_a_body_without_words_has_no_fragments():
    """There is nothing to show of nothing."""
    nothing = WordSpans([], [])
    assert snippets("؟!", nothing, {}) == ()
    assert lead("؟!", nothing, {}).text == "؟!"


PRINTED = "النفط والغاز سعر.\n في الأسواق! 3.5% OPEC، «قال» كَتَبَ"


@settings(max_examples=examples(15))
@given(
    st.lists(
        st.sampled_from("النفط والغاز سعر.\n في الأسواق! 3.5% OPEC، «قال» كَتَبَ".split(" ")),
        min_size=1,
    ),
    st.sampled_from(["النفط", "سعر النفط", '"سعر النفط"', "الغاز أو OPEC", "كتب", "في", "3.5%"]),
)
def test_fragments_are_slices_and_marks_are_words(words, typed):
    """Text without marks is the original; marks are whole words, in order, without overlap."""
    text = " ".join(words)
    printed = {(word.start, word.end) for word in ANALYZER.words(text)}
    for fragment in (*shown(text, typed, snippets), shown(text, typed, lead)):
        start = text.index(fragment.text)
        starts = [at for at in range(len(text)) if text.startswith(fragment.text, at)]
        place = 0
        for begin, end in fragment.marks:
            assert place <= begin < end <= len(fragment.text)
            assert any((at + begin, at + end) in printed for at in starts)
            place = end
        assert start >= 0


def test_a_fragment_at_the_end_of_the_text_is_not_short():
    """Where the text ends soon after the word, more of what stands before is shown."""
    (fragment,) = shown("كلام كثير قبل ذلك " * 20 + "سعر النفط", "النفط", snippets)
    assert fragment.text.endswith("سعر النفط")
    assert len(fragment.text.split()) == 32
