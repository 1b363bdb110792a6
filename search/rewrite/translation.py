"""English in: what Arabic papers print for the English terms of a query.

The longest term wins (oil prices before oil). The English words stay as an alternative, because
papers print OPEC and Brexit too; what ranks is the Arabic.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from index.analysis import ArabicAnalyzer
from search.query.tree import (
    All,
    Any,
    InField,
    Not,
    Phrase,
    Query,
    Spellings,
    Synonyms,
    Translation,
    Word,
)
from search.rewrite.english_forms import key
from search.rewrite.english_terms import names_of
from search.weights import Weights

#: The words of the longest term that is compared, with its stop words: the longest name of the
#: tables has six, and the of and the in it.
_LONGEST = 9
#: The words that may stand between two of a name: أسعار العقود الآجلة للنفط. Set by hand.
_BETWEEN = 2


class Term(NamedTuple):
    """A run of words that is an English term, and its Arabic names, the usual one first."""

    words: tuple[Word, ...]
    names: tuple[str, ...]


def term_at(parts: tuple[Query, ...], first: int) -> Term | None:
    """Return the longest term that begins with the part first, None if none does."""
    run = tuple(_latin(parts[first : first + _LONGEST]))
    if not run or run[0].is_stop_word:
        return None
    for length in range(len(run), 0, -1):
        words = run[:length]
        names = names_of(key([word.exact for word in words]))
        if names and not words[-1].is_stop_word:
            return Term(words, names)
    return None


def translate(query: Query, analyzer: ArabicAnalyzer, weights: Weights) -> Query:
    """Return an exclusion with the Arabic of its English terms: -Egypt excludes مصر."""
    match query:
        case All(parts) | Any(parts):
            return type(query)(tuple(_translated_row(parts, analyzer, weights)))
        case Word():
            return next(_translated_row((query,), analyzer, weights))
    return query


def _translated_row(
    parts: tuple[Query, ...], analyzer: ArabicAnalyzer, weights: Weights
) -> Iterator[Query]:
    number = 0
    while number < len(parts):
        term = term_at(parts, number)
        yield translated(term, analyzer, weights) if term else parts[number]
        number += len(term.words) if term else 1


def translated(term: Term, analyzer: ArabicAnalyzer, weights: Weights) -> Translation:
    """Return a term with its Arabic names, each as a whole."""
    query: Query = All(term.words) if len(term.words) > 1 else term.words[0]
    others = tuple(_as_query(name, analyzer) for name in term.names)
    return Translation(query, others, weights.translation)


def in_arabic(query: Query) -> Query:
    """Return a query as it was typed before other names were added, but in Arabic.

    Each English term is the words of its first Arabic name: they are what an article is ranked by.
    So is a Latin synonym beside other English words; alone and beside Arabic it ranks by itself.
    """
    match query:
        case Translation(_, (first, *_)):
            return _as_typed(first)
        case Synonyms(part) | Spellings(part):
            return in_arabic(part)
        case All(parts):  # a name without others is an AND in it
            return All(tuple(_flat(_spliced(parts))))
        case Any(parts):
            return Any(tuple(_spliced(parts)))
        case InField(field, part):
            return InField(field, in_arabic(part))
    return query


def _spliced(parts: tuple[Query, ...]) -> Iterator[Query]:
    """Yield parts in Arabic; the words of a name are parts of the row, as they were typed."""
    is_english = all(map(_is_latin, parts))
    for part in parts:
        name = next(_arabic_names(part), None) if is_english else None
        meant = _as_typed(name) if name else in_arabic(part)
        if isinstance(part, Synonyms | Spellings) and isinstance(meant, All | Any):
            yield from meant.parts
        else:
            yield meant


def _flat(parts: Iterable[Query]) -> Iterator[Query]:
    for part in parts:
        yield from part.parts if isinstance(part, All) else (part,)


def _arabic_names(query: Query) -> Iterator[Query]:
    """Yield the Arabic names among the synonyms of a Latin one."""
    if isinstance(query, Synonyms) and _is_latin(query.query):
        yield from (other for other in query.others if not _is_latin(other))


def _as_typed(name: Query) -> Query:
    return All(name.words) if isinstance(name, Phrase) else name


def _is_latin(query: Query) -> bool:
    match query:
        case Synonyms(part) | Spellings(part) | Not(part):
            return _is_latin(part)
        case All(parts) | Any(parts) | Phrase(parts):
            return all(map(_is_latin, parts))
        case Word(_, exact):
            return exact.isascii()
    return False


def _latin(parts: tuple[Query, ...]) -> Iterator[Word]:
    """Yield the words in Latin letters and digits that parts begin with."""
    for part in takewhile(lambda part: isinstance(part, Word), parts):
        if not (isinstance(part, Word) and part.exact.isascii()):
            return
        yield part


def _as_query(name: str, analyzer: ArabicAnalyzer) -> Query:
    words = tuple(map(Word.of, analyzer.words(name)))
    return words[0] if len(words) == 1 else Phrase(words, _BETWEEN, exact=False)
