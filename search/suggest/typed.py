"""What is being typed: what stays as it is, the words before, and the beginning of the last one."""

import re
from dataclasses import dataclass

from index.analysis import AnalyzedWord, ArabicAnalyzer, fold
from index.schema import FACETS, FacetField

#: The end of what is no plain word: operators, quotes, the names of fields.
_BEFORE = re.compile(
    r""".*(?: ["«“„»”()|:] | (?<!\S)[-\u2212\u2013]
            | (?<!\S)(?:AND|OR|NOT|أو|او|ليس|بدون)(?=\s) )""",
    re.VERBOSE | re.DOTALL,
)
_VALUE = re.compile(
    r"""(?P<before>(?:.*[\s(|\-\u2212\u2013])?(?P<field>[^\W\d_]+):)\s*["«“„]?
        (?P<value>[^"«“„»”()|:]*)""",
    re.VERBOSE | re.DOTALL,
)
_FACETS = {fold(name): facet for facet in FACETS for name in facet.query_names}


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that is being typed, in its parts: head, kept, and the beginning of the last word.

    head ends before the plain words that are being typed. kept are those before the last one, words
    their folds; last is the beginning of the last word, prefix its fold: "" where the one before it
    is whole.
    """

    head: str
    kept: str
    words: tuple[str, ...]
    last: str
    prefix: str

    @property
    def plain(self) -> str:
        """Return the plain words that are being typed."""
        return self.kept + self.last


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value of a facet that is being typed, and the text before it with the field."""

    before: str
    facet: FacetField
    value: str


def read_typed(text: str, analyzer: ArabicAnalyzer) -> Typed:
    """Return what is being typed."""
    match = _BEFORE.match(text)
    head = match[0] if match else ""
    plain = text[len(head) :].lstrip()
    return read_plain(text[: len(text) - len(plain)], plain, analyzer)


def read_plain(head: str, plain: str, analyzer: ArabicAnalyzer) -> Typed:
    """Return what is being typed where plain are the plain words at its end."""
    words: list[AnalyzedWord] = list(analyzer.words(plain))
    if not words or words[-1].end < len(plain):
        folds = tuple(word.exact for word in words) if plain[-1:].isspace() else ()
        return Typed(head, plain, folds, "", "")
    *before, last = words
    folds = tuple(word.exact for word in before)
    return Typed(head, plain[: last.start], folds, plain[last.start :], last.exact)


def typed_value(text: str) -> TypedValue | None:
    """Return the value of a facet that is being typed, None if none is."""
    match = _VALUE.fullmatch(text)
    facet = _FACETS.get(fold(match["field"])) if match else None
    return TypedValue(match["before"], facet, match["value"]) if match and facet else None
