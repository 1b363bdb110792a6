"""The traps of Arabic text: what is printed one way and typed another must meet.

Each pair is tried in a real index, in both directions: the article prints the
first and the reader types the second, and the other way round. The twin table
holds pairs that must stay apart.
"""

import pytest

from search import Request

TRAPS = [
    pytest.param("سعودی", "سعودي", id="persian-yeh"),
    pytest.param("بنک", "بنك", id="persian-keheh"),
    pytest.param("ﺍﻟﻨﻔﻂ", "النفط", id="presentation-forms"),
    pytest.param("ﻻزمة", "لازمة", id="lam-alef-ligature"),
    pytest.param("نف\u200cط", "نفط", id="zero-width-non-joiner"),
    pytest.param("\u200fالنفط\u200f", "النفط", id="right-to-left-mark"),
    pytest.param("\u202aالنفط\u202c", "النفط", id="embedding-and-pop"),
    pytest.param("\ufeffالنفط", "النفط", id="byte-order-mark"),
    pytest.param("النـــفط", "النفط", id="tatweel"),
    pytest.param("النَّفْطُ", "النفط", id="full-tashkeel"),
    pytest.param("ارتفاعًا", "ارتفاعا", id="tanween-before-alef"),
    pytest.param("ارتفاعاً", "ارتفاعا", id="tanween-after-alef"),
    pytest.param("الرحمٰن", "الرحمن", id="superscript-alef"),
    pytest.param("ٱلنفط", "النفط", id="alef-wasla"),
    pytest.param("قرض\u06d6", "قرض", id="small-high-marks"),
    pytest.param("ا\u0654سعار", "أسعار", id="hamza-decomposed"),
    pytest.param("ا\u0653جال", "آجال", id="madda-decomposed"),
    pytest.param("أسعار", "اسعار", id="hamza-on-alef"),
    pytest.param("إنتاج", "انتاج", id="hamza-under-alef"),
    pytest.param("آجال", "اجال", id="madda"),
    pytest.param("موازنة", "موازنه", id="teh-marbuta-heh"),
    pytest.param("مستشفى", "مستشفي", id="alef-maksura-yeh"),
    pytest.param("مسؤول", "مسئول", id="waw-hamza-yeh-hamza"),
    pytest.param("شرکہ", "شركه", id="urdu-heh-goal"),
    pytest.param("شرکۃ", "شركة", id="urdu-teh-marbuta"),
    pytest.param("گاز", "كاز", id="gaf"),
    pytest.param("ڤيتو", "فيتو", id="veh"),
    pytest.param("پترول", "بترول", id="peh"),
    pytest.param("چنيه", "جنيه", id="tcheh"),
    pytest.param("٢٠٣٠", "2030", id="arabic-digits"),
    pytest.param("۲۰۳۰", "2030", id="persian-digits"),
    pytest.param("٣٫٥", "3.5", id="arabic-decimal"),
    pytest.param("3,5", "3.5", id="decimal-comma"),
    pytest.param("١٬٢٠٠", "1200", id="arabic-thousands"),
    pytest.param("1,200", "1200", id="thousands-comma"),
    pytest.param("٣٫٥٪", "3.5%", id="arabic-percent"),
    pytest.param("%3.5", "3.5%", id="percent-before"),
    pytest.param("3.5 %", "3.5%", id="percent-after-a-blank"),
    pytest.param("44 .1%", "44.1%", id="torn-decimal"),
    pytest.param("5مليار", "مليار 5", id="digit-and-letter"),
    pytest.param("مصنعMEXT", "مصنع MEXT", id="latin-inside-arabic"),
    pytest.param("OPEC", "opec", id="latin-case"),
    pytest.param("ＯＰＥＣ", "OPEC", id="full-width"),
    pytest.param("Société", "societe", id="latin-accents"),
    pytest.param("و MEXT", "MEXT", id="detached-waw"),
    pytest.param("ال MEXT", "MEXT", id="detached-article"),
    pytest.param("النفط، والغاز", "النفط والغاز", id="arabic-comma"),
    pytest.param("النفط،والغاز", "النفط والغاز", id="arabic-comma-glued"),
    pytest.param("تركي-سوري", "تركي سوري", id="hyphen"),
    pytest.param("تركي–سوري", "تركي سوري", id="dash"),
    pytest.param("#صندوق_النقد", "صندوق النقد", id="hashtag-underscore"),
    pytest.param("أغسطس/آب", "أغسطس آب", id="slash"),
    pytest.param("سوق.وأضاف", "سوق وأضاف", id="glued-full-stop"),
    pytest.param("و\u00adالنفط", "والنفط", id="soft-hyphen"),
    pytest.param("إس&بي", "اس بي", id="ampersand"),
    pytest.param("أوبك+", "أوبك", id="opec-plus"),
    pytest.param("النفط", "والنفط", id="clitic-waw"),
    pytest.param("النفط", "بالنفط", id="clitic-beh"),
    pytest.param("النفط", "للنفط", id="clitic-lam"),
    pytest.param("نفط", "النفط", id="article"),
    pytest.param("أنقرة", "انقره", id="ankara"),
    pytest.param("شركة", "شركات", id="sound-plural"),
    pytest.param("الاقتصاد", "اقتصادية", id="nisba"),
    pytest.param("ضرايب", "ضرائب", id="yeh-for-hamza"),
    pytest.param("هيأة", "هيئة", id="alef-for-hamza"),
    pytest.param("الكهربا", "الكهرباء", id="no-closing-hamza"),
    pytest.param("إنفاق", "انفاق", id="hamza-that-chooses"),
    pytest.param("أنفاق", "انفاق", id="the-other-hamza"),
    pytest.param("متسوبيشي", "ميتسوبيشي", id="respelled"),
    pytest.param("ارتفعت", "ارتفاع", id="verb-and-masdar"),
    pytest.param("5 في المئة", "5%", id="percent-in-words"),
    pytest.param("٥ بالمائة", "5%", id="percent-with-beh"),
    pytest.param("1.234,56", "1,234.56", id="continental"),
    pytest.param("1 234 567", "1234567", id="thousands-by-blanks"),
    pytest.param("25 000", "25,000", id="round-thousands"),
    pytest.param("1'500", "1500", id="swiss-thousands"),
    pytest.param(".5", "0.5", id="decimal-without-zero"),
    pytest.param("2014.2015", "2014 2015", id="two-years-and-a-point"),
    pytest.param("Moody's", "Moody", id="possessive"),
    pytest.param("Moodys", "Moody's", id="possessive-without-its-mark"),
    pytest.param("عبدﷲ", "عبد الله", id="allah-ligature"),
    pytest.param("﷼", "ريال", id="riyal-ligature"),
    pytest.param("النفط\u200bوالغاز", "النفط والغاز", id="zero-width-space"),
    pytest.param("CO₂", "CO2", id="small-digit"),
    pytest.param("بازل III", "بازل 3", id="roman-number"),
    pytest.param("ݣازوال", "كازوال", id="moroccan-gaf"),
    pytest.param("ڨفصة", "قفصة", id="tunisian-gaf"),
    pytest.param("ڥيتو", "فيتو", id="maghreb-veh"),
]

