"""Which words of an article a query asks for."""

import pytest

from search.hits.snippet import whole
from tests.search.showing import shown


def highlighted(text, typed, **options):
    """Return the highlighted words of a text."""
    fragment = shown(text, typed, whole, **options)
    return [fragment.text[start:end] for start, end in fragment.highlights]


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
        pytest.param("نحو 5 مليار دولار و7%", "مبلغ:>1مليار", ["5", "مليار", "دولار"], id="amount"),
        pytest.param("بين 5 و7 في المئة", "نسبة:>6", ["7 في المئة"], id="of-a-range"),
        pytest.param("كلام", "", [], id="no-query"),
    ],
)
def test_the_words_that_were_meant_are_highlighted(text, typed, words):
    """Highlights cover whole words as printed, and only those that the query asks for."""
    assert highlighted(text, typed) == words


def test_exact_highlights_the_exact_form_alone():
    """With the exact switch another form is not what was meant."""
    assert highlighted("النفط والنفط", "النفط", exact=True) == ["النفط"]
