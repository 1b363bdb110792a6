"""The analyzer of every text field: words with their terms."""

from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from typing import NamedTuple

from index.analysis import family
from index.analysis.terms import terms
from index.analysis.tokenizer import spans

_TABLES = ("exemptions.txt", "stopwords.txt", *family.TABLES)
_LIBRARIES = ("pyarabic", "tashaphyne")
#: Every rule at work: spellings, clitics, endings, numbers, scripts, stop words.
_PROBE = (
    "وَالنَّفْطِ للأسـعار بالبنوك ٣٫٥٪ 1,200 44 .1% سوق.وأضاف أوبك+ #صندوق_النقد الـMEXT"
    " الاقتصادية لشركاتها مسئولون ﻻﺋﺤﺔ في پترول إس&بي Société 5مليار"
    " للمستثمرين السعوديين وأسعارهم الإستراتيجيات عامة القضايا بلبنان 9.90 OPEC الصناعه"
)


class Word(NamedTuple):
    """An analyzed word: as printed, where, which one in the text, and its terms."""

    text: str
    start: int
    end: int
    position: int
    exact: str
    stem: str
    family: str
    root: str


class WordSpans(NamedTuple):
    """Where the words of a text stand in it, in characters: their starts and their ends."""

    starts: list[int]
    ends: list[int]


class ArabicAnalyzer:
    """Turns a text into words, each with its terms."""

    def words(self, text: str) -> Iterator[Word]:
        """Yield the words of text; text[word.start:word.end] is the word as printed.

        >>> [(word.exact, word.stem) for word in ArabicAnalyzer().words("أسعار النفط")]
        [('اسعار', '~اسعار'), ('النفط', '~نفط')]
        """
        position = 0
        word = tuple.__new__  # the same as Word(…) without its argument list, at half the time
        for printed, start, end in spans(text):
            of_word = terms(printed)
            if of_word[0]:
                yield word(Word, (printed, start, end, position) + of_word)  # noqa: RUF005  faster
                position += 1

    def spans(self, text: str) -> WordSpans:
        """Return where the words of text stand."""
        words = list(self.words(text))
        return WordSpans([word.start for word in words], [word.end for word in words])


def fingerprint() -> str:
    """Return 12 hex digits that change whenever the analysis could give other terms."""
    digest = blake2b(digest_size=6)
    for table in _TABLES:
        digest.update(files("index.analysis").joinpath(table).read_bytes())
    for library in _LIBRARIES:
        digest.update(version(library).encode())
    for word in ArabicAnalyzer().words(_PROBE):
        digest.update(repr(word).encode())
    return digest.hexdigest()
