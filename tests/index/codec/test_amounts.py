"""The terms of amounts stand at the words of each text."""

from index.codec.amounts import terms_of_amounts
from index.codec.lexicon import Lexicon


def terms_at_words(texts):
    """Return the places and the terms of the amounts of each text."""
    lexicon = Lexicon()
    placed = terms_of_amounts(texts, list(lexicon.read(texts)), lexicon)
    names = lexicon.terms
    return [
        list(zip(each.places.tolist(), map(names.__getitem__, each.terms.tolist()), strict=True))
        for each in placed
    ]


def test_an_amount_is_at_each_of_its_words():
    """So all of them are highlighted."""
    texts = ["بلغ 3.2 مليار دولار و5%", "", "ملياري دولار"]
    assert terms_at_words(texts) == [
        [(1, "#usd5932"), (2, "#usd5932"), (3, "#usd5932"), (4, "#pct505")],
        [],
        [(0, "#usd592"), (1, "#usd592")],
    ]


def test_words_that_are_left_out_are_in_no_amount():
    """A repeated paragraph may begin within one."""
    lexicon, text = Lexicon(), "بلغ 3.2 مليار\nدولار"
    (tokens,) = lexicon.read([text])
    left = tokens.outside([(text.index("دولار"), len(text))])
    (placed,) = terms_of_amounts([text], [left], lexicon)
    assert not len(placed.places)


def test_no_texts_have_no_terms():
    """An archive may be empty."""
    assert terms_of_amounts([], [], Lexicon()) == []
