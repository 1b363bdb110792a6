"""Queries of every kind in OpenSearch's language."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.quantities.terms import Interval
from search import Request
from search.engine.opensearch.translation.clauses import clause_count
from search.engine.opensearch.translation.translator import MOST_CLAUSES, Translator
from search.query.parser import parse_query
from search.query.tree import All, Any, Prefix, Quantity, Spellings, Synonyms, Word
from search.rewrite.rewriter import rewrite
from search.weights import WEIGHTS
from tests.conftest import examples
from tests.search.engine.opensearch.translation.archives import WORDS, query_of
from tests.search.engine.opensearch.translation.trees import trees, words

#: The clauses of queries, each by what it is typed as, read by eye: they find on the first line,
#: rank on the others.
GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text("utf-8"))


@pytest.fixture
def planned(surveyed):
    """Return a function that returns a typed query, with other names and amounts if rewritten."""

    def query(text, *, rewritten=False):
        if not rewritten:
            return parse_query(text, surveyed.statistics.analyzer).query
        request = Request(text=text)
        return rewrite(request, surveyed.statistics, WEIGHTS, surveyed.reader.names).query

    return query


@pytest.mark.parametrize("golden", GOLDEN, ids=[f"query {n}" for n in range(len(GOLDEN))])
def test_clauses_of_a_query(surveyed, planned, golden):
    """They stay what they were when somebody last read them."""
    query = planned(golden["query"], rewritten=golden.get("rewritten", False))
    exact = golden.get("exact", False)
    found = Translator(surveyed.statistics, surveyed.printed, exact=exact).found(query)
    assert found.finding == golden["finding"]
    assert list(found.scoring) == golden["scoring"]
    assert not found.capped


@given(parts=st.lists(trees, min_size=1, max_size=40), exact=st.booleans())
def test_no_query_has_more_clauses_than_a_cluster_takes(surveyed, parts, exact):
    """However long it is; equal queries have equal clauses, which are JSON."""
    translator = Translator(surveyed.statistics, surveyed.printed, exact=exact)
    asked = [query_of(translator.found(All(tuple(parts))), {}) for _ in range(2)]
    assert asked[0] == asked[1]
    assert json.loads(json.dumps(asked[0])) == asked[0]
    assert clause_count(asked[0]) <= MOST_CLAUSES


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(Prefix("ال", "ال"), id="prefixes"),
        pytest.param(Quantity("money", "", Interval(5, None)), id="amounts of any unit"),
        pytest.param(Spellings(Word("نفط", "نفط"), (Word("ا", "ا"),) * 20, 0.5), id="names"),
    ],
)
@pytest.mark.parametrize("kind", [All, Any])
def test_a_long_query_is_shortened(translator, kind, part):
    """Of whatever kind it is, its beginning is asked for."""
    found = translator.found(kind((part,) * 60))
    assert clause_count(query_of(found, {})) <= MOST_CLAUSES
    assert found.scoring or not translator.found(part).scoring


def test_prefixes_are_found_whole(translator):
    """Where they are many they rank by fewer words, and still find all."""
    begun, much = Prefix("ال", "ال"), Any((Prefix("ال", "ال"),) * 70)
    found = translator.found(much)
    assert not found.capped
    assert found.finding["bool"]["should"] == [translator.found(begun).finding] * 70
    assert 0 < len(found.scoring) < 70 * len(translator.found(begun).scoring)


def test_names_are_left_out_where_there_are_too_many(surveyed):
    """What was typed is asked for before other names for it, and that is told."""
    query = Synonyms(Word("نفط", "نفط"), tuple(Word(text, text) for text in WORDS), 0.4)
    translator = Translator(surveyed.statistics, surveyed.printed, most=12)
    short, named = (
        translator.found(query),
        translator.found(replace(query, others=query.others[:4])),
    )
    assert short.capped
    assert not named.capped
    assert short.finding == named.finding


@settings(max_examples=examples(30))
@given(parts=st.lists(words | trees, max_size=5), most=st.sampled_from([200, MOST_CLAUSES]))
def test_the_words_of_which_some_may_be_missing(surveyed, parts, most):
    """Of an AND of two bare words or more; together they are no more than a cluster takes."""
    mostly = Translator(surveyed.statistics, surveyed.printed, most=most).mostly(All(tuple(parts)))
    bare = [part for part in parts if isinstance(part, Word)]
    subjects = [part for part in bare if not part.is_stop_word]
    if len(subjects) > 1:
        assert len(mostly.words) == len(subjects)
    elif len(bare) < 2:
        assert mostly is None
    if mostly:
        asked = mostly.enough(2)
        assert asked["bool"]["minimum_should_match"] == 2
        assert clause_count(asked) + sum(map(clause_count, mostly.scoring)) <= most


def test_other_queries_have_no_words_to_choose_from(translator):
    """One word, an OR, a phrase."""
    word = Word("نفط", "نفط", "~نفط")
    assert translator.mostly(word) is None
    assert translator.mostly(Any((word, word))) is None
    assert translator.mostly(All((word,))) is None


def test_both_must_fit_into_one_search(translator):
    """What matches most of the words is asked for beside what matches the whole query, or not."""
    query = All((Word("نفط", "نفط", "~نفط"), Word("ذهب", "ذهب", "~ذهب")))
    much = [{"bool": {"should": [{"match_all": {}}] * count}} for count in (970, 999)]
    short = translator.mostly(query, beside=much[0])
    together = (much[0], short.enough(1), *short.scoring)
    assert sum(map(clause_count, together)) <= MOST_CLAUSES
    assert translator.mostly(query, beside=much[1]) is None
