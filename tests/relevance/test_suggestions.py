"""Misspelled words, the wrong keyboard and words half typed, over the real archive."""

from collections import Counter
from pathlib import Path

import pytest

from index.analysis import ArabicAnalyzer
from search import Request

HERE = Path(__file__).parent
#: The least share of the gold file whose meaning is reached, and the most that is repaired wrongly.
REACHED = {"misspellings.tsv": 0.95, "layouts.tsv": 0.95}
#: Shares of completions.tsv found first, among three and among eight.
COMPLETED = {1: 0.68, 3: 0.87, 8: 0.94}
#: Shares of beginnings.tsv found first and among eight.
FIRST, AMONG = 0.78, 0.94


def folded(text):
    """Return the folded words of a text."""
    return [word.exact for word in ArabicAnalyzer().words(text)]


@pytest.mark.parametrize("name", REACHED)
def test_what_was_meant_is_reached(economic_news, name):
    """A slip is repaired, or what was meant is suggested, or is found with other spellings anyway.

    Nothing is suggested for Latin names that this archive does not hold, as nothing would be found.
    """
    _, searcher = economic_news
    lines = (HERE / name).read_text("utf-8").splitlines()
    assert len(lines) >= 60
    reached = wrong = 0
    for line in lines:
        typed, meant = line.split("\t")[:2]
        page, asked = searcher.search(Request(text=typed)), searcher.search(Request(text=meant))
        suggested = [folded(suggestion.request.text) for suggestion in page.suggestions]
        repaired = page.repaired and folded(page.repaired.text) == folded(meant)
        found = page.total_matching_all >= asked.total_matching_all > 0
        reached += bool(repaired or folded(meant) in suggested or found)
        wrong += bool(page.repaired and not (repaired or found))
    print(f"{name}: reached {reached / len(lines):.3f}, repaired wrongly {wrong}")  # noqa: T201
    assert reached / len(lines) >= REACHED[name]
    assert wrong <= len(lines) / 50


def meant_first(searcher, typed, meant):
    """Return the place of a meant text among the completions, counted from 1; 0 if it is none."""
    texts = [folded(completion.text) for completion in searcher.complete(typed)]
    return next(
        (
            place
            for place, text in enumerate(texts, 1)
            if any(text == folded(each) for each in meant.split("|"))
        ),
        0,
    )


def test_beginnings_are_completed_by_what_was_meant(economic_news):
    """75 beginnings as a journalist types them, and 75 of phrases and names drawn from the archive.

    Those that were drawn are cut anywhere in their second half. It prints the first three of each.
    """
    _, searcher = economic_news
    rows = [line.split("\t") for line in (HERE / "beginnings.tsv").read_text("utf-8").splitlines()]
    assert len(rows) == 150
    places = [meant_first(searcher, typed, meant) for typed, meant in rows]
    for (typed, _), place in zip(rows, places, strict=True):
        first = " | ".join(completion.text for completion in searcher.complete(typed)[:3])
        print(f"{place}\t{typed}\t{first}")  # noqa: T201
    first, among = places.count(1) / len(rows), 1 - places.count(0) / len(rows)
    print(f"beginnings.tsv: first {first:.3f}, among eight {among:.3f}")  # noqa: T201
    assert first >= FIRST
    assert among >= AMONG


def test_what_is_being_typed_is_completed(economic_news):
    """After two to five letters, alone or after another word; every completion finds articles."""
    _, searcher = economic_news
    rows = [line.split("\t") for line in (HERE / "completions.tsv").read_text("utf-8").splitlines()]
    assert len(rows) >= 120
    found = Counter()
    for typed, meant in rows:
        offered = searcher.complete(typed)
        assert all(completion.articles for completion in offered)
        words = [folded(completion.text) for completion in offered]
        begun = [text[: len(folded(meant))] for text in words]  # a phrase that begins so has it
        found.update(among for among in COMPLETED if folded(meant) in begun[:among])
    shares = {among: found[among] / len(rows) for among in COMPLETED}
    print(f"completions.tsv: {shares}")  # noqa: T201
    assert all(shares[among] >= floor for among, floor in COMPLETED.items())
