"""What was meant where nothing begins with what is typed."""

import pytest

from search.suggest.slips import repaired
from search.suggest.typed import read_typed


@pytest.fixture
def statistics(make_index):
    """Return what is known of an archive that prints some words often."""
    searcher = make_index(*(f"أسعار النفط وصندوق النقد مع OPEC {n}" for n in range(8)))
    return searcher._finder.statistics  # noqa: SLF001  no other way to one


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("hsuh", "اسعا", id="layout"),
        pytest.param("أسعار hgk", "أسعار الن", id="some-words"),
        pytest.param("خحث", "ope", id="latin"),
        pytest.param("اسعلر الن", "أسعار الن", id="spelling-before"),
        pytest.param("أسعار النفت", "أسعار النفط", id="spelling"),
        pytest.param("اصعا", "اسعا", id="spelling-of-a-beginning"),
    ],
)
def test_what_was_meant(statistics, text, meant):
    """The likeliest comes first."""
    typed = read_typed(text, statistics.analyzer)
    assert next(repaired(typed, statistics)).plain == meant


@pytest.mark.parametrize("text", ["أسعار الن", "ن", "ز", "في"])
def test_what_is_right_or_hopeless_stays(statistics, text):
    """No slip, or none that helps."""
    assert list(repaired(read_typed(text, statistics.analyzer), statistics)) == []
