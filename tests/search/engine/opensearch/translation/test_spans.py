"""Phrases as clauses of places."""

from index.analysis import ArabicAnalyzer
from search.engine.opensearch.translation.spans import in_order
from search.query.tree import Phrase, Word


def words(text):
    """Return typed words."""
    return tuple(Word.of(word) for word in ArabicAnalyzer().words(text))


def place(term):
    """Return where a term stands."""
    return {"span_term": {"body_t": term}}


def near(*clauses, slop=0):
    """Return where one follows the other."""
    return {"span_near": {"clauses": list(clauses), "slop": slop, "in_order": True}}


def test_words_side_by_side():
    """A phrase is its exact words, one directly behind the other, stop words too."""
    phrase = Phrase(words("صندوق في النقد"))
    assert in_order(phrase, "body") == near(place("صندوق"), place("في"), place("النقد"))


def test_a_phrase_of_one_word():
    """One word is where it stands."""
    assert in_order(Phrase(words("صندوق")), "title") == {"span_term": {"title_t": "صندوق"}}


def test_words_with_others_between():
    """From the end: a word, and the words that follow it, each after at most so many others."""
    last = near(place("النقد"), place("الدولي"), slop=2)
    phrase = Phrase(words("صندوق النقد الدولي"), slop=2)
    assert in_order(phrase, "body") == near(place("صندوق"), last, slop=2)


def test_any_form():
    """A phrase of any form is of all terms that a word finds."""
    forms = {"span_or": {"clauses": [place("~نقد"), place("~نقدي")]}}
    phrase = Phrase(words("صندوق النقد"), exact=False)
    assert in_order(phrase, "body") == near(place("~صندوق"), forms)


def test_a_spelling_that_tells_two_words_apart():
    """أنفاق is printed as it is typed only where the word is not إنفاق."""
    meant = {"span_or": {"clauses": [place("~نفق"), place("~إنفاق|نفق")]}}
    within = {"span_within": {"little": place("انفاق"), "big": meant}}
    assert in_order(Phrase(words("أنفاق")), "body") == within
    assert in_order(Phrase(words("حفر أنفاق")), "body") == near(place("حفر"), within)
