"""What a request is taken to mean: its parts, and notes of what was changed."""

from search import Request, Window
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
