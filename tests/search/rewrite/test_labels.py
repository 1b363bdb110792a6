"""Fields of labels in a query's tree: what is added to them, and what stays as it is."""

import pytest

from index.analysis import ArabicAnalyzer
from search.names.labels import NO_LABELS, LabelNames
from search.names.table import Name, table
from search.query.parser import parse_query
from search.query.tree import All, InField, Named, Not, Spellings, unparse
from search.rewrite.labels import with_names

NAMES = LabelNames(
    table(
        [
            Name(facet="source", slug="marfa", value="جريدة المرفأ", aliases=("المرفأ",)),
            Name(facet="source", slug="port-news", value="أخبار الميناء"),
            Name(facet="section", slug="economy", value="اقتصاد"),
        ]
    ),
    {"source": [("marfa", 2), ("port-news", 1)], "section": [("economy", 3)]},
)
MARFA, PORT = "جريدة المرفأ", "أخبار الميناء"


def rewritten(text, names=NAMES):
    """Return what a text asks for with names."""
    return with_names(parse_query(text, ArabicAnalyzer()).query, names)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("مصدر:marfa", (MARFA,), id="slug"),
        pytest.param("مصدر:الميناء", (PORT,), id="a word of a name"),
        pytest.param("مصدر:(marfa أو port)", (PORT, MARFA), id="either"),
        pytest.param("مصدر:(جريدة -المرفأ)", None, id="a word and not another of the same"),
        pytest.param("مصدر:por*", (PORT,), id="beginning"),
        pytest.param('مصدر:"port news"', (PORT,), id="phrase"),
        pytest.param('مصدر:"news port"', None, id="no phrase"),
        pytest.param("قسم:marfa", None, id="another facet"),
        pytest.param("كاتب:marfa", None, id="a facet without names"),
        pytest.param("عنوان:marfa", None, id="no field of labels"),
    ],
)
def test_a_field_asks_for_labels_too(text, values):
    """As another writing of it, which the echo does not show; without a name it stays."""
    query, parsed = rewritten(text), parse_query(text, ArabicAnalyzer()).query
    assert unparse(query) == unparse(parsed)
    if values is None:
        assert query == parsed
    else:
        assert query == Spellings(parsed, (Named("source", " ".join(values), values),), 1.0)


def test_what_stands_around_it_stays():
    """Other words, exclusions and alternatives."""
    query = rewritten("نفط -مصدر:marfa")
    assert isinstance(query, All)
    assert isinstance(query.parts[1], Not)
    assert isinstance(query.parts[1].query, Spellings)
    assert isinstance(query.parts[1].query.query, InField)


def test_without_names_nothing_is_built_anew():
    """The same tree comes back."""
    query = parse_query("مصدر:marfa (نفط أو غاز)", ArabicAnalyzer()).query
    assert with_names(query, NO_LABELS) is query
