"""Misspelled words, the wrong keyboard and words half typed, over the real archive."""

from collections import Counter
from pathlib import Path

import pytest

from index.analysis import ArabicAnalyzer
from search import Request, Window

HERE = Path(__file__).parent
#: Shares of the gold file found at once and among three; what was measured is in MEASUREMENTS.md.
FLOORS = {"misspellings.tsv": (0.89, 0.90), "layouts.tsv": (0.82, 0.82)}
#: Shares of completions.tsv found first, among three and among eight.
COMPLETED = {1: 0.67, 3: 0.87, 8: 0.95}


def folded(text):
    """Return the folded words of a text."""
    return [word.exact for word in ArabicAnalyzer().words(text)]


@pytest.mark.parametrize("name", FLOORS)
def test_what_was_meant_is_suggested(economic_news, name):
    """The right spelling comes first nearly always, and always leads to articles.

    A fifth of the words typed in the wrong layout are Latin names that this archive does
    not hold: nothing is suggested for them, as nothing would be found.
    """
    _, searcher = economic_news
    lines = (HERE / name).read_text("utf-8").splitlines()
    assert len(lines) >= 60
    first = among = 0
    for line in lines:
        typed, meant = line.split("\t")[:2]
        found = searcher.search(Request(text=typed)).suggestions
        assert all(suggestion.total for suggestion in found)
        suggested = [folded(suggestion.request.text) for suggestion in found]
        first += suggested[:1] == [folded(meant)]
        among += folded(meant) in suggested
    print(f"{name}: at once {first / len(lines):.3f}, among three {among / len(lines):.3f}")  # noqa: T201
    assert first / len(lines) >= FLOORS[name][0]
    assert among / len(lines) >= FLOORS[name][1]


def test_what_is_being_typed_is_completed(economic_news):
    """After two to five letters, alone or after another word; every completion finds articles."""
    _, searcher = economic_news
    rows = [line.split("\t") for line in (HERE / "completions.tsv").read_text("utf-8").splitlines()]
    assert len(rows) >= 120
    found = Counter()
    for typed, meant in rows:
        offered = searcher.complete(typed)
        pages = [searcher.search(Request(text=text, window=Window(size=1))) for text in offered]
        assert all(page.total_matching_all for page in pages)
        words = [folded(text) for text in offered]
        found.update(among for among in COMPLETED if folded(meant) in words[:among])
    shares = {among: found[among] / len(rows) for among in COMPLETED}
    print(f"completions.tsv: {shares}")  # noqa: T201
    assert all(shares[among] >= floor for among, floor in COMPLETED.items())
