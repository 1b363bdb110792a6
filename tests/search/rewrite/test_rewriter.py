"""What a request is taken to mean: its parts, and notes of what was changed."""

from search import Request, Window


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
