"""The amounts of many texts at once are those that each text has by itself."""

import gzip
import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import fold
from index.analysis.scanner import scan
from index.quantities.amounts import find_amounts
from index.quantities.spotting import Spotter, Words
from index.quantities.terms import amount_term
from tests.conftest import examples
from tests.index.quantities.printed import words_and_gaps
from tests.index.quantities.test_amounts import PIECES


def spotted(texts):
    """Return the first word, the last word and the term of the amounts of each text."""
    terms = {}
    spotter = Spotter(lambda term: terms.setdefault(term, len(terms)))
    found = scan(texts)
    for word in found.distinct:
        spotter.roles.add(word, fold(word) or "x")
    words = Words(found.numbers, found.starts, found.ends, found.cuts, texts)
    amounts, names = spotter.spot(words), list(terms)
    rows = zip(amounts.first.tolist(), amounts.last.tolist(), amounts.terms.tolist(), strict=True)
    of_texts = [[] for _ in texts]
    for first, last, term in rows:
        text = int(np.searchsorted(found.cuts, first, "right")) - 1
        begin = int(found.cuts[text])
        of_texts[text].append((first - begin, last - begin, names[term]))
    return of_texts


def found_one_by_one(text):
    """Return the same of one text, read word by word."""
    return [
        (each.first, each.last, amount_term(each.unit, each.value))
        for each in find_amounts(*words_and_gaps(text))
    ]


@settings(max_examples=examples(500))
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", " ", " "]))).map(
            lambda pieces: "".join(map("".join, pieces))
        ),
        min_size=1,
        max_size=4,
    )
)
def test_many_texts_are_read_as_each_is(texts):
    """The quick way and the slow one agree, at the border of texts too."""
    assert spotted(texts) == list(map(found_one_by_one, texts))


def test_an_archive_is_read_as_each_text_is(shared_data):
    """Real news, four hundred articles of it."""
    path = shared_data / "econ-news" / "corpus.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["body"] for _, line in zip(range(400), lines, strict=False)]
    assert spotted(texts) == list(map(found_one_by_one, texts))


def test_no_words_have_no_amounts():
    """An empty archive is read, too."""
    assert spotted([""]) == [[]]
