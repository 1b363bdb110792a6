"""Verbs of saying and their subjects."""

import pytest

from search.hits.speakers import sayings


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        pytest.param("وقال الوزير إن السوق", ["الوزير"], id="man"),
        pytest.param("وأضافت الوزيرة أن السوق", ["الوزيرة"], id="woman"),
        pytest.param("وقالَ الوزيرُ: نعم", ["الوزيرُ"], id="marks"),
        pytest.param("اكد الوزير", ["الوزير"], id="without-hamza"),
        pytest.param("وأكدت أهمية التعاون", [""], id="object"),
        pytest.param("وقال في تصريح أمس", [""], id="no-subject"),
        pytest.param("وأضاف قائلا", ["", ""], id="goes-on"),
        pytest.param("قال المحلل في بنك الوادي إن", ["المحلل في بنك الوادي"], id="office"),
        pytest.param("قال المحلل في بيان إن", ["المحلل"], id="occasion"),
        pytest.param("مقال عن السوق", [], id="another-word"),
        pytest.param("", [], id="empty"),
    ],
)
def test_the_subject_stands_after_the_verb(text, subjects):
    """As printed, without when, where and to whom."""
    assert [saying.subject for saying in sayings(text)] == subjects


def test_a_verb_tells_whether_it_goes_on():
    """With و it can have the subject of the verb before, after its own subject it cannot."""
    assert [saying.goes_on for saying in sayings("وقال: نعم")] == [True]
    assert [saying.goes_on for saying in sayings("الوزير قال: نعم")] == [False]


def test_a_text_is_not_changed():
    """Verb and subject are where the text has them."""
    text = "أمس، وقال «مدير» الشركة: نعم"
    (saying,) = sayings(text)
    assert text[saying.start : saying.end].startswith("وقال")
    assert text[saying.start : saying.end].endswith(saying.subject)
