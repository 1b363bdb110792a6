"""The scanner finds what the tokenizer finds, in whatever texts, however many at once."""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import tokenize
from index.analysis.scanner import scan
from tests.conftest import examples

PIECES = (
    "النفط", "كَتَبَ", "ال", "و", "بال", "الـ", "وال", "أوبك+", "+", "5مليار", "44 .1%", "3,5 %",
    "%3.5", "1,200", "٣٫٥٪", "MEXT", "«", '"', "'", ".", "،", " ", "\n", "\x00", "\u200f", "ـ",
    "\u064e", "ﻻ", "é", "😀", "𐤀", "_", "#", "/", "-", "1.", ",5", "٬", "ﷺ", "\u0640\u064e",
    "\ud800", "5 في المئة", "في ال", "بالمائة", "مئة", "1.234,56", "1 234 567", "25 000", "000",
    "1'500", "’", "s", "Moody's", ".5", "2014.2015", "ﷲ", "ا", "عبد", "﷼", "\u200b", "CO₂", "²",
    "$", "€5", "5 £", "III", "ݣ", "ڨ", "ڥ", "\u00a0", "\u202f", "2014",
)  # fmt: skip


def assert_same(texts):
    """Fail unless scan and tokenize agree on every text."""
    scanned = scan(texts)
    words = [scanned.distinct[number] for number in scanned.numbers.tolist()]
    for number, text in enumerate(texts):
        of_text = slice(scanned.cuts[number], scanned.cuts[number + 1])
        starts, ends = scanned.starts[of_text].tolist(), scanned.ends[of_text].tolist()
        found = list(zip(words[of_text], starts, ends, strict=True))
        assert found == [tuple(span) for span in tokenize(text)], text
    assert scanned.distinct == list(dict.fromkeys(words))


@settings(max_examples=examples(1000))
@given(st.lists(st.lists(st.sampled_from(PIECES)).map("".join), min_size=1, max_size=4))
def test_made_of_what_is_hard(texts):
    """Marks, clitics, numbers and quotes in any order, at the border of texts too."""
    assert_same(texts)


@settings(max_examples=examples(300))
@given(st.lists(st.text(), min_size=1, max_size=3))
def test_any_text(texts):
    """All of Unicode."""
    assert_same(texts)


def test_no_text_and_empty_texts():
    """There is nothing to find in nothing."""
    assert_same(["", ""])
    assert_same([""])


@pytest.mark.parametrize("name", ["econ-news", "arcd", "xquad-ar"])
def test_real_articles(shared_data, name):
    """A thousand articles as they were printed."""
    with gzip.open(shared_data / name / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line, _ in zip(lines, range(1000), strict=False)]
    assert_same([record.get("body") or record["text"] for record in records])
