"""Terms as they are sent: a word has all of its terms at one position."""

from index.cluster.mapping import SEPARATOR
from index.cluster.tokens import TermsOfTexts
from index.codec.lexicon import Lexicon


def written(*texts, left_out=None):
    """Return the words of texts, each with its terms."""
    of_texts = TermsOfTexts(Lexicon()).of(texts, left_out or [()] * len(texts))
    return [[word.split(SEPARATOR) for word in text.split()] for text in of_texts]


def test_a_word_is_its_terms():
    """The word itself, its lexeme, its root; a stop word is only itself."""
    assert written("أسعار النفط في") == [
        [["اسعار", "~سعر", "^سعر"], ["النفط", "~نفط", "^نفط"], ["في"]]
    ]


def test_an_amount_stands_at_every_word_of_it():
    """Beside the terms of the words."""
    (words,) = written("نحو 3.2 مليار دولار")
    assert ["#usd5932" in word for word in words] == [False, True, True, True]


def test_what_a_source_repeats_has_no_position():
    """The first word after it follows the last before it."""
    text = "النفط اشترك الآن الذهب"
    (words,) = written(text, left_out=[[(6, 16)]])
    assert [word[0] for word in words] == ["النفط", "الذهب"]


def test_a_word_of_which_nothing_is_left_has_no_position():
    """As in the index directory."""
    (words,) = written("النفط \u064b الذهب")
    assert [word[0] for word in words] == ["النفط", "الذهب"]


def test_labels_have_no_amounts():
    """A source is its words."""
    assert TermsOfTexts(Lexicon()).of_label("قناة 24") == "قناه!~قناة!^قنو 24!~24"


def test_texts_without_words_have_no_terms():
    """An empty one, and one of signs."""
    assert written("", "… — |") == [[], []]
