"""A query as a tree of frozen values: what was typed, once it is parsed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Self, TypeAlias, TypeVar

from index.analysis import AnalyzedWord, Kin, kin_terms, terms
from index.quantities.reading import write_interval
from index.quantities.terms import Interval, term_range
from index.quantities.units import of_kind, related
from index.schema import NAMED_FACETS, PRINTED_FACETS

#: The fields and facets that a query can name, and their names in the echo.
FIELD_NAMES = {
    "title": "عنوان",
    "body": "نص",
    **{facet.words_field: facet.query_names[0] for facet in PRINTED_FACETS},
    **{facet.name: facet.query_names[0] for facet in NAMED_FACETS},
}


#: The fields of amounts by the kind of their units, and their names in the echo.
QUANTITY_NAMES = {"money": "مبلغ", "percent": "نسبة", "quantity": "كمية"}
#: Words that exclude what follows them where a query begins.
NEGATIONS = ("ليس", "بدون")
#: What begins a number: a minus before it is its sign.
_SIGNS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹.٫%٪")


class Word(NamedTuple):
    """One word, as typed, with its index terms; a stop word has its exact form only."""

    text: str
    exact: str
    stem: str = ""
    root: str = ""

    @classmethod
    def of(cls, word: AnalyzedWord) -> Self:
        """Return an analyzed word as a word of a query."""
        return cls(word.text, word.exact, word.stem, word.root)

    @property
    def is_stop_word(self) -> bool:
        """Return whether the word has no stem: it carries no subject."""
        return not self.stem

    @property
    def is_spelled(self) -> bool:
        """Return whether the spelling as typed tells which of two words it is: أنفاق, إنفاق."""
        return bool(self.stem) and self.stem != terms(self.exact).stem

    @property
    def kin(self) -> Kin:
        """Return the terms of the other stems that the word finds."""
        return kin_terms(self.stem)

    @property
    def finding(self) -> tuple[str, ...]:
        """Return the terms that find articles: of its lexeme and near forms, each word has one."""
        return (self.stem, *self.kin.same, *self.kin.near) if self.stem else (self.exact,)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order, with at most slop other words between them; exact forms, or any form."""

    words: tuple[Word, ...]
    slop: int = 0
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word whose exact form begins with a prefix."""

    text: str
    exact: str


@dataclass(frozen=True, slots=True)
class Dates:
    """Articles published from since to until, both included; None for no limit."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Named:
    """Articles that name one of some things: the facet of these, what was typed, their names.

    text is the name itself where there is one; where there is none nothing is found.
    """

    facet: str
    text: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """Articles that print an amount in an interval: of a unit, or of any unit of a kind for "".

    Among other writings, it leads if its articles come before those of the words.
    """

    kind: str
    unit: str
    interval: Interval
    leads: bool = False

    @property
    def ranges(self) -> tuple[tuple[str, str], ...]:
        """Return the ranges of terms that find it, each from a term up to another."""
        codes = related(self.unit) if self.unit else of_kind(self.kind)
        return tuple(term_range(code, self.interval) for code in codes)

    @property
    def is_value(self) -> bool:
        """Return whether it asks for one value: then it ranks, too."""
        return self.interval.low is not None and self.interval.low == self.interval.high


@dataclass(frozen=True, slots=True)
class InField:
    """A query of one field only."""

    field: str
    query: "Query"


