"""Of two texts of an article the later one counts, unless it is the lesser."""

import pytest

from index.articles.editions import edition_of, is_correction, lesser
from tests.index.segments import article

WHOLE = "ارتفعت أسعار القمح بعد موجة صقيع أصابت الحقول في الشمال، وقال تجار إن العرض تراجع."
HALF = "ارتفعت أسعار القمح بعد موجة صقيع."


def before(**fields):
    """Return the edition that an index has of an article."""
    return edition_of(article("a", fields.pop("body", WHOLE), **fields))


@pytest.mark.parametrize(
    ("fields", "of_before", "may"),
    [
        pytest.param({"body": WHOLE.replace("تجار", "مزارعون")}, {}, True, id="another word"),
        pytest.param({"body": HALF}, {}, False, id="less than half"),
        pytest.param({"body": HALF, "title": "تصحيح: القمح"}, {}, True, id="a correction"),
        pytest.param({"body": f"تصويب\n{HALF}"}, {}, True, id="a correction in the text"),
        pytest.param({"body": HALF, "title": "القمح (مصحح)"}, {}, True, id="marked at the end"),
        pytest.param({"body": HALF, "edition": 3}, {"edition": 2}, True, id="a later edition"),
        pytest.param({"body": HALF, "edition": 3}, {}, False, id="an edition after none"),
        pytest.param({"body": WHOLE, "edition": 1}, {"edition": 2}, False, id="an older edition"),
        pytest.param({"body": WHOLE}, {"edition": 2}, True, id="no edition after one"),
        pytest.param({"body": WHOLE, "teaser": True}, {}, False, id="a teaser"),
        pytest.param({"body": HALF, "teaser": True}, {"teaser": True}, True, id="two teasers"),
        pytest.param({"body": HALF}, {"teaser": True}, True, id="the whole after a teaser"),
    ],
)
def test_the_later_text_counts_unless_it_is_the_lesser(fields, of_before, may):
    """And why it does not is told."""
    body = fields.pop("body")
    assert (lesser(article("a", body, **fields), before(**of_before)) == "") == may


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        pytest.param("تصحيح - أسعار القمح ترتفع", True, id="Arabic"),
        pytest.param("(التصويب) أسعار القمح", True, id="in brackets"),
        pytest.param("CORRECTED: Wheat prices", True, id="English"),
        pytest.param("تصحيحات في سوق القمح", False, id="another word"),
        pytest.param("أسعار القمح بعد تصحيح السوق", False, id="in the middle"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_correction_says_so_itself(title, is_one):
    """At the start of its headline, where agencies put it."""
    assert is_correction(article("a", "نص", title=title)) == is_one
