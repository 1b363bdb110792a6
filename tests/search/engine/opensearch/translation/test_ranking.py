"""What ranks the articles that a query finds."""

import pytest

from index.analysis import ArabicAnalyzer
from index.quantities.terms import Interval
from search.engine.opensearch.translation.finding import Finding
from search.engine.opensearch.translation.ranking import Ranking
from search.engine.weighting import idf, rarity
from search.query.tree import (
    All,
    Dates,
    InField,
    Named,
    Not,
    Phrase,
    Prefix,
    Quantity,
    Spellings,
    Synonyms,
    Word,
)
from search.weights import WEIGHTS


def word(text):
    """Return a typed word."""
    (only,) = ArabicAnalyzer().words(text)
    return Word.of(only)


def term(text, weight, field="body_t"):
    """Return a term that ranks."""
    return {"term": {field: {"value": text, "boost": weight}}}


@pytest.fixture
def rank(surveyed):
    """Return a function that returns the clauses that rank what a query finds in some fields."""

    def clauses(query, fields=("body",), *, exact=False, expansions=64):
        finding = Finding(surveyed.statistics, surveyed.printed, exact)
        ranking = Ranking(surveyed.statistics, finding, WEIGHTS, expansions)
        return list(ranking.clauses(query, fields))

    return clauses


OIL = [term("النفط", 1.1), term("~نفط", 1.0), term("~نفطي", 0.3), term("^نفط", 1.5)]


def test_a_word_ranks_by_all_its_terms(rank):
    """Each weighs what it weighs on one machine, less in a title."""
    assert rank(word("النفط")) == OIL
    in_title = [each["term"]["title_t"]["boost"] for each in rank(word("النفط"), ("title",))]
    assert in_title == [WEIGHTS.title * each["term"]["body_t"]["boost"] for each in OIL]
    assert rank(word("النفط"), exact=True) == [term("النفط", WEIGHTS.exact)]


def test_parts_add_up(rank):
    """Stop words beside others, filters and exclusions add nothing."""
    parts = (word("النفط"), word("في"), Not(word("ذهب")), Dates(None, None), Named("year", "", ()))
    assert rank(All(parts)) == rank(word("النفط"))
    twice = rank(All((word("برميل"), word("برميل"))))
    assert twice == 2 * rank(word("برميل"))
    assert rank(InField("title", word("برميل"))) == rank(word("برميل"), ("title",))


def test_a_phrase_ranks_where_it_stands(rank):
    """Each field by itself; its stop words add nothing."""
    phrase = Phrase((word("صندوق"), word("في")))
    for scored, field in zip(rank(phrase, ("title", "body")), ("title", "body"), strict=True):
        assert "span_near" in scored["bool"]["filter"][0]
        assert scored["bool"]["should"] == rank(word("صندوق"), (field,))


@pytest.mark.parametrize("kind", [Synonyms, Spellings])
def test_the_best_name_counts(rank, kind):
    """Others weigh less than the first, and each counts only where it is found."""
    (best,) = rank(kind(word("برميل"), (word("قمح"),), 0.4))
    first, other = [each["bool"] for each in best["dis_max"]["queries"]]
    assert first == {"filter": [{"term": {"body_t": "~برميل"}}], "should": rank(word("برميل"))}
    assert other["boost"] == 0.4
    assert other["should"] == rank(word("قمح"))


def test_a_name_that_only_finds(rank):
    """What scores nothing is no rival for the best score."""
    (only,) = rank(Synonyms(word("برميل"), (Dates(None, None),), 0.4))
    assert only["bool"]["should"] == rank(word("برميل"))


def test_a_prefix_ranks_by_its_most_frequent_words(rank):
    """Each as typed; fewer of them where there is no room."""
    assert rank(Prefix("سع", "سع")) == [term("سعر", WEIGHTS.exact)]
    assert len(rank(Prefix("ال", "ال"))) > len(rank(Prefix("ال", "ال"), expansions=1)) == 1


def test_one_amount_ranks_by_its_rarity(rank):
    """As on one machine, on the scale of BM25 in a cluster; several values only find."""
    (amount,) = rank(Quantity("percent", "pct", Interval(3.5, 3.5)))
    score = idf(5, 1) * WEIGHTS.amount * (WEIGHTS.k1 + 1)
    assert amount["constant_score"]["boost"] == pytest.approx(score)
    assert rank(Quantity("percent", "pct", Interval(3.5, None))) == []


def test_an_amount_that_leads(rank, surveyed):
    """It comes before whatever only prints its words: it scores as much as these at most do."""
    amount = Quantity("percent", "pct", Interval(3.5, 3.5), leads=True)
    rare, lead, words = rank(Spellings(word("برميل"), (amount,), 1.0))
    assert [rare] == rank(amount)
    assert lead["constant_score"]["filter"] == rare["constant_score"]["filter"]
    each = [ranking["term"]["body_t"] for ranking in rank(word("برميل"))]
    most = sum(
        ranking["boost"] * rarity(surveyed.statistics, "body", ranking["value"]) for ranking in each
    )
    assert lead["constant_score"]["boost"] == pytest.approx(most * (WEIGHTS.k1 + 1))
    assert words["bool"]["should"] == rank(word("برميل"))
