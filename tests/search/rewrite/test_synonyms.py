"""Other names for what was asked."""

from collections import Counter

import pytest

from index.analysis import ArabicAnalyzer
from search import Expansion, Request, Window
from search.query.parser import parse_query
from search.query.tree import All, Any, Phrase, Synonyms, Word, unparse
from search.rewrite.synonyms import expand, expansions, without_names
from search.weights import WEIGHTS
from tests.conftest import ROOT, ids

GOLD = ROOT / "tests" / "relevance" / "synonyms.tsv"
ANALYZER = ArabicAnalyzer()


def widened(text):
    """Return the query of text with its synonyms."""
    return expand(parse_query(text, ANALYZER).query, ANALYZER, WEIGHTS)


def others(text):
    """Return {typed: other names} of what is added to a query."""
    return {each.typed: set(each.others) for each in expansions(widened(text))}


@pytest.mark.parametrize(
    ("text", "typed", "other"),
    [
        pytest.param("صندوق النقد", "صندوق النقد", "صندوق النقد الدولي", id="short-name"),
        pytest.param("IMF", "IMF", "صندوق النقد الدولي", id="acronym"),
        pytest.param("وصندوق النقد الدولي", "وصندوق النقد الدولي", "IMF", id="with-a-clitic"),
        pytest.param("ديون جوجل", "جوجل", "Google", id="within-a-query"),
        pytest.param("كانون الثاني 2023", "كانون الثاني", "يناير", id="month"),
        pytest.param("غلاء", "غلاء", "تضخم", id="near"),
        pytest.param("قمح أو غلاء", "غلاء", "تضخم", id="in-an-or"),
        pytest.param("عنوان:غلاء", "غلاء", "تضخم", id="in-the-title"),
    ],
)
def test_a_name_brings_its_others(text, typed, other):
    """Names are compared by their stems, and the other names are listed."""
    assert other in others(text)[typed]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"صندوق النقد"', id="quoted"),
        pytest.param("-غلاء", id="excluded"),
        pytest.param("مصدر:رويترز", id="source-field"),
        pytest.param("زقزقة العصافير", id="no-name"),
        pytest.param("", id="empty"),
        pytest.param("ما أثر زقزقة", id="question-word-is-no-month"),
        pytest.param("أبو", id="father-is-no-apec"),
        pytest.param("ورشة", id="workshop-is-no-porsche"),
        pytest.param("تشاؤم", id="pessimism-is-no-xiaomi"),
        pytest.param("النت", id="net-is-no-fintech"),
        pytest.param("غالي", id="dear-is-no-gallon"),
        pytest.param("آية", id="verse-is-no-iata"),
        pytest.param("سامي", id="sami-is-no-central-bank"),
    ],
)
def test_what_is_asked_for_literally_stays(text):
    """Quotes, exclusions and small fields mean what they say, and so does what is no name."""
    assert others(text) == {}


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        pytest.param("تضخم أو غلاء", {"تضخم", "غلاء"}, id="either"),
        pytest.param("IMF أو صندوق النقد الدولي", {"IMF", "صندوق النقد الدولي"}, id="long-name"),
        pytest.param('غلاء أو "التضخم"', {"تضخم"}, id="quoted"),
        pytest.param("التضخم", {"تضخم"}, id="with-an-article"),
        pytest.param("ذهب", {"الذهب"}, id="without-an-article"),
        pytest.param("غلاء -تضخم", {"تضخم"}, id="excluded"),
        pytest.param("عنوان:تضخم غلاء", {"تضخم", "غلاء"}, id="in-a-field"),
    ],
)
def test_what_stands_in_the_query_is_no_addition(text, absent):
    """A name that is in the query itself is not listed among its other names."""
    told = {name for names in others(text).values() for name in names}
    assert not told & absent