APART = [
    pytest.param("9.90", "19.90", id="decimal-in-a-decimal"),
    pytest.param("3.5", "35", id="decimal-point"),
    pytest.param("2014,2015", "20142015", id="two-years"),
    pytest.param("بنك", "نك", id="beh-of-bank"),
    pytest.param("نفط", "فط", id="noon-of-oil"),
    pytest.param("وزارة", "زار", id="waw-of-ministry"),
    pytest.param("ألمانيا", "مانيا", id="article-in-germany"),
    pytest.param("لبنان", "لبن", id="ending-of-lebanon"),
    pytest.param("قانون", "قان", id="ending-of-law"),
    pytest.param("درهم", "در", id="ending-of-dirham"),
    pytest.param("كورونا", "ورو", id="corona"),
    pytest.param("إنفاق", "أنفاق", id="spending-tunnels"),
    pytest.param("منصورة", "منصور", id="city-man"),
    pytest.param("25 123", "25123", id="two-numbers"),
]


@pytest.mark.parametrize(("printed", "typed"), TRAPS)
def test_spellings_of_a_word_find_each_other(make_index, printed, typed):
    """What an article prints is found by what a reader types, and the other way round."""
    assert _finds(make_index(f"قال {printed} أمس"), typed)
    assert _finds(make_index(f"قال {typed} أمس", name="other"), printed)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_stay_apart(make_index, one, other):
    """A word is not found by another that only looks like a part of it."""
    assert not _finds(make_index(f"قال {one} أمس"), other)
    assert not _finds(make_index(f"قال {other} أمس", name="other"), one)


def _finds(searcher, typed):
    page = searcher.search(Request(text=typed))
    return page.total_matching_all == 1
