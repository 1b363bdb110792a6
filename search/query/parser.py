r"""The text that a reader typed -> a query. Nothing that can be typed is an error.

    query    := or_expr
    or_expr  := and_expr ((أو | او | OR | "|") and_expr)*
    and_expr := unary ((و | AND | +)? unary)*            a blank is an AND
    unary    := (- | NOT)* atom                           - only before a word; also − and –
                ليس and بدون too, where the query begins or before a phrase or parenthesis
    atom     := phrase | field ":" atom | prefix* | word | "(" query ")"
    phrase   := "…" | «…» | “…” | „…“  [~N]              exact forms; ~N: at most N words between
    field    := عنوان نص مصدر قسم كاتب تاريخ, with or without ال; title body source …
                بلد شركة مؤسسة شخص سلعة عملة مؤشر before a name        see query.names
    amount   := مبلغ نسبة كمية ":" >1 مليار دولار | 5..7% …  see query.quantities
    date     := 2023 | 2023-05 | مايو 2023 | a..b | آخر 30 يوما …      see query.dates

Open quotes and parentheses are closed at the end; stray operators are dropped; an unknown
"word:" is text, and so are times, URLs and ؟ ، ؛ !. Standalone و and أو are operators only
between two terms. What exceeds a limit is cut, and the result says so.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise, takewhile
from typing import TypeVar

from index.analysis import AnalyzedWord, ArabicAnalyzer, fold
from index.schema import NAMED_FACETS, PRINTED_FACETS
from search.query.dates import parse_days
from search.query.english import without_subject
from search.query.names import length_of_name, named
from search.query.quantities import FIELDS, parse_quantity
from search.query.tree import (
    NEGATIONS,
    All,
    Any,
    Dates,
    InField,
    Named,
    Not,
    Phrase,
    Prefix,
    Quantity,
    Query,
    Word,
    unparse,
)

#: Limits, set by hand: what exceeds them is cut, with the note "capped". No query of
#: a reader comes near; they bound the work for one that is pasted or hostile.
MAX_TEXT = 512
MAX_TERMS = 32
MAX_NESTING = 10
MAX_SLOP = 10
#: The letters that a prefix needs before its star.
MIN_PREFIX = 3

_FIELDS = {
    "title": "عنوان العنوان title",
    "body": "نص النص body text",
    **{facet.words_field: " ".join(facet.query_names) for facet in PRINTED_FACETS},
    **{facet.name: " ".join(facet.query_names) for facet in NAMED_FACETS},
    "date": "تاريخ التاريخ date",
    **FIELDS,
}
_FIELD_BY_NAME = {fold(name): key for key, names in _FIELDS.items() for name in names.split()}
_NAMED = frozenset(facet.name for facet in NAMED_FACETS)
#: What an operator is called in any language.
LATIN_OPERATORS = frozenset(("AND", "OR", "NOT"))
_OPERATORS = {
    **dict.fromkeys(("أو", "او", "OR", "|", "||"), "or"),
    **dict.fromkeys(("و", "AND", "&", "&&"), "and"),
    **dict.fromkeys((*NEGATIONS, "NOT"), "not"),
}
_QUOTES = {'"': '"', "«": "»", "“": "”", "„": "“”"}
_TOKEN = re.compile(
    r"""
    (?P<phrase>["«“„])
    | (?P<open>\() | (?P<close>\)) | (?P<bar>\|+)
    | (?P<minus>(?<![^\s(|])[-\u2212\u2013](?=[^\s\-\u2212\u2013\d.٫%٪]))
    | (?P<field>(?<![^\s(|\-\u2212\u2013])[^\W\d_]+):(?!//)
    | (?P<chunk>[^\s()|"«“„»”]+)
    """,
    re.VERBOSE,
)
#: What marks the era of a year, and the digits of one.
_ERAS, _YEAR = frozenset("مه"), 4
_SLOP = re.compile(r"~(\d{1,3})")
#: The most words of a date (7 كانون الثاني 2023), and of an amount with its limits.
_DATE_WORDS, _AMOUNT_WORDS = 4, 10


#: What a run of words after a field means.
Value = TypeVar("Value", Dates, Quantity)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query, and whether a limit cut something from what was typed.

    unread_amount tells whether something looked like a limit of amounts and was taken for words.
    """

    query: Query
    capped: bool
    unread_amount: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str = ""
    words: tuple[Word, ...] = ()
    slop: int = 0


def parse_query(text: str, analyzer: ArabicAnalyzer) -> Parsed:
    """Return the query of text; All(()) if it has no word."""
    parsed, was = _parse(text[:MAX_TEXT], analyzer), text
    # A word is analyzed in its context (a letter before a number may be a detached clitic), and
    # the context in the echo differs: the query that runs is the one that the echo parses to.
    for _ in range(MAX_TERMS):  # each round that changes anything drops a word
        echo = unparse(parsed.query)
        if echo == was:  # as most are typed
            break
        again = _parse(echo, analyzer)
        if again.query == parsed.query:
            break
        parsed, was = replace(parsed, query=again.query), echo
    return replace(parsed, capped=parsed.capped or len(text) > MAX_TEXT)


def _parse(text: str, analyzer: ArabicAnalyzer) -> Parsed:
    parser = _Parser(list(_tokens(text, analyzer)))
    query = parser.parse()
    if query is None:  # nothing but operators: then they are the words
        query = _all([Word.of(word) for word in analyzer.words(text)]) or All(())
    return Parsed(without_subject(query), parser.capped, parser.unread_amount)


def _is_limit(token: _Token | None) -> bool:
    """Return whether a token looks like a limit of amounts."""
    begin = token.text[:1] if token else ""
    return begin.isdecimal() or begin in tuple("<>≤≥=-−+")


def _tokens(text: str, analyzer: ArabicAnalyzer) -> Iterator[_Token]:
    """Yield the tokens of text; its words are analyzed in context, as those of an article are."""
    words = list(analyzer.words(text))
    eras = set(_eras(words, text))

    def between(start: int, end: int) -> list[AnalyzedWord]:
        return [word for word in words if start <= word.start < end]

    place = 0
    while match := _TOKEN.search(text, place):
        kind, start, place = match.lastgroup or "", match.start(), match.end()
        if kind == "phrase":
            end = _closing_quote(text, place, _QUOTES[match[0]])
            slop = _SLOP.match(text, end + 1)
            place = slop.end() if slop else end + 1
            inside = between(start, end)
            if inside and inside[-1].start in eras:  # between words it counts: it is printed there
                inside.pop()
            quoted, spread = tuple(map(Word.of, inside)), int(slop[1]) if slop else 0
            yield _Token("phrase", text[start + 1 : end], quoted, spread)
        elif kind == "field" and fold(match["field"]) in _FIELD_BY_NAME:
            name = tuple(map(Word.of, between(start, place)))
            yield _Token("field", _FIELD_BY_NAME[fold(match["field"])], name)
        elif kind in ("field", "chunk"):
            typed = (word for word in between(start, place) if word.start not in eras)
            yield _Token("chunk", match[0], tuple(map(Word.of, typed)))
        else:
            yield _Token(kind, match[0])


def _eras(words: list[AnalyzedWord], text: str) -> Iterator[int]:
    """Yield where the mark of the era after a year begins: 2016م, 1437 هـ."""
    for year, mark in pairwise(words):
        follows = not text[year.end : mark.start].strip()
        if mark.exact in _ERAS and follows and _is_year(year):
            yield mark.start


def _is_year(word: AnalyzedWord) -> bool:
    return word.exact.isdecimal() and len(word.exact) == _YEAR


def _closing_quote(text: str, start: int, closing: str) -> int:
    ends = [at for mark in closing if (at := text.find(mark, start)) >= 0]
    return min(ends, default=len(text))


@dataclass(slots=True)
class _Parser:
    """Recursive descent over the tokens; a method returns None where it finds nothing."""

    tokens: list[_Token]
    position: int = 0
    depth: int = 0
    terms: int = 0
    capped: bool = field(default=False)
    unread_amount: bool = field(default=False)
    #: The facet whose names are read, in بلد:(مصر أو قطر).
    facet: str = ""

    def parse(self) -> Query | None:
        parts = []
        while self.position < len(self.tokens):
            parts.append(self._or())
            self._consume("close")  # an unmatched one
        return _all(parts)

    def _or(self) -> Query | None:
        parts = [self._and()]
        while self._operator() == "or":
            self.position += 1
            parts.append(self._and())
        kept = [part for part in parts if part is not None]
        return Any(_flat(Any, kept)) if len(kept) > 1 else next(iter(kept), None)

    def _and(self) -> Query | None:
        parts: list[Query | None] = []
        while (token := self._peek()) and token.kind != "close":
            operator = self._operator()
            if operator == "or":
                break
            if operator == "and":
                self.position += 1
                continue
            parts.append(self._unary())
        return _all(parts)

    def _unary(self) -> Query | None:
        negations = 0
        while self._peek() and (self._consume("minus") or self._operator() == "not"):
            negations += 1
            if self.tokens[self.position - 1].kind != "minus":
                self.position += 1
        atom = self._atom()
        return Not(atom) if atom is not None and negations % 2 else atom

    def _atom(self) -> Query | None:
        token = self._peek()
        if token is None or token.kind == "close":
            return None
        if self.facet and token.kind in ("phrase", "chunk"):
            return self._name(self.facet, token)
        self.position += 1
        if token.kind == "open":
            return self._group()
        if token.kind == "field":
            return self._field(token)
        if token.kind == "phrase":
            return self._phrase(token)
        return self._chunk(token)

    def _group(self) -> Query | None:
        if self.depth == MAX_NESTING:
            self.capped = True
            return None
        self.depth += 1
        inside = self._or()
        self._consume("close")
        self.depth -= 1
        return inside

    def _field(self, token: _Token) -> Query | None:
        if token.text == "date" and (days := self._run(_DATE_WORDS, parse_days)):
            return days
        if token.text in FIELDS:
            amount = self._run(_AMOUNT_WORDS, partial(parse_quantity, kind=token.text))
            self.terms += amount is not None
            self.unread_amount |= amount is None and _is_limit(self._peek())
            return amount or self._chunk(token)
        before, self.facet = self.facet, token.text if token.text in _NAMED else ""
        atom = self._atom()
        self.facet = before
        if atom is None or token.text == "date" or token.text in _NAMED:
            return atom
        return atom if isinstance(atom, Named) else InField(token.text, atom)

    def _name(self, facet: str, token: _Token) -> Named | None:
        """Consume the phrase, or the longest run of chunks, that is a name: صندوق النقد."""
        if self.terms == MAX_TERMS:
            self.capped = True
            self.position += 1
            return None
        count, text = 1, token.text
        if token.kind == "chunk":
            following = self.tokens[self.position : self.position + MAX_TERMS]
            run = takewhile(lambda t: t.kind == "chunk" and t.text not in _OPERATORS, following)
            words = [each.text for each in run] or [text]
            count = length_of_name(facet, words)
            text = " ".join(words[:count])
        self.position += count
        self.terms += 1
        return named(facet, text) if text.strip() else None

    def _run(self, most: int, parse: Callable[[str], Value | None]) -> Value | None:
        """Consume the phrase, or the longest run of chunks, that parse knows: آخر 30 يوما."""
        following = self.tokens[self.position : self.position + most]
        if following and following[0].kind == "phrase":
            following = following[:1]
        else:
            following = list(takewhile(lambda token: token.kind == "chunk", following))
        for count in range(len(following), 0, -1):
            if value := parse(" ".join(token.text for token in following[:count])):
                self.position += count
                return value
        return None

    def _phrase(self, token: _Token) -> Query | None:
        words = self._within_cap(token.words)
        slop = min(token.slop, MAX_SLOP)
        self.capped |= slop < token.slop
        return Phrase(words, slop) if words else None

    def _chunk(self, token: _Token) -> Query | None:
        words = self._within_cap(token.words)
        if token.text.endswith("*") and len(words) == 1 and len(words[0].exact) >= MIN_PREFIX:
            return Prefix(words[0].text, words[0].exact)
        return _all(list(words))

    def _within_cap(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        kept = words[: MAX_TERMS - self.terms]
        self.terms += len(kept)
        self.capped |= len(kept) < len(words)
        return kept

    def _peek(self) -> _Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _consume(self, kind: str) -> bool:
        token = self._peek()
        taken = token is not None and token.kind == kind
        self.position += taken
        return taken

    def _operator(self) -> str | None:
        """Return which operator the next token is, None if it is a term."""
        token = self._peek()
        if token is None or token.kind not in ("chunk", "bar"):
            return None
        operator = "or" if token.kind == "bar" else _OPERATORS.get(token.text)
        if operator is None or token.kind == "bar" or token.text.isascii():
            return operator
        return operator if self._stands_between(operator) else None

    def _stands_between(self, operator: str) -> bool:
        """Return whether an Arabic operator has the terms beside it that it needs."""
        following = self.tokens[self.position + 1 : self.position + 2]
        after = bool(following) and following[0].kind != "close"
        if operator == "not":  # قرض بدون فوائد asks for a loan without interest
            return after and (self.position == 0 or following[0].kind in ("phrase", "open"))
        return after and self.position > 0 and self.tokens[self.position - 1].kind != "open"


def _all(parts: list[Word] | list[Query | None] | list[Query]) -> Query | None:
    kept = [part for part in parts if part is not None]
    return All(_flat(All, kept)) if len(kept) > 1 else next(iter(kept), None)


def _flat(kind: type[All] | type[Any], parts: list[Query]) -> tuple[Query, ...]:
    """Return parts with nested parts of the same kind unwrapped: a b (c d) is a b c d."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part])
    return tuple(flat)
