"""Texts as the amounts that are found in them."""

from index.analysis.tokenizer import spans
from index.quantities.amounts import find_amounts


def words_and_gaps(text):
    """Return the words of a text, and the text before each."""
    found = list(spans(text))
    ends = [0, *(end for _, _, end in found)]
    gaps = [text[end:start] for end, (_, start, _) in zip(ends, found, strict=False)]
    return [word for word, _, _ in found], gaps


def amounts_of(text):
    """Return the value and the unit of each amount of a text."""
    return [(each.value, each.unit) for each in find_amounts(*words_and_gaps(text))]


def said(text):
    """Return the words of each amount of a text, joined by a blank."""
    words, gaps = words_and_gaps(text)
    return [" ".join(words[each.first : each.last + 1]) for each in find_amounts(words, gaps)]