@dataclass(frozen=True, slots=True)
class Synonyms:
    """A query, and others with the same meaning, whose scores count weight times as much."""

    query: "Query"
    others: tuple["Query", ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Translation(Synonyms):
    """An English query and what Arabic papers print for it, the usual name first."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """A query, and the same words as others write them: joined, parted, dotted.

    The scores of the others count weight times as much.
    """

    query: "Query"
    others: tuple["Query", ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that the query does not find."""

    query: "Query"


@dataclass(frozen=True, slots=True)
class All:
    """Articles that every part finds; without parts, every article."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Articles that at least one part finds."""

    parts: tuple["Query", ...]


Query: TypeAlias = (
    Word
    | Phrase
    | Prefix
    | Dates
    | Named
    | Quantity
    | InField
    | Synonyms
    | Spellings
    | Not
    | All
    | Any
)
Atom: TypeAlias = Word | Phrase | Prefix | Quantity
Part = TypeVar("Part", bound=Query)


def unparse(query: Query) -> str:
    """Return query in the query language, as the echo shows it.

    Parsing the result gives the same tree.
    """
    match query:
        case Word(text):  # most of what is unparsed
            return text
        case All(parts):
            return " ".join([_grouped(part, Any) for part in parts])
        case Any(parts):
            return " أو ".join(_grouped(part, Any) for part in parts)
        case Not(part):
            excluded = _grouped(part, All, Any)
            return f"NOT {excluded}" if excluded[0] in _SIGNS else f"-{excluded}"
        case Synonyms(part) | Spellings(part):
            return unparse(part)
        case InField(field, part):
            return f"{FIELD_NAMES[field]}:{_grouped(part, All, Any)}"
        case Named(facet, text):
            return f"{FIELD_NAMES[facet]}:{_quoted(text)}"
        case Dates(since, until):
            return f"تاريخ:{_days(since, until)}"
        case Phrase() | Prefix() | Quantity():
            return _printed(query)


def _printed(atom: Phrase | Prefix | Quantity) -> str:
    match atom:
        case Phrase(words, slop):
            quoted = " ".join(word.text for word in words)
            return f'"{quoted}"' + (f"~{slop}" if slop else "")
        case Prefix(text):
            return f"{text}*"
        case Quantity(kind, unit, interval):
            return f'{QUANTITY_NAMES[kind]}:"{write_interval(interval, unit)}"'


def without_negations(query: Query) -> Query:
    """Return an AND without the first words that would exclude the next, were it typed."""
    if isinstance(query, All) and len(query.parts) > 1:
        first = query.parts[0]
        if isinstance(first, Word) and first.text in NEGATIONS:
            return without_negations(All(query.parts[1:]))
    return query


def _grouped(part: Query, *kinds: type) -> str:
    return f"({unparse(part)})" if isinstance(part, kinds) else unparse(part)


def _quoted(text: str) -> str:
    """Return a name in quotes, unless it is one word."""
    return text if text.isalpha() else f'"{text}"'


def _days(since: date | None, until: date | None) -> str:
    if since == until and since:
        return since.isoformat()
    return f"{since or ''}..{until or ''}"


def atoms(query: Query) -> Iterator[tuple[str | None, Atom]]:
    """Yield all words, phrases, prefixes and amounts that are searched for, with their field.

    The field is None for title and body. What is under a Not is left out.
    """
    match query:
        case All(parts) | Any(parts):
            for part in parts:
                yield from atoms(part)
        case Synonyms(part, others) | Spellings(part, others):
            yield from atoms(part)
            for other in others:
                yield from atoms(other)
        case InField(field, part):
            yield from ((field, atom) for _, atom in atoms(part))
        case Word() | Phrase() | Prefix() | Quantity():
            yield None, query


def without_stop_words(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return parts without stop words, unless nothing else is searched for."""
    others = [part for part in parts if not (isinstance(part, Word) and part.is_stop_word)]
    if len(others) == len(parts) or all(isinstance(part, Not) for part in others):
        return parts
    return tuple(others)


def loosely(query: Query) -> Query:
    """Return a name with OR for AND: any word of it is enough. Other queries stay."""
    match query:
        case Synonyms(All(parts)):
            return replace(query, query=Any(parts))
        case Synonyms(part):
            return replace(query, query=loosely(part))
    return query


def is_scored(query: Query) -> bool:
    """Return whether anything in query scores: it has a part that is no exclusion."""
    parts = query.parts if isinstance(query, All) else (query,)
    return not all(isinstance(part, Not | Dates | Named | Quantity) for part in parts)
