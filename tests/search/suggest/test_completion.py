"""What a text becomes when its last word is typed to the end."""

import pytest

from search import Request


@pytest.fixture
def printed(make_index):
    """Return a searcher over articles that repeat the word for oil and print a verb once."""
    oil = "أسعار النفط والنفط الخام أو النفط في الأسواق كما أسعار الذهب"
    return make_index(
        *(f"{oil} {n}" for n in range(8)),
        *(f"أسعد النقل العام صندوق النقد الدولي الذي نفى {n}" for n in range(9)),
    )


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        pytest.param("اسع", ["أسعار", "أسعد"], id="repeated-first"),
        pytest.param("الن", ["النفط", "النقد", "النقل"], id="commoner-but-not-repeated"),
        pytest.param("صندوق الن", ["صندوق النقد", "صندوق النقل"], id="behind-then-beside"),
        pytest.param("اسعار الن", ["اسعار النفط"], id="typed-without-hamza"),
        pytest.param("الخام في الأسو", ["الخام في الأسواق"], id="behind-a-stop-word"),
        pytest.param("والأ", [], id="nothing-begins-so"),
        pytest.param("وا", ["والنفط"], id="clitic-if-nothing-else"),
        pytest.param("الذ", ["الذهب"], id="no-stop-word"),
        pytest.param('"صندوق الن', ['"صندوق النقد'], id="in-a-phrase"),
        pytest.param("نص:الذ", ["نص:الذهب"], id="in-a-field"),
        pytest.param("النقل -الن", ["النقل -النفط"], id="excluded"),
        pytest.param("أسعار ", [], id="nothing-begun"),
        pytest.param("ا", [], id="one-letter"),
        pytest.param("زقز", [], id="not-printed"),
        pytest.param("زقزقة الن", [], id="behind-what-is-not-printed"),
        pytest.param("", [], id="empty"),
    ],
)
def test_completion(printed, typed, texts):
    """The last word is completed, in its printed form, where that finds articles."""
    assert printed.complete(typed) == texts
    assert all(printed.search(Request(text=text)).total_matching_all for text in texts)


def test_no_more_than_asked_for(printed):
    """At most limit completions are returned."""
    assert printed.complete("الن", limit=1) == ["النفط"]
