"""Scores by position: the opening, adjacent words, near words."""

import math

import numpy as np
import pytest

from index.reader import open_reader
from search import Request
from search.engine.scoring.proximity import position_scores
from search.query.parser import parse_query
from search.weights import WEIGHTS
from tests.conftest import ids


def test_the_places_of_words_count(make_index):
    """Words in the opening, side by side and near each other rank an article higher."""
    filler = "كلام " * 70
    searcher = make_index(
        f"{filler} صادرات {filler} القمح",
        f"{filler} صادرات ثم القمح {filler}",
        f"{filler} صادرات القمح {filler}",
        f"صادرات القمح {filler} {filler}",
    )
    assert ids(searcher.search(Request(text="صادرات القمح"))) == list("3210")


def test_position_scores_written_out(sample_index):
    """What the arrays add is what a look at every word of the article adds."""
    reader = open_reader(sample_index)
    query = parse_query("أسعار النفط في الأسواق", reader.analyzer).query
    best = np.arange(reader.articles)
    added = position_scores(reader, query, best, WEIGHTS)
    words = [word for word in query.parts if word.stem]
    for article in best.tolist():
        printed = list(reader.analyzer.words(reader.stored(article).body))
        places = [
            [p.position for p in printed if (p.stem or p.exact) in word.finding] for word in words
        ]
        rarity = [rarity_written_out(reader, word) for word in words]
        expected = sum(
            WEIGHTS.lead * r for r, at in zip(rarity, places, strict=True) if at and at[0] < 60
        )
        for n in range(len(words) - 1):
            least = min(rarity[n], rarity[n + 1])
            beside = sum(at - 1 in places[n] for at in places[n + 1])
            near = sum(any(abs(at - o) <= 8 for o in places[n + 1]) for at in places[n])
            expected += least * WEIGHTS.adjacent * beside / (beside + 1)
            expected += least * WEIGHTS.near * near / (near + 1)
        assert added[article] == pytest.approx(expected, rel=1e-4), article
    assert added.max() > 1


def rarity_written_out(reader, word):
    """Return the idf of a word in any form, in the body; some articles may count twice."""
    each = (len(reader.postings("body", term).documents) for term in word.finding)
    holding = min(sum(each), reader.articles)
    return math.log1p((reader.articles - holding + 0.5) / (holding + 0.5))
