"""A real cluster finds what one machine finds, whatever is asked."""

import json

import httpx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cluster.documents import Documents
from index.cluster.filling.sending import written
from index.cluster.mapping import mappings
from index.cluster.mapping import settings as settings_of
from index.quantities.terms import Interval
from search.engine.opensearch.translation.translator import Translator
from search.engine.scoring.evaluator import Evaluator
from search.engine.scoring.filters import passing as passing_here
from search.query.tree import All, Any, Prefix, Quantity
from search.weights import WEIGHTS
from tests.conftest import examples
from tests.search.engine.opensearch.translation.archives import (
    NO_FILTERS,
    archive_of,
    query_of,
    random_articles,
)
from tests.search.engine.opensearch.translation.trees import filters, phrases, trees, words

INDEX, ARTICLES = "translation-of-queries", 200
#: How much of the best score of a query a score in the cluster may be off, whose lengths are
#: rounded: .08 was the most in 3,000 random queries, .02 the median.
OFF = 0.25


class Twin:
    """An archive on this machine, and the same one in a cluster."""

    def __init__(self, addresses, archive):
        self.addresses, self.archive = addresses, archive
        self.ids = np.array(archive.reader.ids, object)

    def fill(self):
        """Send the archive into a new index."""
        self.addresses.ask(
            "PUT", INDEX, {"settings": settings_of(2), "mappings": mappings({"mapping": 1})}
        )
        documents = Documents(self.archive.opened)
        numbers = range(len(documents))
        lines = b"".join(written(each).lines for each in documents.sent(numbers, numbers))
        answer = self._post(f"{INDEX}/_bulk?refresh=true", lines)
        assert not answer["errors"]

    def translator(self, *, exact=False):
        """Return a translator of queries of the archive."""
        return Translator(self.archive.statistics, self.archive.printed, exact=exact)

    def scores(self, queries):
        """Return what each of some queries finds in the cluster: {id: score}."""
        body = {"size": ARTICLES, "_source": False}
        lines = [b"{}\n" + json.dumps(body | {"query": query}).encode() for query in queries]
        path = f"{INDEX}/_msearch?search_type=dfs_query_then_fetch"
        answers = self._post(path, b"\n".join(lines) + b"\n")["responses"]
        return [{hit["_id"]: hit["_score"] for hit in each["hits"]["hits"]} for each in answers]

    def matches(self, query, passed=NO_FILTERS, *, exact=False):
        """Return what a query finds here, and the scores: {id: score}."""
        matches = Evaluator(self.archive.reader, exact).matches(query)
        found = matches.mask & passing_here(self.archive.reader, passed)
        return dict(zip(self.ids[found].tolist(), matches.scores[found].tolist(), strict=True))

    def _post(self, path, lines):
        headers = {"Content-Type": "application/x-ndjson"}
        url = f"{self.addresses.url}/{path}"
        answer = httpx.post(url, content=lines, headers=headers, timeout=180)
        answer.raise_for_status()
        return answer.json()


@pytest.fixture(scope="module")
def twin(opensearch, tmp_path_factory):
    """Return 200 random articles, on this machine and in a cluster."""
    archive = archive_of(random_articles(ARTICLES), tmp_path_factory.mktemp("random"))
    twin = Twin(opensearch, archive)
    twin.fill()
    yield twin
    opensearch.ask("DELETE", INDEX)


@settings(max_examples=examples(50))
@given(asked=st.lists(st.tuples(trees, filters, st.booleans()), min_size=1, max_size=8))
def test_a_cluster_finds_what_one_machine_finds(twin, asked):
    """The same articles for every query, with every filter, of all forms or exact ones."""
    queries = [
        query_of(twin.translator(exact=exact).found(query), twin.archive.printed, by)
        for query, by, exact in asked
    ]
    here = [twin.matches(query, by, exact=exact) for query, by, exact in asked]
    assert [set(each) for each in twin.scores(queries)] == [set(each) for each in here]


@settings(max_examples=examples(25))
@given(asked=st.lists(phrases, min_size=1, max_size=16))
def test_phrases_stand_where_they_stand(twin, asked):
    """A word may be reached from any place of the word before it."""
    queries = [twin.translator().found(phrase).finding for phrase in asked]
    here = [twin.matches(phrase) for phrase in asked]
    assert [set(each) for each in twin.scores(queries)] == [set(each) for each in here]


@settings(max_examples=examples(25))
@given(parts=st.lists(words | phrases, min_size=1, max_size=4), exact=st.booleans())
def test_scores_are_close(twin, parts, exact):
    """Those of a cluster are k1 + 1 times ours, but for the rounding of lengths."""
    query = All(tuple(parts))
    (there,) = twin.scores([query_of(twin.translator(exact=exact).found(query), {})])
    here = {
        key: score * (WEIGHTS.k1 + 1) for key, score in twin.matches(query, exact=exact).items()
    }
    assert there == pytest.approx(here, abs=OFF * max(here.values(), default=0))


@settings(max_examples=examples(25))
@given(parts=st.lists(words | trees, min_size=1, max_size=5), few=st.integers(1, 60))
def test_most_of_the_words_are_enough(twin, parts, few):
    """As many words must match as leave few articles, as on one machine."""
    query = All(tuple(parts))
    mostly = twin.translator().mostly(query)
    here = Evaluator(twin.archive.reader).mostly(query, few)
    assert (mostly is None) == (here is None)
    if mostly:
        each = twin.scores(map(mostly.enough, range(len(mostly.words), 0, -1)))
        there = next((found for found in each[:-1] if len(found) >= few), each[-1])
        assert set(there) == set(twin.ids[here.mask])


def test_what_is_capped_is_answered(twin):
    """A cluster takes the longest query that is made: of the same parts again and again."""
    amounts = [Quantity("money", "", Interval(low, None)) for low in (1.0, 5.0, 2e6)]
    beginnings = [Prefix(letter, letter) for letter in "ابتسعنهوي"]
    query = Any((*amounts, *beginnings) * 4)
    asked = twin.translator().found(query)
    (there,) = twin.scores([query_of(asked, {})])
    assert asked.capped
    assert set(there) <= set(twin.matches(query))
