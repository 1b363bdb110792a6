"""A query as a tree of frozen values: what a reader's words were understood to mean."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeAlias

#: The fields that a query can name, and their names in the echo.
FIELD_NAMES = {
    "title": "عنوان",
    "body": "نص",
    "by_source": "مصدر",
    "by_section": "قسم",
    "by_author": "كاتب",
}


class Word(NamedTuple):
    """One word, as typed, with its index terms; a stop word has its exact form alone."""

    text: str
    exact: str
    stem: str = ""
    family: str = ""
    root: str = ""

    @property
    def widest(self) -> str:
        """Return the term that stands wherever the word does, in whatever form.

        A word that has the exact form has its stem, and one with the stem its family.
        """
        return self.family or self.stem or self.exact


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order, at most slop other words between them; exact forms, or any."""

    words: tuple[Word, ...]
    slop: int = 0
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so, in its exact form."""

    text: str
    exact: str


@dataclass(frozen=True, slots=True)
class Dates:
    """Articles of these days, both included; an open end is None."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class InField:
    """A query about one field alone."""

    field: str
    query: "Query"


@dataclass(frozen=True, slots=True)
class Synonyms:
    """A query, and others that mean the same, which count weight as much."""

    query: "Query"
    others: tuple["Query", ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that the query does not find."""

    query: "Query"


@dataclass(frozen=True, slots=True)
class All:
    """Articles that every part finds; of no parts, every article."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Articles that some part finds."""

    parts: tuple["Query", ...]


Query: TypeAlias = Word | Phrase | Prefix | Dates | InField | Synonyms | Not | All | Any


def unparse(query: Query) -> str:
    """Return query in the query language, as the echo shows it.

    Parsing the result gives the same tree.
    """
    match query:
        case All(parts):
            return " ".join(_grouped(part, Any) for part in parts)
        case Any(parts):
            return " أو ".join(_grouped(part, Any) for part in parts)
        case Not(part):
            return f"-{_grouped(part, All, Any)}"
        case Synonyms(part):
            return unparse(part)
        case InField(field, part):
            return f"{FIELD_NAMES[field]}:{_grouped(part, All, Any)}"
        case Phrase(words, slop):
            quoted = " ".join(word.text for word in words)
            return f'"{quoted}"' + (f"~{slop}" if slop else "")
        case Prefix(text):
            return f"{text}*"
        case Dates(since, until):
            return f"تاريخ:{_days(since, until)}"
        case Word(text):
            return text


def _grouped(part: Query, *kinds: type) -> str:
    return f"({unparse(part)})" if isinstance(part, kinds) else unparse(part)


def _days(since: date | None, until: date | None) -> str:
    if since == until and since:
        return since.isoformat()
    return f"{since or ''}..{until or ''}"


def atoms(query: Query) -> Iterator[tuple[str | None, Word | Phrase | Prefix]]:
    """Yield every wanted word, phrase and prefix with the field that it is asked of.

    What stands under a Not is not wanted; the field is None for title and body.
    """
    match query:
        case All(parts) | Any(parts):
            for part in parts:
                yield from atoms(part)
        case Synonyms(part, others):
            yield from atoms(part)
            for other in others:
                yield from atoms(other)
        case InField(field, part):
            yield from ((field, atom) for _, atom in atoms(part))
        case Word() | Phrase() | Prefix():
            yield None, query


def loosely(query: Query) -> Query:
    """Return query with any word of a name enough where all were asked for."""
    match query:
        case Synonyms(part):
            return replace(query, query=loosely(part))
        case All(parts):
            return Any(parts)
    return query
