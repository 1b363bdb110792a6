"""What a request is taken to mean: its parts, and notes of what was changed."""

from dataclasses import replace

from search import Label, Request, Window
from tests.conftest import ids


def test_a_query_without_words_says_so(many):
    """Punctuation alone lists the archive, with the note "no-words"."""
    page = many.search(Request(text="؟!"))
    assert page.notes == ("no-words",)
    assert page.total == 25


def test_chips_are_the_parts_of_the_query(wire):
    """Each part of the query is a chip, with the query without that part."""
    page = wire.search(Request(text="أوبك (سعر أو أسعار) -الذهب", window=Window(page=1)))
    assert [chip.text for chip in page.chips] == ["أوبك", "(سعر أو أسعار)", "-الذهب"]
    assert [chip.without.text for chip in page.chips] == [
        "(سعر أو أسعار) -الذهب",
        "أوبك -الذهب",
        "أوبك (سعر أو أسعار)",
    ]
    assert wire.search(Request()).chips == ()


def test_without_its_first_word_a_query_excludes_nothing(make_index):
    """What بدون says in the middle of a query it says without the word before it, too."""
    searcher = make_index("قرض بدون فوائد", "فوائد عالية", "قمح")
    (loan, *_) = searcher.search(Request(text="قرض بدون فوائد")).chips
    assert loan.text == "قرض"
    page = searcher.search(loan.without)
    assert "2" not in ids(page)
    assert {"0", "1"} <= {*ids(page)}


def test_a_text_that_was_asked_before_is_asked_by_another_request(wire):
    """Its meaning is the same; its chips lead to what the request narrows the archive to."""
    once = wire.search(Request(text="أوبك سعر"))
    narrowed = wire.search(once.request.narrow(Label("source", "أ")))
    assert [chip.text for chip in narrowed.chips] == [chip.text for chip in once.chips]
    assert {chip.without.filters for chip in once.chips} == {once.request.filters}
    assert {chip.without.filters for chip in narrowed.chips} == {narrowed.request.filters}


def test_what_a_request_changes_of_a_text_is_not_remembered(make_index):
    """Other names that were left out, or all of them, are searched for again by the next one."""
    searcher = make_index("أسعار النفط", "أسعار البترول")
    totals = {
        kind: searcher.search(replace(Request(text="أسعار النفط"), **change)).total_matching_all
        for kind, change in {
            "all": {},
            "exact": {"exact": True},
            "no names": {"synonyms": False},
            "all again": {},
        }.items()
    }
    assert totals == {"all": 2, "exact": 1, "no names": 1, "all again": 2}


def test_the_memory_of_meanings_is_bounded(make_index, monkeypatch):
    """A full one is emptied, and the page is the same."""
    monkeypatch.setattr("search.rewrite.rewriter._REMEMBERED", 1)
    searcher = make_index("أسعار النفط", "الذهب")
    for text in ("النفط", "الذهب", "النفط"):
        assert searcher.search(Request(text=text)).total == 1
