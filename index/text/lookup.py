"""One spelling for names that are looked up: months, field names, set phrases.

This fold works on whole lines and is stored nowhere. Articles keep their spelling, and their terms
have a fold of their own (index.analysis).
"""

import re
import unicodedata

#: The letters that Unicode does not decompose itself, as it does أ إ آ ؤ ئ.
_LETTERS = str.maketrans(
    {"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ھ": "ه", "ء": "", "ـ": ""}
)
_DROPPED = {"Mn", "Cf"}  # diacritics and hamzas over letters; zero-width and bidi controls
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
