"""What a language model reads of a query."""

import pytest

from index.analysis import ArabicAnalyzer
from search.query.parser import parse_query
from search.query.question import question_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("أسعار النفط", "أسعار النفط", id="words"),
        pytest.param("ما أسباب هبوط الليرة؟", "ما أسباب هبوط الليرة", id="question"),
        pytest.param('"أسعار النفط" أوبك', "أسعار النفط أوبك", id="phrase"),
        pytest.param("نفط أو ذهب", "نفط ذهب", id="or"),
        pytest.param("نفط -غاز", "نفط", id="exclusion"),
        pytest.param("نفط -(غاز أو فحم)", "نفط", id="group-excluded"),
        pytest.param("استثمار* أجنبي", "استثمار أجنبي", id="prefix"),
        pytest.param("عنوان:النفط السوق", "النفط السوق", id="field-of-text"),
        pytest.param("مصدر:رويترز نفط", "نفط", id="source"),
        pytest.param("بلد:مصر سياحة", "مصر سياحة", id="name"),
        pytest.param("تاريخ:2016 نفط", "نفط", id="date"),
        pytest.param("oil prices", "oil prices", id="english"),
        pytest.param("-نفط", "", id="only-excluded"),
        pytest.param("نف*", "نف", id="only-a-prefix"),
        pytest.param("مصدر:رويترز", "", id="only-a-label"),
        pytest.param("مبلغ:>1مليار دولار", "", id="only-an-amount"),
        pytest.param("تاريخ:2016", "", id="only-days"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_words_that_are_asked_for_are_read(text, words):
    """In their order and as they were typed; operators, sources, days and exclusions are not."""
    assert question_of(parse_query(text, ArabicAnalyzer()).query) == words
