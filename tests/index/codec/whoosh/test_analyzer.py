"""Tokens: the words of the analyzer, a token for each term."""

import pickle

from hypothesis import given
from hypothesis import strategies as st
from whoosh.qparser import MultifieldParser

from index.analysis import ArabicAnalyzer
from index.codec.whoosh.analyzer import WhooshAnalyzer

TEXTS = st.text() | st.lists(st.sampled_from("النفط في 3.5% والأسواق ـ OPEC".split())).map(" ".join)


@given(TEXTS, st.integers(0, 100), st.integers(0, 100))
def test_a_token_for_each_term_of_each_word(text, position, character):
    """At the position and the span of the word, counted on from where the text begins."""
    tokens = [
        (token.text, token.original, token.pos, token.startchar, token.endchar, token.boost)
        for token in WhooshAnalyzer()(
            text,
            positions=True,
            chars=True,
            keeporiginal=True,
            start_pos=position,
            start_char=character,
        )
    ]
    assert tokens == [
        (term, w.text, position + w.position, character + w.start, character + w.end, 1.0)
        for w in ArabicAnalyzer().words(text)
        for term in w[4:]
        if term
    ]


def test_the_terms_of_a_word_stand_at_one_position():
    """A phrase sees one word where the index has three terms."""
    tokens = [
        (token.text, token.pos, token.startchar, token.endchar)
        for token in WhooshAnalyzer()("الأَسعار في", positions=True, chars=True)
    ]
    assert tokens == [
        ("الاسعار", 0, 0, 8),
        ("~سعر", 0, 0, 8),
        ("^سعر", 0, 0, 8),
        ("في", 1, 9, 11),
    ]


def test_stop_words_are_tokens():
    """A phrase may contain them: no token is marked as one to be left out."""
    tokens = [(token.text, token.stopped) for token in WhooshAnalyzer()("من في")]
    assert tokens == [("من", False), ("في", False)]


def test_the_analyzer_can_be_pickled():
    """Whoosh keeps it within the schema."""
    copy = pickle.loads(pickle.dumps(WhooshAnalyzer()))  # noqa: S301  our own bytes
    words = [[token.text for token in each("أسعار النفط")] for each in (copy, WhooshAnalyzer())]
    assert words[0] == words[1] != []


def test_the_query_parser_and_stored_fields(ours):
    """Whoosh's own parser with our analyzer finds and shows articles."""
    query = MultifieldParser(["title", "body"], ours.schema).parse("النفط")
    with ours.searcher() as searcher:
        found = searcher.search(query, limit=5)
        assert found[0]["title"]
        assert found[0]["body"]
