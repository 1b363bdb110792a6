"""The words of texts are those that an index has of them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import ArabicAnalyzer
from search.engine.opensearch.candidates.printed_words import FieldPostings, printed_words
from search.engine.opensearch.candidates.word_table import WordTable

PIECES = ("النفط", "أسعار", "5", "في المئة", "مليار", "دولار", " ", "، ", "َ", "و", "oil", "3.2")
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join), max_size=5)


@given(TEXTS)
def test_words_are_those_of_the_analyzer(texts):
    """In their order, with their places and spans."""
    words = printed_words(texts, [], WordTable())
    for number, text in enumerate(texts):
        expected = list(ArabicAnalyzer().words(text))
        of_text = slice(*words.cuts[number : number + 2].tolist())
        found = words.terms[0][words.words[of_text]].tolist()
        assert [words.table.term(term) for term in found] == [word.exact for word in expected]
        assert words.positions[of_text].tolist() == [word.position for word in expected]
        starts, ends = words.spans(number).unpacked()
        assert starts.tolist() == [word.start for word in expected]
        assert ends.tolist() == [word.end for word in expected]


@given(TEXTS, st.data())
def test_a_part_is_read_as_if_alone(texts, data):
    """Some of the texts have the postings that they would have by themselves."""
    first = data.draw(st.integers(0, len(texts)))
    last = data.draw(st.integers(first, len(texts)))
    part = FieldPostings(printed_words(texts, [], WordTable()).part(first, last))
    alone = FieldPostings(printed_words(texts[first:last], [], WordTable()))
    for term in ("~نفط", "اسعار", "^نفط", "oil", "#pct505"):
        pairs = zip(part.term(term), alone.term(term), strict=True)
        assert all(np.array_equal(one, other) for one, other in pairs)
    assert np.array_equal(part.lengths, alone.lengths)


def test_what_is_left_out_has_no_words():
    """Not even those that reach into it; what follows takes their places."""
    text = "النفط الذهب الفضة النحاس"
    (spans,) = [[(6, 11), (13, 14)]]
    words = FieldPostings(printed_words([text], [spans], WordTable()))
    assert not len(words.term("~ذهب").documents)
    assert not len(words.term("~فضة").documents)
    assert words.term("~نحاس").positions.tolist() == [1]
    assert words.words.spans(0).unpacked()[0].tolist() == [0, 18]


def test_long_texts_have_places_beyond_16_bits():
    """The numbers of all arrays are as wide as the longest text needs."""
    text = "كلمة " * 70_000 + "النفط"
    found = FieldPostings(printed_words([text], [], WordTable())).term("~نفط")
    assert found.positions.tolist() == [70_000]
    assert {array.dtype for array in found} == {np.dtype(np.uint32)}


def test_the_term_of_an_amount_stands_at_all_its_words():
    """In any writing, and it makes no text longer."""
    texts = ["بلغ 3 مليارات دولار", "بلغ 3000 مليون دولار", "بلغ دولار"]
    words = FieldPostings(printed_words(texts, [], WordTable()))
    found = words.term("#usd593")
    assert found.documents.tolist() == [0, 1]
    assert found.positions.tolist() == [1, 2, 3, 1, 2, 3]
    assert words.between("#usd0", "#usd:").documents.tolist() == [0, 1]
    assert not len(words.between("#eur0", "#eur:").documents)
