"""What a mistyped word was meant to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.versions.vocabulary import read_vocabulary, write_rows
from search.suggest.spelling import corrected_beginnings, corrections

WORDS = {"النفط": ("النفط", 900), "النقد": ("النقد", 300), "التضخم": ("التضخم", 200),
         "اسعار": ("أسعار", 800), "الصادرات": ("الصادرات", 90), "نادر": ("نادر", 2)}  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    """Return a small vocabulary."""
    directory = tmp_path_factory.mktemp("vocabulary")
    write_rows(((word, *printed) for word, printed in WORDS.items()), directory)
    return read_vocabulary(directory)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("التصخم", "التضخم", id="neighbour"),
        pytest.param("النفت", "النفط", id="lookalike"),
        pytest.param("النففط", "النفط", id="doubled"),
        pytest.param("النطف", "النفط", id="swapped"),
        pytest.param("الصدرات", "الصادرات", id="omitted"),
        pytest.param("السصادرات", "الصادرات", id="added"),
        pytest.param("السادراط", "الصادرات", id="two-lookalikes"),
        pytest.param("اسعر", "أسعار", id="printed-form-is-given"),
    ],
)
def test_slips_are_corrected(vocabulary, typed, meant):
    """The likeliest slip of the likeliest word comes first."""
    assert corrections(typed, vocabulary)[0] == meant


def test_a_printed_word_is_right(vocabulary):
    """What is printed, however rarely, is not corrected, and what is rare corrects nothing."""
    assert corrections("نادر", vocabulary) == []
    assert corrections("ناذر", vocabulary) == []


def test_what_is_too_long_to_be_a_word_is_left_alone(vocabulary):
    """A very long word is not corrected: its possible misspellings are too many."""
    assert corrections("النفط" * 100, vocabulary) == []


@given(word=st.text(st.sampled_from("انفطقدضخمسعرلت"), max_size=12))
def test_corrections_are_printed_words(vocabulary, word):
    """Whatever is typed, only words of the archive are offered, none twice."""
    found = corrections(word, vocabulary)
    assert len(found) == len(set(found)) <= 3
    assert set(found) <= {printed for printed, _ in WORDS.values()}


def test_a_misprint_is_corrected_too(tmp_path):
    """A word that a few print, one likely slip from one that is printed very often, is no word."""
    rows = [("النفط", "النفط", 900), ("النفظ", "النفظ", 2), ("النقد", "النقد", 300)]
    write_rows(rows, tmp_path)
    printed = read_vocabulary(tmp_path)
    assert corrections("النفظ", printed) == ["النفط"]
    assert corrections("النقد", printed) == []


def test_far_corrections_are_left_out(vocabulary):
    """One that is much less likely than the best is none."""
    assert corrections("النفت", vocabulary) == ["النفط"]


def test_beginnings_are_corrected(vocabulary):
    """By the commonest word that begins so; not after a few letters."""
    assert corrected_beginnings("التصخ", vocabulary, 3)[0] == "التضخ"
    assert corrected_beginnings("تص", vocabulary, 3) == []
