"""The analyzer of every text field: a text becomes words with their terms."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from typing import NamedTuple

from index.analysis import lexicon
from index.analysis.terms import terms
from index.analysis.tokenizer import spans

_TABLES = (lexicon.TABLE, "attested.txt", "stopwords.txt")
#: What amounts are, beside the analysis of words.
_UNITS = ("index.quantities", "units.txt")
_LIBRARIES = ("pyarabic", "tashaphyne")
#: A text that uses every rule: spellings, clitics, endings, numbers, scripts, stop words.
_PROBE = (
    "وَالنَّفْطِ للأسـعار بالبنوك ٣٫٥٪ 1,200 44 .1% سوق.وأضاف أوبك+ #صندوق_النقد الـMEXT"
    " الاقتصادية لشركاتها مسئولون ﻻﺋﺤﺔ في پترول إس&بي Société 5مليار"
    " للمستثمرين السعوديين وأسعارهم الإستراتيجيات عامة القضايا بلبنان 9.90 OPEC الصناعه $5"
)


class AnalyzedWord(NamedTuple):
    """An analyzed word: as printed, its half-open span in characters, its position, its terms."""

    text: str
    start: int
    end: int
    position: int
    exact: str
    stem: str
    root: str


class WordSpans(NamedTuple):
    """The spans of the words of a text, in characters: all starts and all ends."""

    starts: Sequence[int]
    ends: Sequence[int]


class ArabicAnalyzer:
    """Turns a text into words with their terms."""

    def words(self, text: str) -> Iterator[AnalyzedWord]:
        """Yield the words of text; text[word.start:word.end] is the word as printed.

        >>> [(word.exact, word.stem) for word in ArabicAnalyzer().words("أسعار النفط")]
        [('اسعار', '~سعر'), ('النفط', '~نفط')]
        """
        position = 0
        word = (
            tuple.__new__
        )  # the same as AnalyzedWord(…) without its argument list, at half the time
        for printed, start, end in spans(text):
            of_word = terms(printed)
            if of_word[0]:
                yield word(AnalyzedWord, (printed, start, end, position) + of_word)  # noqa: RUF005  faster
                position += 1

    def spans(self, text: str) -> WordSpans:
        """Return the spans of the words of text."""
        words = list(self.words(text))
        return WordSpans([word.start for word in words], [word.end for word in words])


def fingerprint() -> str:
    """Return 12 hex digits that change whenever the analysis may give other terms."""
    digest = blake2b(digest_size=6)
    for table in _TABLES:
        digest.update(files("index.analysis").joinpath(table).read_bytes())
    package, table = _UNITS
    digest.update(files(package).joinpath(table).read_bytes())
    for library in _LIBRARIES:
        digest.update(version(library).encode())
    for word in ArabicAnalyzer().words(_PROBE):
        digest.update(repr(word).encode())
    return digest.hexdigest()
