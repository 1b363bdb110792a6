r"""Text -> printed words, each with its span.

The text itself is never changed, so that a word can always be highlighted as the newspaper printed
it. A word includes:

- its diacritics, tatweel and invisible controls (``\w`` of Python matches no diacritic: it would
  split كَتَبَ into three words);
- the decimals and the percent of a number (3.5%, ٣٫٥٪, %3.5, 3.5 في المئة), what groups its
  thousands (1,200, 1.200,50, 1'200, 1 200 000), and the sign of a currency beside it ($5, 5 €);
- a closing plus (أوبك+ is not أوبك).

A word ends between letters and digits (5مليار), between Arabic and Latin (الMEXT), and at a full
stop, slash, hyphen, underscore or zero-width space (سوق.وأضاف, #صندوق_النقد); the ligature ﷲ is a
word. A detached clitic before a Latin word, a number or a quotation (ال "ميكست", و MEXT) is no
word, nor is the s of Moody's: a reader who types the name alone does not type it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pyarabic.araby import TATWEEL

#: Arabic letters: those of the Arabic blocks, without diacritics, digits and tatweel.
ARABIC_LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufdef\ufe70-\ufefc"
)
#: Diacritics: Arabic vowels and small signs, Latin accents.
DIACRITICS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0898-\u089f\u08ca-\u08ff"
#: Invisible: soft hyphen, zero-width and bidi controls, byte order mark.
CONTROLS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"

#: A zero-width space is where a line may be broken: between words.
_INSIDE = f"{DIACRITICS}{CONTROLS}{TATWEEL}".replace("\u200b-\u200f", "\u200c-\u200f")
#: Ligatures that are whole words: الله, and رسول to ريال.
WHOLE_WORDS = "\ufdf0-\ufdfc"
#: One character: an Arabic letter; what may be inside or after a word.
LETTER, INSIDE = re.compile(f"[{ARABIC_LETTERS}]"), re.compile(f"[{_INSIDE}]")
_ARABIC = rf"[{ARABIC_LETTERS}](?:[{_INSIDE}]*[{ARABIC_LETTERS}])*[{DIACRITICS}{TATWEEL}]*"
#: Digits above and below the line: CO₂.
_SMALL = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089"
_LIGATURE = f"\u0627?[{WHOLE_WORDS}]"
_OTHER_LETTER = rf"[^\W\d_{TATWEEL}{ARABIC_LETTERS}{DIACRITICS}{CONTROLS}{WHOLE_WORDS}{_SMALL}]"
_OTHER = rf"{_OTHER_LETTER}(?:[{_INSIDE}]*{_OTHER_LETTER})*[{DIACRITICS}]*"
#: Signs before, in or after a number; blanks before its percent sign, its torn-off decimals or its
#: next three digits; the letters that begin what says percent.
CURRENCY_SIGNS = "$€£¥₪₹₺"
NUMBER_SIGNS = f".,٫٬،%٪％﹪'’{CURRENCY_SIGNS}"
NUMBER_BLANKS, PERCENT_LETTERS = " \u00a0\u202f", "فب"
_PERCENT = "[%٪％﹪]"
#: Thousands in threes, by a comma, the Arabic separator or repeated points.
_GROUPED = (
    r"\d{1,3}(?:(?:[,٬،]\d{3})+(?!\d)(?:[.٫]\d+)?|(?:\.\d{3}){2,}(?!\d)(?:,\d+)?"
    r"|(?:\.\d{3})+,\d{1,2}(?!\d)|(?:['’]\d{3})+(?!\d)(?:[.,٫]\d+)?)"
)
#: By blanks only where nothing else can be meant: more than one group, or a round one.
_SPACED = (
    r"(?<!\d[ \u00a0.,٫،])\d{1,3}(?:(?:[ \u00a0\u202f]\d{3}){2,}|[\u00a0\u202f]\d{3}|[ ]\d00)"
    r"(?![.,٫،]?\d|[ ]\d)"
)
#: Two years, and a decimal without its zero.
_YEARS, _NAKED = r"(?:19|20)\d\d(?=\.(?:19|20)\d\d(?!\d))", r"(?<![\w.,٫،])[.٫]\d+(?![.,٫،]?\d)"
#: A comma is a decimal sign only before one or two digits: 2014,2015 are two years.
_DECIMAL = r"(?<!\d[.,٫،])\d+(?:[.٫]\d+|[,،]\d{1,2})(?![.,٫،]?\d)"
#: Some archives print 1.44 as "44 .1": the two parts of a decimal, from right to left.
_TORN = r"(?<!\d[.,٫،])\d+ \.\d+(?:[,،]\d{3})*(?![.,٫،]?\d)"
_NUMBER = rf"(?:{_YEARS}|{_TORN}|{_SPACED}|{_GROUPED}|{_DECIMAL}|\d+|{_NAKED})"
_IN_WORDS = rf"[ \u00a0](?:في[ \u00a0]ال|بال)م(?:ا?[ئء]|ي)[ةه](?![{ARABIC_LETTERS}])"
_SIGN = f"[{CURRENCY_SIGNS}]"
_MONEY = rf"(?:{_SIGN}[ \u00a0]?{_NUMBER}|{_NUMBER}[ \u00a0]?{_SIGN}(?![ \u00a0]?\d))"
NUMBER = re.compile(
    rf"(?:{_NUMBER}(?:[ \u00a0\u202f]?{_PERCENT}|{_IN_WORDS})|{_MONEY}|{_PERCENT}?{_NUMBER}"
    rf"|[{_SMALL}]+)"
)
WORD = re.compile(
    rf"(?P<number>{NUMBER.pattern})|{_LIGATURE}|(?P<arabic>{_ARABIC}(?:\+(?![\w+]))?)"
    rf"|(?P<possessive>(?<=\w['’])[sS](?!\w))|(?P<other>{_OTHER})"
)
STARTS_OTHERWISE = re.compile(
    rf"\d|[{WHOLE_WORDS}{_SMALL}{CURRENCY_SIGNS}.٫]|{_PERCENT}|{_OTHER_LETTER}"
)
#: و or ف, then a preposition, the article or both.
CLITICS = frozenset(
    conjunction + rest
    for conjunction in ("", "و", "ف")
    for rest in ("", "ال", "بال", "كال", "لال", "لل", "ب", "ك", "ل")
)
#: The characters that may follow the last letter of a word.
_TRAILING = "".join(
    c for c in map(chr, range(0x0300, 0x0900)) if re.match(f"[{DIACRITICS}{TATWEEL}]", c)
)
_ENDINGS = frozenset(_TRAILING)
#: A letter that is itself quoted is no clitic.
_QUOTES = tuple("\"'«“”„‘’‹([")
_QUOTED_OR_LATIN = re.compile(
    rf"[\s{CONTROLS}]*(?:{_OTHER_LETTER}|\d|[%٪]\d|{_SIGN}[ \u00a0]?\d"
    rf"|[{re.escape(''.join(_QUOTES))}])"
)


class Span(NamedTuple):
    """A printed word and its half-open span in the text, in characters."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> Iterator[Span]:
    """Yield the words of text in order; text[start:end] is each word.

    >>> [word.text for word in tokenize("نما 5مليار إلى ٣٫٥٪ في ال MEXT.وأضاف")]
    ['نما', '5', 'مليار', 'إلى', '٣٫٥٪', 'في', 'MEXT', 'وأضاف']
    """
    return map(Span._make, spans(text))


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what tokenize does as plain tuples: naming one costs as much as finding its word."""
    for match in WORD.finditer(text):
        word = match[0]
        start, end = match.span()
        if match.lastgroup == "possessive":
            continue
        bare = word.rstrip(_TRAILING) if word[-1] in _ENDINGS else word
        if bare not in CLITICS or not is_detached(text, start, end):
            yield word, start, end


def is_clitic(word: str) -> bool:
    """Return whether a word is a clitic alone, whatever diacritics follow it."""
    return word.rstrip(_TRAILING) in CLITICS


def is_detached(text: str, start: int, end: int) -> bool:
    """Return whether a clitic at start:end belongs to what follows: Latin, a number, a quote."""
    return text[start - 1 : start] not in _QUOTES and _QUOTED_OR_LATIN.match(text, end) is not None
