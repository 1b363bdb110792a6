"""Which articles a query finds, as one clause."""

import pytest

from index.analysis import ArabicAnalyzer
from index.quantities.terms import Interval
from search.engine.opensearch.translation.clauses import EVERYTHING, NOTHING
from search.engine.opensearch.translation.finding import Finding, expanded_prefix
from search.query.tree import All, Any, InField, Not, Phrase, Prefix, Quantity, Synonyms, Word

BOTH = ("title", "body")


def word(text):
    """Return a typed word."""
    (only,) = ArabicAnalyzer().words(text)
    return Word.of(only)


def one_of(*clauses):
    """Return what finds what any clause does."""
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def in_both(*terms):
    """Return what finds one of some terms in title or body."""
    kind, asked = ("terms", list(terms)) if len(terms) > 1 else ("term", terms[0])
    return one_of({kind: {"title_t": asked}}, {kind: {"body_t": asked}})


@pytest.fixture
def finding(surveyed):
    """Return what makes the clauses that find."""
    return Finding(surveyed.statistics, surveyed.printed, exact=False)


@pytest.fixture
def exactly(surveyed):
    """Return what makes the clauses that find exact forms."""
    return Finding(surveyed.statistics, surveyed.printed, exact=True)


def test_a_word_finds_by_its_stems(finding, exactly):
    """The forms of its lexeme and near ones; exactly by its exact form alone."""
    assert finding.clause(word("النفط"), BOTH) == in_both("~نفط", "~نفطي")
    assert finding.clause(word("في"), BOTH) == in_both("في")
    assert exactly.clause(word("النفط"), BOTH) == in_both("النفط")


def test_a_spelling_is_a_phrase_of_one_word(exactly):
    """Exactly أنفاق is not إنفاق: both terms must stand at one place, but where there are none."""
    clause = exactly.clause(word("أنفاق"), ("body", "by_source"))
    within, small = clause["bool"]["should"]
    assert "span_within" in within
    assert small == {"term": {"by_source": "انفاق"}}


def test_parts(finding):
    """AND, OR, NOT, and others with the same meaning; stop words ask for nothing beside others."""
    oil, gold = word("برميل"), word("قمح")
    each = [finding.clause(part, BOTH) for part in (oil, gold)]
    assert finding.clause(All((oil, word("في"), gold)), BOTH) == {"bool": {"filter": each}}
    assert finding.clause(Any((oil, word("في"), gold)), BOTH) == one_of(*each)
    assert finding.clause(Synonyms(oil, (gold,), 0.4), BOTH) == one_of(*each)
    assert finding.clause(Not(oil), BOTH) == {"bool": {"must_not": [each[0]]}}
    assert finding.clause(All(()), BOTH) == EVERYTHING
    assert finding.clause(Any(()), BOTH) == NOTHING


def test_a_field(finding):
    """What is asked of one field is asked of no other."""
    assert finding.clause(InField("by_author", word("علي")), BOTH) == {"term": {"by_author": "علي"}}


def test_a_phrase_in_a_field_without_places(finding):
    """There every exact word is enough."""
    phrase = Phrase((word("علي"), word("محمد")))
    each = [{"term": {"by_author": "علي"}}, {"term": {"by_author": "محمد"}}]
    assert finding.clause(phrase, ("by_author",)) == {"bool": {"filter": each}}


def test_a_prefix_finds_what_begins_with_it(finding, surveyed):
    """In either field the words of both, in one clause; where nothing begins so, nothing."""
    begun = ["البرميل", "البنك"]
    assert expanded_prefix(surveyed.statistics, Prefix("الب", "الب"), BOTH) == begun
    assert finding.clause(Prefix("الب", "الب"), BOTH) == in_both(*begun)
    assert finding.clause(Prefix("زق", "زق"), BOTH) == NOTHING


def test_an_amount_is_a_range_of_terms(finding):
    """In texts alone: for each unit that it may have, from a term up to another."""
    amount = Quantity("percent", "pct", Interval(3.5, None))
    ranges = [
        {"range": {field: {"gte": "#pct5035", "lt": "#pct:"}}} for field in ("title_t", "body_t")
    ]
    assert finding.clause(amount, BOTH) == one_of(*ranges)
    assert finding.clause(InField("by_source", amount), BOTH) == NOTHING
