"""The index of a cluster: its fields, its size, and terms that it can hold."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import terms
from index.cluster.mapping import (
    K1,
    LONGEST_TERM,
    SEPARATOR,
    TERM_FIELDS,
    B,
    Layout,
    indexed_term,
    layout,
    mappings,
    settings,
)
from index.codec.segment import FIELDS
from index.schema import FACETS, YEAR
from search.weights import WEIGHTS

GOLDEN = Path(__file__).with_name("mapping.json")
#: Lucene's longest term, in bytes.
LUCENE = 32_766


def test_settings_and_mappings_are_those_that_clusters_have():
    """A change of them is another MAPPING: who changes the file increases the number."""
    made = {"settings": settings(3), "mappings": mappings({"mapping": 1, "kind": "articles"})}
    assert made == json.loads(GOLDEN.read_text("utf-8"))


def test_articles_are_scored_there_as_here():
    """The first stage of a search has the constants of BM25 that the second has."""
    assert (WEIGHTS.k1, WEIGHTS.b) == (K1, B)


def test_every_field_of_terms_has_its_field_there():
    """None of them is sent back with an article."""
    assert set(TERM_FIELDS) == set(FIELDS)
    assert set(TERM_FIELDS.values()) <= set(mappings({})["_source"]["excludes"])


def test_every_facet_has_a_column():
    """But for the year, which is that of the date."""
    columns = mappings({})["properties"]
    assert {facet.name for facet in FACETS} - {YEAR.name} <= set(columns)


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("النفط", id="a word"),
        pytest.param("صح", id="whose stem has several lexemes"),
        pytest.param("ͺ", id="whose fold has a blank"),
        pytest.param("ن" * 40_000, id="longer than any"),
        pytest.param("7" * 40_000, id="a number longer than any"),
        pytest.param("𐐨" * 20_000, id="of letters of four bytes"),
    ],
)
def test_every_term_of_a_word_can_be_indexed(word):
    """Without a blank, without the separator, and no longer than Lucene takes."""
    for term in filter(None, terms(word)):
        indexed = indexed_term(term)
        assert indexed.split() == [indexed]
        assert SEPARATOR not in indexed
        assert len(indexed.encode()) <= LUCENE


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_other_terms_stay_others(one, other):
    """What is shortened is told from what begins the same."""
    assert (indexed_term(one) == indexed_term(other)) == (one == other)


def test_terms_that_differ_at_the_end_stay_others():
    """However long they are."""
    long = "ن" * LONGEST_TERM
    assert indexed_term(f"{long}ا") != indexed_term(f"{long}ب")


@pytest.mark.parametrize(
    ("articles", "nodes", "expected"),
    [
        pytest.param(0, 3, Layout(shards=1, replicas=1), id="none"),
        pytest.param(90, 3, Layout(shards=1, replicas=1), id="few"),
        pytest.param(13_728, 3, Layout(shards=3, replicas=1), id="a shard a node"),
        pytest.param(13_728, 12, Layout(shards=3, replicas=1), id="three at most"),
        pytest.param(13_728, 1, Layout(shards=1, replicas=0), id="one node"),
        pytest.param(13_728, 2, Layout(shards=2, replicas=1), id="two nodes"),
        pytest.param(10**9, 16, Layout(shards=160, replicas=1), id="a shard for 25 GB"),
    ],
)
def test_an_index_is_spread_as_its_size_and_its_cluster_ask(articles, nodes, expected):
    """One node has no second copy to keep."""
    assert layout(articles, nodes) == expected
