"""Names in queries."""

import pytest

from search.query.names import length_of_name, named
from search.query.tree import Named


@pytest.mark.parametrize(
    ("facet", "text", "expected"),
    [
        pytest.param("country", "القاهرة", ("مصر", ("مصر",)), id="the-name-of-what-is-meant"),
        pytest.param("country", " نارنيا  البعيدة ", ("نارنيا البعيدة", ()), id="unknown"),
    ],
)
def test_a_name_is_that_of_the_gazetteer(facet, text, expected):
    """What nothing has stays as it was typed."""
    assert named(facet, text) == Named(facet, *expected)


@pytest.mark.parametrize(
    ("facet", "words", "count"),
    [
        pytest.param("institution", "صندوق النقد الدولي يقرض مصر", 3, id="three-words"),
        pytest.param("country", "مصر وصندوق النقد", 1, id="one-word"),
        pytest.param("country", "نارنيا البعيدة", 1, id="unknown"),
    ],
)
def test_a_name_without_quotes_is_as_long_as_a_writing(facet, words, count):
    """The words after it are words of the text."""
    assert length_of_name(facet, words.split()) == count
