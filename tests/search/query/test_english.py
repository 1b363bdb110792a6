"""English words that say nothing about the subject of a query."""

import pytest

from index.analysis import ArabicAnalyzer
from search import Request
from search.query.parser import parse_query
from search.query.tree import atoms, unparse

ANALYZER = ArabicAnalyzer()


def subject(text):
    """Return the words of a query that are no stop words."""
    parsed = parse_query(text, ANALYZER).query
    return [word.text for _, word in atoms(parsed) if not word.is_stop_word]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("the price of oil", ["price", "oil"], id="function-words"),
        pytest.param("price of a barrel", ["price", "barrel"], id="article-after-another"),
        pytest.param("The Price OF Oil", ["Price", "Oil"], id="capitals"),
        pytest.param("oil in مصر", ["oil", "مصر"], id="between-two-languages"),
        pytest.param("oil or the gas (of Qatar)", ["oil", "gas", "Qatar"], id="in-a-group"),
        pytest.param("title:(price of oil)", ["price", "oil"], id="in-a-field"),
        pytest.param("latest news Egypt", ["Egypt"], id="all-is-news"),
    ],
)
def test_function_words_are_stop_words_beside_others(text, words):
    """The, of and in ask for nothing where another English word does."""
    assert subject(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("the", ["the"], id="alone"),
        pytest.param("of the", ["of", "the"], id="nothing-else"),
        pytest.param("AT&T", ["AT", "T"], id="letters-of-a-name"),
        pytest.param("فيتامين A", ["فيتامين", "A"], id="beside-arabic-only"),
        pytest.param("US economy", ["US", "economy"], id="names-that-look-like-one"),
    ],
)
def test_what_else_they_may_be_stays(text, words):
    """Alone, beside letters and beside Arabic they are what was asked for."""
    assert subject(text) == words


@pytest.mark.parametrize(
    "text", ["the price of oil", "inflation in مصر", "the", "-oil and the gas"]
)
def test_the_echo_has_every_word(text):
    """Stop words are not searched for, and stay in the echo, which means the same."""
    parsed = parse_query(text, ANALYZER).query
    assert unparse(parsed) == text
    assert parse_query(unparse(parsed), ANALYZER).query == parsed


def test_an_article_is_found_without_them(make_index):
    """Articles need not print the English stop words of a query."""
    searcher = make_index("باعت شركة Orient Holding مصنعها", "باعت شركة أخرى مصنعها")
    assert searcher.search(Request(text="the holding of Orient")).total_matching_all == 1
