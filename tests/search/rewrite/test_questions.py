"""Long questions match articles with any of their words."""

from search import Request
from tests.conftest import ids


def test_a_long_question_is_ranked_by_the_words_that_match(make_index):
    """A question of six words or more finds articles with any of its words."""
    searcher = make_index("أسعار النفط في السوق العالمية", "أسعار القمح", "الطقس")
    page = searcher.search(Request(text="لماذا ارتفعت أسعار النفط في السوق العالمية هذا العام"))
    assert "long-query" in page.notes
    assert ids(page) == ["0", "1"]
