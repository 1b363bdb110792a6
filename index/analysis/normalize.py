"""One spelling per word: the fold that articles and queries share.

It works on one word at a time, never on a text, so that offsets stay those of the printed text.
The folds, in order:

- presentation forms and full-width letters to plain ones (NFKC), then NFC, so
  that an alef and a combining hamza become one letter before letters are mapped;
- diacritics, small high signs, tatweel, zero-width and bidi controls removed;
- آ أ إ ٱ -> ا, ى ی ې ے -> ي, ک ڪ گ -> ك, ة ہ ھ ۃ ە -> ه, پ -> ب, چ -> ج,
  ژ -> ز, ڤ -> ف, ؤ ئ -> ء (so مسؤول = مسئول);
- every decimal digit to ASCII, decimal signs to a point, thousands signs
  dropped, the percent sign to a closing %;
- Latin and other letters to lower case without accents.
"""

import re
import unicodedata
from functools import lru_cache

from pyarabic.araby import TATWEEL

from index.analysis.tokenizer import CONTROLS, DIACRITICS, NUMBER

_LETTERS = str.maketrans(
    {
        letter: plain
        for plain, letters in {
            "ا": "آأإٱٲٳٵ",
            "ي": "ىیېےۓۍؽؾؿؠ\u0678",
            "ك": "کڪګڬڭڮگڰڱڲڳڴݣ",
            "ه": "ةہھۃەۀۂۿ",
            "ب": "پٻ",
            "ج": "چ",
            "ز": "ژ",
            "ف": "ڤڡڥ",
            "ق": "ڨ",
            "ء": "ؤئٴٶ",
            "و": "ۆۇۈۋۉۊۏٷ",
        }.items()
        for letter in letters
    }
)
_REMOVED = re.compile(f"[{DIACRITICS}{CONTROLS}{TATWEEL}]+")
_UNSEEN = re.compile(f"[{CONTROLS}{TATWEEL}]+")
_COMPATIBILITY = re.compile("[\u00aa-\u00be\u2000-\u2fff\ufb00-\ufdff\ufe50-\ufefe\uff00-\uffef]")
#: Letters that no step changes: nearly every word consists of them.
_PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a]+")
_HAS_ARABIC = re.compile("[\u0600-\u08ff]")
_PERCENT = "%٪％﹪"
#: What is no digit of a number and no decimal sign: percent, in signs or words, blanks, groups.
_SIGNS_OF_NUMBERS = re.compile(r"[^\d.,٫،]")
#: Roman numbers, as in بازل III.
_ROMAN = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8"}


@lru_cache(1024)  # several steps ask for the fold of one word in a row
def fold(word: str) -> str:
    """Return the form that all spellings of word share; "" if nothing is left.

    Folding is idempotent, and a word folds to the same in every Unicode normal form.

    >>> fold("مُؤَسَّسَةٌ"), fold("٣٫٥٪"), fold("1,200"), fold("Société")
    ('مءسسه', '3.5%', '1200', 'societe')
    """
    if _PLAIN.fullmatch(word):
        return word.translate(_LETTERS)
    if word.isascii() and word.isalpha():
        return _ROMAN.get(word) or word.lower()
    if NUMBER.fullmatch(word):
        return fold_number(word)
    folded = bare(word).translate(_LETTERS)
    return folded if folded == word else _settle(folded)


def bare(word: str) -> str:
    """Return word in plain letters, with hamzas but without diacritics and controls.

    >>> bare("أَسْـعَار")
    'أسعار'
    """
    if _PLAIN.fullmatch(word):
        return word
    if _COMPATIBILITY.search(word):
        # NFKC decomposes isolated diacritics into a blank and the diacritic.
        word = "".join(unicodedata.normalize("NFKC", word).split()).replace("االله", "الله")
    word = unicodedata.normalize("NFC", word)
    word = _REMOVED.sub("", word)
    if _HAS_ARABIC.search(word):
        return _ascii_digits(word)
    return _strip_accents(word)


def spelling(word: str) -> str:
    """Return word with its hamzas and marks, without tatweel and controls.

    >>> spelling("عَمّـان")
    'عَمّان'
    """
    if _PLAIN.fullmatch(word):
        return word
    return unicodedata.normalize("NFC", _UNSEEN.sub("", unicodedata.normalize("NFC", word)))


def fold_number(number: str) -> str:
    """Return number in ASCII digits with a decimal point, its % at the end.

    >>> fold_number("%١٬٢٠٠٫٥"), fold_number("3,5 %"), fold_number("1.200.000")
    ('1200.5%', '3.5%', '1200000')
    """
    percent = "%" if number[0] in _PERCENT or number[-1] in _PERCENT + "ةه" else ""
    digits = _SIGNS_OF_NUMBERS.sub("", _ascii_digits(unicodedata.normalize("NFKC", number)))
    digits = digits.replace("٫", ".").replace("،", ",")
    if digits[0] == ".":
        digits = f"0{digits}"
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d{1,2}", digits):
        digits = digits.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+\.\d+(,\d{3})+", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}(,\d+)?", digits):
        digits = digits.replace(".", "")
    return digits.replace(",", ".") + percent


def _ascii_digits(word: str) -> str:
    if word.isascii():
        return word
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)


def _strip_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", kept).casefold()


def _settle(folded: str) -> str:
    """Fold until nothing changes: removing a diacritic may let letters compose."""
    while (again := bare(folded).translate(_LETTERS)) != folded:
        folded = again
    return folded
