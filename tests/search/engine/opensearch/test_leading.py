"""What amounts lead in a query."""

import pytest

from index.analysis import ArabicAnalyzer
from search.engine.opensearch.leading import led
from search.query.parser import parse_query
from search.rewrite.amounts import with_amounts


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        pytest.param("5 في المئة", [("title", "body")], id="amount"),
        pytest.param("نفط 5 في المئة ذهب", [("title", "body")], id="among-words"),
        pytest.param("عنوان:(5 في المئة)", [("title",)], id="in-a-field"),
        pytest.param("5 في المئة 3 مليارات دولار", [("title", "body")] * 2, id="two"),
        pytest.param("نفط", [], id="none"),
        pytest.param("نسبة:5%", [], id="asked-for-as-an-amount"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_each_amount_leads_its_words(text, fields):
    """In the fields in which it stands; what was asked for as an amount leads nothing."""
    query = with_amounts(parse_query(text, ArabicAnalyzer()).query)
    found = list(led(query))
    assert [each.fields for each in found] == fields
    for each in found:
        assert each.names == (each.query.query, *each.query.others)
