"""The tables of English terms."""

from collections import Counter
from itertools import chain

import pytest

from index.entities.gazetteer import gazetteer
from search.rewrite.english_forms import key_of_text
from search.rewrite.english_terms import is_english, names_of, read_terms
from search.rewrite.translation import _LONGEST


def test_every_term_of_the_table_stands_there_once():
    """The table has hundreds of terms, each once in any form, and each with Arabic names."""
    keys = Counter(key_of_text(term) for english, _ in read_terms() for term in english)
    assert len(keys) >= 550
    assert [term for term, times in keys.items() if times > 1 or not term] == []
    assert max(map(len, keys)) <= _LONGEST
    names = list(chain.from_iterable(names for _, names in read_terms()))
    assert all(name and not name.isascii() for name in names)


@pytest.mark.parametrize(
    ("term", "name"),
    [
        pytest.param("Egypt", "مصر", id="country"),
        pytest.param("Egypt", "مصري", id="its-people"),
        pytest.param("Turkish", "التركي", id="people"),
        pytest.param("Saudi Aramco", "أرامكو", id="company"),
        pytest.param("International Monetary Fund", "صندوق النقد", id="institution"),
        pytest.param("Recep Tayyip Erdogan", "أردوغان", id="person"),
        pytest.param("Erdogan", "أردوغان", id="surname"),
        pytest.param("Putin", "بوتين", id="another-surname"),
        pytest.param("oil", "النفط", id="the-table-before-the-gazetteer"),
    ],
)
def test_names(term, name):
    """Terms have the names of the table, else those of the gazetteers."""
    assert name in names_of(key_of_text(term))


@pytest.mark.parametrize("term", ["Egypt", "Saudi Aramco", "Erdogan", "OPEC", "Lagarde"])
def test_a_name_within_another_is_enough(term):
    """What the longer of two names finds the shorter finds: it is not listed."""
    names = names_of(key_of_text(term))
    assert 1 <= len(names) <= 4
    assert not any(one != other and f" {one} " in f" {other} " for one in names for other in names)


def test_every_entity_has_a_name():
    """Each English name of the gazetteers is a term with an Arabic name."""
    assert [e.name for e in gazetteer() if e.english and not names_of(key_of_text(e.english))] == []


@pytest.mark.parametrize("term", ["Abdullah", "Salman", "Ahmed", "zzz", ""])
def test_no_names(term):
    """A surname that others have too, and what no table knows, has none."""
    assert names_of(key_of_text(term)) == ()


def test_the_cities_of_a_country_are_none_of_its_names():
    """Who asks for a country does not ask for a city, nor the other way round."""
    assert "القاهرة" not in names_of(key_of_text("Egypt"))
    assert "مصر" not in names_of(key_of_text("Cairo"))


@pytest.mark.parametrize(
    ("word", "known"),
    [("inflation", True), ("prices", True), ("the", True), ("opce", False), ("التضخم", False)],
)
def test_words_of_the_tables(word, known):
    """A word of a term, in any form, is English; an Arabic one or a slip is not."""
    assert is_english(word) is known
