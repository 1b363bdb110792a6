"""What a word may do in a phrase."""

import numpy as np
import pytest

from index.analysis import fold
from index.phrases.words import WordKinds


def fits(text):
    """Return whether words may be a phrase, by what they are."""
    names = ["", "", *dict.fromkeys(map(fold, text.split()))]
    row = np.array([[names.index(fold(word)) for word in text.split()]], np.uint16)
    return bool(WordKinds(names).fit(row)[0])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("أسعار النفط", id="genitive"),
        pytest.param("صندوق النقد الدولي", id="adjective"),
        pytest.param("الطلب على الذهب", id="preposition-inside"),
        pytest.param("العرض والطلب", id="joined"),
        pytest.param("محمد بن سلمان", id="name"),
        pytest.param("رؤية 2030", id="year"),
        pytest.param("Goldman Sachs", id="latin"),
    ],
)
def test_what_may_be_a_phrase(text):
    """Nouns with what belongs to them."""
    assert fits(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("في السوق", id="begins-with-a-preposition"),
        pytest.param("وأسعار النفط", id="begins-with-and"),
        pytest.param("بأسعار النفط", id="begins-with-a-clitic"),
        pytest.param("الاستثمار في", id="ends-with-a-preposition"),
        pytest.param("محمد بن", id="half-a-name"),
        pytest.param("النفط ارتفع", id="ends-with-a-verb"),
        pytest.param("النفط ارتفع أمس", id="verb-inside"),
        pytest.param("سعر 45 دولار", id="number-inside"),
        pytest.param("أسعار النفط الخميس", id="day"),
        pytest.param("سهم بنسبة", id="ends-with-a-clitic"),
        pytest.param("درهم والدولار", id="joined-without-article"),
        pytest.param("المحافظ عمليات البيع", id="two-phrases"),
        pytest.param("دبي CNN", id="two-scripts"),
    ],
)
def test_what_is_none(text):
    """Pieces of sentences, and what goes on."""
    assert not fits(text)
