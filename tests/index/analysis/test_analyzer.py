"""The whole chain, as the snippets see it."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from index.analysis import ROOT_TAG, STEM_TAG, ArabicAnalyzer, analyzer, fingerprint


@given(st.text())
def test_words_point_at_the_text_and_are_counted(text):
    """Offsets are those of the printed page, positions have no gap, stems are tagged."""
    words = list(ArabicAnalyzer().words(text))
    assert [word.position for word in words] == list(range(len(words)))
    for word in words:
        assert text[word.start : word.end] == word.text
        assert word.exact
        assert word.exact[0] not in STEM_TAG + ROOT_TAG
        assert word.stem[:1] in ("", STEM_TAG)
        assert word.root[:1] in ("", ROOT_TAG)


def test_the_analyzer_can_be_pickled():
    """Whoosh stores the analyzer within the schema."""
    copy = pickle.loads(pickle.dumps(ArabicAnalyzer()))  # noqa: S301  our own bytes
    assert list(copy.words("النفط")) == list(ArabicAnalyzer().words("النفط"))


def test_the_fingerprint_changes_with_the_analysis(monkeypatch):
    """An index built by other rules is recognised."""
    before = fingerprint()
    assert before == fingerprint()
    monkeypatch.setattr(analyzer, "_PROBE", "نص آخر")
    assert fingerprint() != before
