"""Other spellings of foreign names."""

import pytest

from index.versions.vocabulary import read_vocabulary, write_rows
from search import Request
from search.rewrite.transliteration import transliterations

PRINTED = {
    "غوغل": 9,
    "جوجل": 5,
    "ككل": 50,
    "بوينغ": 4,
    "نتفليكس": 6,
    "البنوك": 80,
    "طن": 30,
    "لأغراض": 400,
}


@pytest.mark.parametrize(
    ("word", "found"),
    [
        pytest.param("قوقل", ["غوغل", "جوجل"], id="g-in-three-countries"),
        pytest.param("بوينج", ["بوينغ"], id="jeem-for-ghain"),
        pytest.param("نتفلكس", ["نتفليكس"], id="vowel-left-out"),
        pytest.param("جوجل", [], id="printed-as-it-is"),
        pytest.param("تن", [], id="too-short-for-a-name"),
        pytest.param("زقزقة", [], id="nothing-like-it"),
        pytest.param("لاغراد", [], id="a-word-of-the-language"),
    ],
)
def test_transliterations(tmp_path, word, found):
    """Printed spellings of one sound, commonest first, and only for what is not printed."""
    write_rows(((each, each, count) for each, count in PRINTED.items()), tmp_path)
    assert transliterations(word, read_vocabulary(tmp_path)) == found


def test_a_name_is_found_as_other_papers_write_it(make_index):
    """Other spellings are listed as expansions, and can be switched off."""
    searcher = make_index(*(f"أسهم غازبروم ترتفع {n}" for n in range(3)), "أسهم أخرى")
    page = searcher.search(Request(text="أسهم جازبروم"))
    assert page.total_matching_all == 3
    assert "غازبروم" in {name for expansion in page.expansions for name in expansion.others}
    assert searcher.search(Request(text="أسهم جازبروم", synonyms=False)).total_matching_all == 0
