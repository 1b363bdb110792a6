"""One spelling for names that are looked up: months, field names, set phrases.

Articles keep their spelling, and their terms have a fold of their own in
index.analysis; this one works on whole lines and is stored nowhere.
"""

import re
import unicodedata

#: Unicode decomposes أ إ آ ؤ ئ itself; these letters are left.
_LETTERS = str.maketrans(
    {"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ھ": "ه", "ء": "", "ـ": ""}
)
_DROPPED = {"Mn", "Cf"}  # vowel marks and hamzas over letters; zero-width and bidi controls
_DIGIT = re.compile(r"[^\D0-9]")


def plain(text: str) -> str:
    """Return text with bare letters, ASCII digits, single blanks, in lower case.

    >>> plain(" الجُمعـة  ٠٢ أُكتوبر")
    'الجمعه 02 اكتوبر'
    """
    if text.isascii():
        return " ".join(text.split()).casefold()
    letters = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    bare = "".join(c for c in letters if unicodedata.category(c) not in _DROPPED)
    return " ".join(_DIGIT.sub(_ascii_digit, bare).split()).casefold()


def _ascii_digit(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))
