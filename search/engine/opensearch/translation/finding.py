"""Which articles a query finds, as one clause: exactly those of engine.scoring.evaluator."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.schema import TEXT_FIELDS
from search.engine.opensearch.translation.clauses import (
    NOTHING,
    Clause,
    between,
    either,
    every,
    holding,
    without,
)
from search.engine.opensearch.translation.filters import PrintedLabels, filtered
from search.engine.opensearch.translation.spans import in_order
from search.engine.scoring.evaluator import PREFIX_EXPANSIONS
from search.query.tree import (
    All,
    Any,
    Atom,
    Dates,
    InField,
    Named,
    Not,
    Phrase,
    Prefix,
    Quantity,
    Query,
    Spellings,
    Synonyms,
    Word,
    without_stop_words,
)


class Archive(Protocol):
    """What a translation asks about the archive."""

    @property
    def articles(self) -> int:
        """Return the number of articles."""

    def held(self, field: str, term: str) -> int:
        """Return the number of articles that contain a term in a field."""

    def held_between(self, field: str, ranges: Sequence[tuple[str, str]]) -> int:
        """Return the number of articles with a term of the ranges in a field."""

    def expand_prefix(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms of field that begin with prefix, at most limit."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Makes the clauses that find; with exact only exact forms of words do."""

    archive: Archive
    printed: PrintedLabels
    exact: bool

    def clause(self, query: Query, fields: tuple[str, ...]) -> Clause:
        """Return the articles that match query in fields."""
        match query:
            case Any(parts):
                return either(self.clause(part, fields) for part in without_stop_words(parts))
            case All(parts):
                return every(self.clause(part, fields) for part in without_stop_words(parts))
            case Not(part):
                return without(self.clause(part, fields))
            case Synonyms(part, others) | Spellings(part, others):
                return either(self.clause(name, fields) for name in (part, *others))
            case InField(field, part):
                return self.clause(part, (field,))
            case Dates() | Named():
                return filtered(query, self.printed)
            case Word() | Phrase() | Prefix() | Quantity():
                return either(self._atom(query, fields))

    def _atom(self, atom: Atom, fields: tuple[str, ...]) -> list[Clause]:
        """Return the articles that match a part of a query without parts, for each field."""
        match atom:
            case Prefix():
                expanded = expanded_prefix(self.archive, atom, fields)
                return [holding(field, expanded) for field in fields]
            case Phrase():
                return [self.phrase(atom, field) for field in fields]
            case Quantity():
                return [self.amounts(atom, field) for field in fields]
            case Word():
                return [self._word(atom, field) for field in fields]

    def phrase(self, phrase: Phrase, field: str) -> Clause:
        """Return the articles in which the words of phrase follow each other in a field.

        The small fields keep no positions: there every word is enough.
        """
        if field in TEXT_FIELDS:
            return in_order(phrase, field)
        return every(holding(field, (word.exact,)) for word in phrase.words)

    def amounts(self, quantity: Quantity, field: str) -> Clause:
        """Return the articles with an amount in the interval in a field."""
        if field not in TEXT_FIELDS:
            return NOTHING
        return either(between(field, first, last) for first, last in quantity.ranges)

    def _word(self, word: Word, field: str) -> Clause:
        if self.exact and word.is_spelled:
            return self.phrase(Phrase((word,)), field)
        return holding(field, (word.exact,) if self.exact else word.finding)


def expanded_prefix(
    archive: Archive, prefix: Prefix, fields: tuple[str, ...], most: int = PREFIX_EXPANSIONS
) -> list[str]:
    """Return the words that a prefix stands for, of each field at most so many, in order."""
    expanded = {
        term for field in fields for term in archive.expand_prefix(field, prefix.exact, most)
    }
    return sorted(expanded)