@pytest.mark.parametrize(
    ("text", "left_out", "typed"),
    [
        pytest.param("IMF", "صندوق النقد الدولي", "IMF", id="one-of-several"),
        pytest.param("عنوان:غلاء قمح", "تضخم", "غلاء", id="in-a-field"),
        pytest.param("غلاء أو قمح", "تضخم", "غلاء", id="in-an-or"),
    ],
)
def test_a_name_is_left_out_alone(text, left_out, typed):
    """Only the excluded name is dropped; the typed name and the other names stay."""
    query = widened(text)
    narrower = without_names(query, [left_out])
    told = {each.typed: set(each.others) for each in expansions(narrower)}
    assert told.get(typed, set()) == others(text)[typed] - {left_out}
    assert unparse(narrower) == unparse(query)


def test_without_all_its_names_a_query_is_the_one_that_was_typed():
    """A query without all its other names is the query that was typed."""
    names = {name for every in others("IMF غلاء").values() for name in every}
    assert without_names(widened("IMF غلاء"), names) == parse_query("IMF غلاء", ANALYZER).query


def test_the_longest_name_wins():
    """A bank within a longer name is not another bank."""
    typed = set(others("قروض صندوق النقد الدولي لمصر"))
    assert "صندوق النقد الدولي" in typed
    assert "صندوق النقد" not in typed


def test_expansions_do_not_change_the_echo():
    """The echo is what was typed, without the other names."""
    assert unparse(widened("صندوق النقد")) == "صندوق النقد"


def test_a_name_of_several_words_is_looked_for_as_a_whole():
    """In an AND all words of the name as typed are asked for, in an OR any."""
    (name,) = widened("صندوق النقد").parts
    assert isinstance(name, Synonyms)
    assert isinstance(name.query, All)
    assert all(isinstance(other, Phrase | Word) for other in name.others)
    assert not any(other.exact for other in name.others if isinstance(other, Phrase))
    question = widened("كم دفع صندوق النقد")
    loose = Any(tuple(parse_query("كم دفع صندوق النقد", ANALYZER).query.parts))
    (_, _, name) = expand(loose, ANALYZER, WEIGHTS).parts
    assert isinstance(question, All)
    assert isinstance(name.query, Any)


def test_synonyms_find_rank_lower_and_can_be_switched_off(make_index):
    """Other names rank below the name as typed, and are not found without synonyms."""
    searcher = make_index("قال صندوق النقد الدولي أمس", "قالت IMF أمس", "قال البنك الدولي أمس")
    page = searcher.search(Request(text="IMF"))
    assert ids(page) == ["1", "0"]
    assert page.expansions == (
        Expansion(typed="IMF", others=("صندوق النقد الدولي", "صندوق النقد")),
    )
    snippet = page.hits[1].snippets[0]
    assert [snippet.text[s:e] for s, e in snippet.highlights] == ["صندوق", "النقد", "الدولي"]
    opened = searcher.article("0", Request(text="IMF")).paragraphs[0]
    assert [opened.text[s:e] for s, e in opened.highlights] == ["صندوق", "النقد", "الدولي"]
    alone = searcher.search(Request(text="IMF", synonyms=False))
    assert ids(alone) == ["1"]
    assert alone.expansions == ()
    fewer = searcher.search(
        Request(text="IMF", excluded_names=("صندوق النقد", "صندوق النقد الدولي"))
    )
    assert ids(fewer) == ["1"]
    assert searcher.search(Request(text="IMF", excluded_names=("صندوق النقد",))).total == 2
    assert searcher.search(Request(text="IMF", exact=True)).total == 1


def test_the_gold_pairs(make_index):
    """What the table finds, what it would not find without, and what it keeps apart."""
    rows = [line.split("\t") for line in GOLD.read_text("utf-8").splitlines()]
    printed = sorted({row[1] for row in rows})
    searcher = make_index(*(f"قال {text} أمس" for text in printed))
    found, without, asked = Counter(), Counter(), Counter()
    for typed, text, kind in rows:
        wanted = "apart" if kind == "apart" else "found"
        asked[wanted] += 1
        for counter, synonyms in ((found, True), (without, False)):
            page = searcher.search(Request(text=typed, synonyms=synonyms, window=Window(size=400)))
            matching = ids(page)[: page.total_matching_all]
            counter[wanted] += str(printed.index(text)) in matching
    assert asked["found"] >= 150
    assert found["found"] / asked["found"] > 0.98
    assert without["found"] / asked["found"] < 0.3
    assert found["apart"] / asked["apart"] < 0.1
