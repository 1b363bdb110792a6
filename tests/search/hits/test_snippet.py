"""Fragments of printed text with the words that were meant highlighted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import ArabicAnalyzer, WordSpans
from search.hits.snippet import lead, snippets
from tests.conftest import examples
from tests.search.showing import shown

ANALYZER = ArabicAnalyzer()


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


def test_without_highlights_the_beginning_is_shown():
    """An article found by its title alone shows its lead."""
    (fragment,) = shown("أول كلام المقال وبقيته", "زقزقة", snippets)
    assert fragment.text == "أول كلام المقال وبقيته"
    assert fragment.highlights == ()


SENTENCES = [
    pytest.param("ارتفع النفط.", (False, False), id="the whole text"),
    pytest.param("ارتفع النفط. " + "وهبط الغاز قليلًا. " * 20, (False, False), id="whole sentences"),
    pytest.param("ارتفع النفط " + "وهبط الغاز قليلًا ثم عاد " * 20, (False, True), id="goes on"),
    pytest.param("كلام كثير قبل ذلك " * 20 + "النفط.", (True, False), id="began earlier"),
    pytest.param("كلام قبل ذلك " * 20 + "النفط " + "وكلام " * 40, (True, True), id="within"),
    pytest.param(
        "قال: «هبط كثيرًا.» " * 12 + "ارتفع النفط!", (False, False), id="after a quotation"
    ),
    pytest.param("عنوان فرعي\n" * 30 + "ارتفع النفط", (False, False), id="lines"),
]


@pytest.mark.parametrize(("text", "cut"), SENTENCES)
def test_a_fragment_says_where_a_sentence_is_cut(text, cut):
    """Who quotes it shows dots there, and nowhere else."""
    (fragment,) = shown(text, "النفط", snippets)
    assert (fragment.cut_before, fragment.cut_after) == cut


def test_a_cut_fragment_ends_with_a_word():
    """A comma before the dots belongs to what follows."""
    (fragment,) = shown("النفط، والغاز، " * 40, "النفط", snippets)
    assert fragment.cut_after
    assert not fragment.text.endswith("،")


def test_one_fragment_is_enough_where_it_shows_everything():
    """A second one would push the first out of two lines."""
    (fragment,) = shown("ارتفع النفط والغاز. " + LONG, "النفط الغاز", snippets)
    assert len(fragment.highlights) >= 2


def test_a_body_without_words_has_no_fragments():
    """There is nothing to show of nothing."""
    nothing = WordSpans([], [])
    assert snippets("؟!", nothing, {}) == ()
    assert lead("؟!", nothing, {}).text == "؟!"


PRINTED = "النفط والغاز سعر.\n في الأسواق! 3.5% OPEC، «قال» كَتَبَ".split(" ")


@settings(max_examples=examples(15))
@given(
    st.lists(st.sampled_from(PRINTED), min_size=1),
    st.sampled_from(["النفط", "سعر النفط", '"سعر النفط"', "الغاز أو OPEC", "كتب", "في", "3.5%"]),
)
def test_fragments_are_slices_and_highlights_are_words(words, typed):
    """Without highlights the text is the original; they are whole words, in order, apart."""
    text = " ".join(words)
    printed = {(word.start, word.end) for word in ANALYZER.words(text)}
    for fragment in (*shown(text, typed, snippets), shown(text, typed, lead)):
        start = text.index(fragment.text)
        starts = [at for at in range(len(text)) if text.startswith(fragment.text, at)]
        place = 0
        for begin, end in fragment.highlights:
            assert place <= begin < end <= len(fragment.text)
            assert any((at + begin, at + end) in printed for at in starts)
            place = end
        assert start >= 0


def test_a_fragment_at_the_end_of_the_text_is_not_short():
    """Where the text ends soon after the word, more of what stands before is shown."""
    (fragment,) = shown("كلام كثير قبل ذلك " * 20 + "سعر النفط", "النفط", snippets)
    assert fragment.text.endswith("سعر النفط")
    assert len(fragment.text.split()) == 32
