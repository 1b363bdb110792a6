"""The pieces that queries in OpenSearch's language are made of."""

import pytest

from index.cluster.mapping import indexed_term
from search.engine.opensearch.translation.clauses import (
    EVERYTHING,
    NOTHING,
    best_of,
    between,
    clause_count,
    either,
    every,
    holding,
    standing,
    weighted,
    without,
)
from search.engine.weighting import Term

ONE, OTHER = holding("body", ["نفط"]), holding("title", ["نفط", "ذهب"])


def test_terms_are_asked_for_as_they_stand_in_the_cluster():
    """In the field of terms beside each text, and what cannot be a term there in another form."""
    assert ONE == {"term": {"body_t": "نفط"}}
    assert OTHER == {"terms": {"title_t": ["نفط", "ذهب"]}}
    freak = indexed_term("a!b")
    assert holding("by_source", ["a!b"]) == {"term": {"by_source": freak}}
    assert standing("body", ["a!b"]) == {"span_term": {"body_t": freak}}
    ranking = {"value": freak, "boost": 0.5}
    assert weighted(Term("body", "a!b", 0.5, finds=False)) == {"term": {"body_t": ranking}}
    assert between("body", "#usd0", "#usd:") == {
        "range": {"body_t": {"gte": "#usd0", "lt": "#usd:"}}
    }


def test_a_word_without_terms_finds_nothing():
    """A term that a word has not is none to ask for."""
    assert holding("body", ["", ""]) == NOTHING


def test_one_clause_needs_no_other_around_it():
    """And neither what finds everything nor what finds nothing is asked where it says nothing."""
    assert (
        every([ONE]) == every([EVERYTHING, ONE]) == either([ONE]) == either([NOTHING, ONE]) == ONE
    )
    assert (every([]), either([])) == (EVERYTHING, NOTHING)
    assert best_of([ONE]) == [ONE]
    assert best_of([]) == []


@pytest.mark.parametrize(
    ("clause", "count"),
    [
        pytest.param(ONE, 1, id="term"),
        pytest.param(OTHER, 1, id="terms are one"),
        pytest.param(every([ONE, either([ONE, OTHER]), without(ONE)]), 4, id="all that is inside"),
        pytest.param(standing("body", ["نفط", "ذهب"]), 2, id="places"),
        pytest.param(
            {"constant_score": {"filter": either([ONE, OTHER]), "boost": 2.0}}, 2, id="constant"
        ),
        pytest.param(
            {"bool": {"filter": [ONE], "should": [ONE, OTHER], "boost": 0.4}}, 3, id="ranked"
        ),
        pytest.param(
            {
                "span_within": {
                    "little": standing("body", ["نفط"]),
                    "big": standing("body", ["نفط", "ذهب"]),
                }
            },
            3,
            id="within",
        ),
        pytest.param(best_of([ONE, OTHER])[0], 2, id="best"),
        pytest.param({"range": {"published": {"gte": "2015-01-01"}}}, 1, id="range"),
    ],
)
def test_what_has_nothing_inside_is_counted(clause, count):
    """Lucene counts the leaves of a query, wherever they are; terms that only find are one."""
    assert clause_count(clause) == count
