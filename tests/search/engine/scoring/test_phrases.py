"""What the names of the table find is kept."""

import pytest

from index.reader import open_reader
from search.engine.scoring.evaluator import Evaluator
from search.engine.scoring.phrases import Scored, ScoredPhrases, scored_phrases
from search.query.tree import Phrase, Synonyms, Word
from search.weights import WEIGHTS

NAME = tuple(Word(text, text, f"~{stem}") for text, stem in (("اسعار", "سعر"), ("النفط", "نفط")))


@pytest.fixture
def reader(sample_index):
    """Return a reader of the sample archive, of which nothing is kept yet."""
    return open_reader(sample_index)


def test_a_name_finds_the_same_again(reader):
    """The documents and scores of the second query are those of the first, to the last bit."""
    query = Synonyms(Word("الغاز", "الغاز", "~غاز"), (Phrase(NAME, exact=False),), 0.5)
    first, second = (Evaluator(reader).matches(query) for _ in "ab")
    assert first.mask.any()
    assert first.mask.tolist() == second.mask.tolist()
    assert first.scores.tolist() == second.scores.tolist()
    kept = scored_phrases(reader, WEIGHTS, exact=False)
    assert {phrase for phrase, _ in kept} == {Phrase(NAME, exact=False)}


def test_what_is_quoted_is_not_kept(reader):
    """A reader's own phrase hardly comes back."""
    assert Evaluator(reader).matches(Phrase(NAME)).mask.any()
    assert not scored_phrases(reader, WEIGHTS, exact=False)


def test_a_full_cache_is_emptied(reader, monkeypatch):
    """The memory of a server is bounded."""
    monkeypatch.setattr("search.engine.scoring.phrases._KEPT", 0)
    kept = ScoredPhrases()
    matches = Evaluator(reader).matches(Phrase(NAME))
    found = Scored(matches.mask.nonzero()[0], matches.scores[matches.mask])
    kept.add((Phrase(NAME), "body"), found)
    kept.add((Phrase(NAME), "title"), found)
    assert list(kept) == [(Phrase(NAME), "title")]
