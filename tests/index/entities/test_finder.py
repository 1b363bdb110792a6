"""What articles name."""

import numpy as np
import pytest

from index.analysis.scanner import scan
from index.entities.finder import Texts


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("زار وفد مصر", ["مصر"], id="name"),
        pytest.param("ومِصْر", ["مصر"], id="diacritics-and-clitic"),
        pytest.param("قال المصريون إن", ["مصر"], id="inflected"),
        pytest.param("Egypt and KSA", ["السعودية", "مصر"], id="latin"),
        pytest.param("ksa", [], id="abbreviation-in-small-letters"),
        pytest.param("سهم بنك الرياض", ["بنك الرياض"], id="longest"),
        pytest.param("لبنك الرياض", ["بنك الرياض"], id="clitic-before-two-words"),
        pytest.param("بنك. الرياض", ["السعودية"], id="a-sentence-ends-between"),
        pytest.param("البنك\nالرياض", ["السعودية"], id="a-line-ends-between"),
        pytest.param("جي. بي. مورغان", ["جي بي مورغان"], id="initials"),
        pytest.param("جريدة الرياض", [], id="not-in-this-phrase"),
        pytest.param("جريدة الرياض في الرياض", ["السعودية"], id="in-the-phrase-and-outside"),
        pytest.param("القطر ونصف قطر الدائرة", [], id="not-with-the-article"),
        pytest.param("ذهب إلى السوق", [], id="verb"),
        pytest.param("والذهب", ["الذهب"], id="written-with-its-article"),
        pytest.param("وصل إلى عمان", [], id="ambiguous"),
        pytest.param("من مسقط إلى عمان", ["سلطنة عمان"], id="ambiguous-beside-a-sure-one"),
        pytest.param(
            "شركة أرامكو السعودية", ["أرامكو السعودية"], id="the-longer-hides-the-shorter"
        ),
        pytest.param("ألف ريال", [], id="of-an-unnamed-country"),
        pytest.param("ألف ريال في السعودية", ["الريال السعودي", "السعودية"], id="of-a-country"),
        pytest.param("ريالات بنك الرياض", ["الريال السعودي", "بنك الرياض"], id="of-another-name"),
        pytest.param("ريال بين قطر والسعودية", ["السعودية", "قطر"], id="of-one-or-the-other"),
        pytest.param("جي.بي.مورغان", ["جي بي مورغان"], id="full-stops-without-blanks"),
        pytest.param("مصر مصر والقاهرة", ["مصر"], id="once"),
        pytest.param("بلبنان", ["لبنان"], id="preposition"),
        pytest.param("", [], id="empty"),
    ],
)
def test_names_are_found(names, body, expected):
    """The longest writings, from left to right."""
    assert names(body) == expected


def test_title_and_body_are_two_texts(names):
    """A name does not begin in one and end in the other."""
    assert names("الرياض", title="بنك") == ["السعودية"]
    assert names("", title="بنك الرياض") == ["بنك الرياض"]


def test_what_a_source_repeats_names_nothing(names):
    """Its words are not looked at."""
    assert names("مصر. قطر", left_out=[(0, 4)]) == ["قطر"]


def test_mentions_have_the_span_of_their_words(finder):
    """Unsure ones too, which an editor wants to see."""
    texts = ["", "من القاهرة إلى بنك الرياض وعمان"]
    words = scan(texts)
    numbers = np.arange(len(words.distinct), dtype=np.uint32)
    found = list(finder.mentions(Texts(words, numbers, texts, [(), ()])))
    assert [texts[each.text][each.start : each.end] for each in found] == [
        "القاهرة",
        "بنك الرياض",
        "وعمان",
    ]
    assert [each.meanings[0].sure for each in found] == [True, True, False]


def test_articles_are_told_apart(finder):
    """However many are looked at together, and whichever words were known before."""
    texts = ["", "مصر", "قطر", "زقزقة", "", "لبنان في مصر"]
    words = scan(texts)
    numbers = np.arange(len(words.distinct), dtype=np.uint32)
    for _ in range(2):
        found = list(finder.names(Texts(words, numbers, texts, [()] * 6)))
        assert [sorted(each.get("country", ())) for each in found] == [
            ["مصر"],
            ["قطر"],
            ["لبنان", "مصر"],
        ]
