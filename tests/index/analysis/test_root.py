"""The root of a word: what its derivations share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold, root

WORDS = st.text(st.sampled_from("ابتجدرسعفقكلمنهويأإآءئؤةى"), min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("word", "radicals"),
    [
        pytest.param("استثمارات", "ثمر", id="tenth-form"),
        pytest.param("أسعار", "سعر", id="broken-plural"),
        pytest.param("المستهلكين", "هلك", id="participle"),
    ],
)
def test_root(word, radicals):
    """A root is what derivations of a verb share."""
    assert root(fold(word)) == radicals


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("استثمار مستثمرون الاستثمارات", id="invest"),
        pytest.param("صادرات تصدير المصدرين", id="export"),
        pytest.param("تمويل ممول أموال", id="finance"),
    ],
)
def test_derivations_share_their_root(words):
    """A noun, a participle and a plural of one verb."""
    assert len({root(fold(word)) for word in words.split()}) == 1


@pytest.mark.parametrize("word", ["OPEC", "Société", "2024", "٣٫٥٪"])
def test_a_word_without_a_root_is_its_own(word):
    """Folded, as a query folds it."""
    assert root(word) == fold(word)


@given(WORDS)
def test_a_root_is_folded_and_never_empty(word):
    """It is a term of an index, in the one spelling of all terms."""
    radicals = root(fold(word))
    assert radicals
    assert radicals == fold(radicals)


@given(WORDS, WORDS)
def test_a_root_does_not_depend_on_the_words_before_it(one, other):
    """Tashaphyne keeps its last word; the next one does not see it."""
    before = root(one)
    root(other)
    assert root(one) == before
