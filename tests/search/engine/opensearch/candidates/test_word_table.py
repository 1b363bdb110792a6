"""Words and terms have one number each, whoever asks first."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import terms
from index.analysis.scanner import scan
from search.engine.opensearch.candidates import word_table as shared
from search.engine.opensearch.candidates.word_table import WordTable, learn, word_table

WORDS = ("والأسواق", "أسواق", "النفط", "نفط", "في", "5%", "دولار", "َ", "oil", "ـ")


@given(st.lists(st.text("ابتنولةى5%", max_size=6), max_size=9).map(" ".join))
def test_the_terms_of_words_come_back(text):
    """By their numbers, in the columns of their words; -1 where a word has none of a kind."""
    table, printed = WordTable(), [*WORDS, *scan([text]).distinct]
    numbers = table.terms_of(table.words(printed))
    assert numbers.shape == (3, len(printed))
    for word, column in zip(printed, numbers.T.tolist(), strict=True):
        expected = terms(word)
        assert [table.term(number) if number >= 0 else "" for number in column] == list(expected)
        assert column == [table.number(term) if term else -1 for term in expected]


def test_a_term_that_no_word_has_is_no_word_s():
    """Neither a number of another nor that of a kind that a word lacks."""
    table = WordTable()
    assert not np.any(table.terms_of(table.words(WORDS)) == table.number("~زقزقة"))


def test_threads_get_the_same_numbers():
    """While others add words, too: each word has one number, and its own terms."""
    table = WordTable()
    printed = [f"{prefix}{word}" for prefix in ("", "و", "ال", "بال") for word in WORDS]

    def asked(start):
        mine = [*printed[start:], *printed[:start]]
        numbers = table.words(mine)
        rows = np.vstack([numbers, table.terms_of(numbers)]).T.tolist()
        return dict(zip(mine, rows, strict=True))

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(asked, range(len(printed))))
    assert all(result == results[0] for result in results)
    assert len(table) == len(set(printed)) == len({number for number, *_ in results[0].values()})


def test_a_full_table_gives_way_to_a_new_one(monkeypatch):
    """Those who have the old one go on with it."""
    monkeypatch.setattr(shared, "MOST", 3)
    first = word_table()
    first.words(WORDS)
    second = word_table()
    assert second is not first
    assert second is word_table()
    assert len(first) >= len(WORDS)
    assert len(second) == 0


def test_words_that_are_printed_most_are_learnt(monkeypatch):
    """As they are printed, and no more than so many."""
    monkeypatch.setattr(shared, "MOST", 0)
    word_table().words(["النفط"])
    fresh = word_table()
    monkeypatch.setattr(shared, "MOST", 9)
    monkeypatch.setattr(shared, "LEARNT", 2)
    learn([("احمد", "أحمد", 5), ("ذهب", "ذهب", 2), ("نفط", "نفط", 7)])
    assert word_table() is fresh
    assert len(fresh) == 2
    assert fresh.number(terms("أحمد").exact) >= 0
    assert fresh.number(terms("ذهب").exact) < 0
