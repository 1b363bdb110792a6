"""The values of records become text, or are known to be lost."""

import pytest

from index.articles.records.values import is_lost, is_meant_otherwise, text_of_part


@pytest.mark.parametrize(
    ("part", "name", "value", "text"),
    [
        pytest.param("body", "body", ["أ", "ب"], "أ\n\nب", id="paragraphs"),
        pytest.param("body", "body", [{"type": "p", "value": "أ"}], "أ", id="objects"),
        pytest.param("body", "content", {"paragraphs": ["أ", "ب"]}, "أ\n\nب", id="in an object"),
        pytest.param("body", "bodies", [{"value": "أ"}, {"value": "ب"}], "أ", id="forms"),
        pytest.param("body", "content", {"raw": "<p>أ</p>"}, "أ", id="as typed"),
        pytest.param(
            "body",
            "body",
            {"summary": ["أ"], "sections": [{"headline": ["ب"], "paragraphs": ["ج"]}]},
            "أ\n\nب\n\nج",
            id="sections",
        ),
        pytest.param("body", "body", "&lt;p&gt;أ&lt;/p&gt;", "أ", id="escaped markup"),
        pytest.param("published", "d", {"$date": {"$numberLong": "17"}}, "17", id="long"),
        pytest.param("published", "d", {"$numberInt": "17"}, "17", id="int"),
        pytest.param("published", "d", {"$timestamp": {"t": "17"}}, "17", id="time of a database"),
        pytest.param("section", "subject", [{"code": "a", "name": "نفط"}], "نفط", id="named code"),
        pytest.param("section", "subject", ["medtop:04000000"], "", id="code alone"),
        pytest.param("section", "categories", ["3", "نفط"], "نفط", id="number of a database"),
        pytest.param("section", "subject", "http://cv.example/17", "", id="address of a code"),
        pytest.param("author", "author", "7", "", id="number of a user"),
        pytest.param("title", "title", "2030", "2030", id="a number is a title"),
    ],
)
def test_a_value_is_a_text(part, name, value, text):
    """Whatever publishers wrap it in."""
    assert text_of_part(part, name, value) == text


@pytest.mark.parametrize(
    ("part", "value", "lost"),
    [
        pytest.param("body", {"x": "أ"}, True, id="unknown name"),
        pytest.param("body", [None, {}, " - "], False, id="nothing is said"),
        pytest.param("section", [{"qcode": "medtop:04000000"}], False, id="codes"),
        pytest.param("section", [{"qcode": "نفط"}], True, id="a name"),
    ],
)
def test_what_says_something_is_lost(part, value, lost):
    """Codes name no section, so that nothing is lost with them."""
    assert is_lost(part, value) is lost


def test_a_name_of_two_things():
    """The page of an article is no address, the words of a reader are no section."""
    assert is_meant_otherwise("html", "<html>")
    assert is_meant_otherwise("tags", ["نفط"])
    assert not is_meant_otherwise("tags", [{"term": "نفط"}])
