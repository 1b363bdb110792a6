"""Names in queries."""

import pytest

from index.analysis import ArabicAnalyzer
from search.query.names import has_shared_name, length_of_name, named
from search.query.parser import parse_query
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


@pytest.mark.parametrize("sign", "$ € £ ¥ ₺ ₪ ₽ ₹ ₩".split())
def test_a_currency_can_be_named_by_its_sign(sign):
    """عملة:$ asks for the dollar; elsewhere a sign is no name."""
    assert len(named("currency", sign).values) == 1
    assert named("country", sign).values == ()


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        pytest.param("شركة:البنك", True, id="the banks"),
        pytest.param("نفط (شركة:البنك أو غاز)", True, id="among others"),
        pytest.param("-شركة:البنك", True, id="excluded"),
        pytest.param("شركة:أرامكو", False, id="one"),
        pytest.param("بلد:نارنيا", False, id="none"),
        pytest.param("البنك", False, id="a word"),
    ],
)
def test_a_name_that_too_many_share_is_told(text, shared):
    """It finds nothing, and a reader cannot see why."""
    assert has_shared_name(parse_query(text, ArabicAnalyzer()).query) is shared
