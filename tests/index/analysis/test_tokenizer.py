"""Text -> printed words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import tokenize

NEWS_TEXT = st.text(
    st.sampled_from('النفطوأسعربكةىي٣٫٬٪٥،.,%+-_/#&"«»() \n\u064e\u0651\u0640\u200c\u200fOPEC123é')
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("كَتَبَ العَقْدَ", ["كَتَبَ", "العَقْدَ"], id="marks-stay-inside"),
        pytest.param("نما ٣٫٥٪ و4,2%", ["نما", "٣٫٥٪", "4,2%"], id="percent-and-clitic"),
        pytest.param("1,200,300.5", ["1,200,300.5"], id="thousands-and-decimals"),
        pytest.param("1.200.300", ["1.200.300"], id="thousands-by-points"),
        pytest.param("2،663 نقطة", ["2،663", "نقطة"], id="thousands-by-arabic-comma"),
        pytest.param("1،9 مليون", ["1،9", "مليون"], id="decimal-by-arabic-comma"),
        pytest.param("2014،2015", ["2014", "2015"], id="years-by-arabic-comma"),
        pytest.param("2014,2015,2016", ["2014", "2015", "2016"], id="years-by-comma"),
        pytest.param("13.04.2023", ["13", "04", "2023"], id="dotted-date"),
        pytest.param("10:30", ["10", "30"], id="time"),
        pytest.param("2014.2015", ["2014", "2015"], id="years-by-point"),
        pytest.param("2,2015 12.2015", ["2", "2015", "12.2015"], id="year-or-decimals"),
        pytest.param("نما 5 في المئة أمس", ["نما", "5 في المئة", "أمس"], id="percent-in-words"),
        pytest.param("دفع $5 و€ 6", ["دفع", "$5", "€ 6"], id="currency-before"),
        pytest.param("دفع 5$ و6 € أمس", ["دفع", "5$", "6 €", "أمس"], id="currency-after"),
        pytest.param("بين 5 $6", ["بين", "5", "$6"], id="currency-of-the-next-number"),
        pytest.param("ثمن $ غال", ["ثمن", "غال"], id="currency-of-nothing"),
        pytest.param("5 بالمائة،", ["5 بالمائة"], id="percent-with-beh"),
        pytest.param("5 في المئتين", ["5", "في", "المئتين"], id="two-hundred-is-no-percent"),
        pytest.param("في المئة 5", ["في", "المئة", "5"], id="percent-of-nothing"),
        pytest.param("1.234,56", ["1.234,56"], id="continental"),
        pytest.param("1 234 567", ["1 234 567"], id="thousands-by-blanks"),
        pytest.param("25 000 برميل", ["25 000", "برميل"], id="round-thousands-by-a-blank"),
        pytest.param("25 123 برميل", ["25", "123", "برميل"], id="two-numbers"),
        pytest.param("25\u00a0123", ["25\u00a0123"], id="thousands-by-a-hard-blank"),
        pytest.param("2020 2021", ["2020", "2021"], id="years-by-a-blank"),
        pytest.param("1'500 1’500", ["1'500", "1’500"], id="swiss"),
        pytest.param("نما .5 أمس", ["نما", ".5", "أمس"], id="without-its-zero"),
        pytest.param("نما.5", ["نما", "5"], id="full-stop-before-a-number"),
        pytest.param("Moody's وMoody’s", ["Moody", "Moody"], id="possessive"),
        pytest.param("S&P 's'", ["S", "P", "s"], id="an-s-that-is-none"),
        pytest.param("عبد ﷲ", ["عبد", "ﷲ"], id="ligature"),
        pytest.param("عبدﷲ اﷲ", ["عبد", "ﷲ", "اﷲ"], id="ligature-joined"),
        pytest.param("100 ﷼", ["100", "﷼"], id="riyal"),
        pytest.param("النفط\u200bوالغاز", ["النفط", "والغاز"], id="zero-width-space"),
        pytest.param("CO₂ m²", ["CO", "₂", "m", "²"], id="small-digits"),
        pytest.param("بازل III", ["بازل", "III"], id="roman-number"),
        pytest.param("ݣازوال ڨفصة ڥيتو", ["ݣازوال", "ڨفصة", "ڥيتو"], id="maghreb-letters"),
        pytest.param("5مليار", ["5", "مليار"], id="digit-and-letter"),
        pytest.param("G20", ["G", "20"], id="latin-and-digit"),
        pytest.param("الـMEXT و«ميكست»", ["MEXT", "ميكست"], id="clitics-before-names"),
        pytest.param("كـ“مجلس”", ["مجلس"], id="clitic-with-tatweel"),
        pytest.param("و قال", ["و", "قال"], id="detached-waw-before-arabic"),
        pytest.param("أوبك+ وأوبك", ["أوبك+", "وأوبك"], id="plus"),
        pytest.param("أوبك+النفط", ["أوبك", "النفط"], id="plus-between-words"),
        pytest.param("\u202bالنفط\u202c", ["النفط"], id="controls-outside"),
        pytest.param("نف\u200cط", ["نف\u200cط"], id="control-inside"),
        pytest.param("؟ ، ؛ ! … \u064b", [], id="no-words"),
        pytest.param("", [], id="empty"),
    ],
)
def test_words_of_a_text(text, words):
    """A word keeps what belongs to it and nothing else."""
    assert [word.text for word in tokenize(text)] == words


@given(st.one_of(NEWS_TEXT, st.text()))
def test_offsets_delimit_the_word_as_printed(text):
    """Every word stands in the text where its offsets say, after the word before it."""
    place = 0
    for word in tokenize(text):
        assert place <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.text
        place = word.end
