"""Other names for the words of a query: institutions, acronyms, months, near-synonyms.

The words of a query are compared with the names of the table by their stems, the longest name
first; a name that matches adds the others of its line, each as a whole. An English term that is
longer is translated instead.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache

from index.analysis import STEM_TAG, ArabicAnalyzer
from search.query.tree import (
    All,
    Any,
    InField,
    Not,
    Phrase,
    Query,
    Spellings,
    Synonyms,
    Word,
    loosely,
)
from search.results import Expansion
from search.rewrite.groups import Key, are_same, groups_of, key_of_text
from search.rewrite.translation import term_at, translate, translated
from search.weights import Weights

#: The words of the longest name that is compared: that of the table.
_LONGEST = 6
#: The members of lines that are remembered as queries: most of those of the table.
_MEMBERS = 2048
#: What begins the names of Expansion that are excluded.
_MINUS = "-"

Name = tuple[Word, ...]


def expand(query: Query, analyzer: ArabicAnalyzer, weights: Weights) -> Query:
    """Return query with their synonyms added to the names in it.

    Phrases in quotes and prefixes stay as they were typed, and exclusions too, but for English.
    """
    match query:
        case All(parts):
            return All(tuple(_expand_row(parts, analyzer, weights)))
        case Any(parts):  # any word of a name counts, too
            return Any(tuple(map(loosely, _expand_row(parts, analyzer, weights))))
        case InField("title" | "body", part) | Spellings(part):
            return replace(query, query=expand(part, analyzer, weights))
        case Not(part):
            return Not(translate(part, analyzer, weights))
        case Word():
            return next(_expand_row((query,), analyzer, weights))
    return query


def expansions(query: Query) -> Iterator[Expansion]:
    """Yield what expand added to a query, for the reader to see.

    A name that is in the query itself, searched for or excluded, is not added.
    """
    present = list(_present(query))
    for typed, others in _additions(query):
        keys = map(_key_of_words, others)
        are_new = (not any(are_same(key, name) for name in present) for key in keys)
        added = tuple(_text(o) for o, is_new in zip(others, are_new, strict=True) if is_new)
        if added:
            yield Expansion(typed=_text(typed), others=added)


def without_names(query: Query, excluded: Collection[str]) -> Query:
    """Return query without the excluded synonyms, each given as in Expansion.others."""
    match query:
        case Synonyms(part, others):
            kept = tuple(other for other in others if _text(_words(other)) not in excluded)
            narrower = without_names(part, excluded)
            return replace(query, query=narrower, others=kept) if kept else narrower
        case All(parts) | Any(parts):
            return type(query)(tuple(without_names(part, excluded) for part in parts))
        case InField(_, part) | Spellings(part):
            return replace(query, query=without_names(part, excluded))
        case Not(part):
            left_out = [name.removeprefix(_MINUS) for name in excluded if name.startswith(_MINUS)]
            return Not(without_names(part, left_out))
    return query


def _additions(query: Query) -> Iterator[tuple[Name, tuple[Name, ...]]]:
    """Yield each name of a query that has synonyms, with these."""
    match query:
        case Synonyms(part, others):
            yield _words(part), tuple(map(_words, others))
            yield from _additions(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _additions(part)
        case InField(_, part) | Spellings(part):
            yield from _additions(part)
        case Not(part):
            for typed, names in _additions(part):
                yield _excluded(typed), tuple(_excluded(name) for name in names)


def _excluded(name: Name) -> Name:
    """Return a name as the reader sees that it is excluded."""
    first, *rest = name
    return (first._replace(text=_MINUS + first.text), *rest)


def _present(query: Query) -> Iterator[Key]:
    """Yield the stems of every name, phrase and word in a query."""
    match query:
        case Synonyms() | Spellings() | Phrase() | Word():
            yield _key_of_words(_words(query))
        case All(parts) | Any(parts):
            for part in parts:
                yield from _present(part)
        case InField(_, part) | Not(part):
            yield from _present(part)


def _text(name: Name) -> str:
    return " ".join(word.text for word in name)


def _expand_row(
    parts: tuple[Query, ...], analyzer: ArabicAnalyzer, weights: Weights
) -> Iterator[Query]:
    """Yield parts, with each run of words that is a name as one part."""
    number = 0
    while number < len(parts):
        name, term = _name_at(parts, number), term_at(parts, number)
        if term and len(term.words) > len(name or ()):
            yield translated(term, analyzer, weights)
            number += len(term.words)
        elif name is None:
            yield expand(parts[number], analyzer, weights) if len(parts) > 1 else parts[number]
            number += 1
        else:
            yield _synonyms(name, analyzer, weights)
            number += len(name)


def _name_at(parts: tuple[Query, ...], first: int) -> Name | None:
    """Return the longest name that begins with the part first, None if none does."""
    run = []
    for part in parts[first : first + _LONGEST]:
        if not isinstance(part, Word):
            break
        run.append(part)
    for length in range(len(run), 0, -1):
        has_content = any(word.stem for word in run[:length])  # ما is no month in a question
        if has_content and groups_of(_key_of_words(run[:length])):
            return tuple(run[:length])
    return None


def _synonyms(name: Name, analyzer: ArabicAnalyzer, weights: Weights) -> Query:
    """Return the name with the members of its near lines, and with those of its lines of equals."""
    stems = _key_of_words(name)
    same = _others(stems, near=False)
    near = {k: member for k, member in _others(stems, near=True).items() if k not in same}
    query: Query = All(name) if len(name) > 1 else name[0]
    for others, weight in ((near, weights.near_synonym), (same, weights.synonym)):
        if others:
            query = Synonyms(
                query, tuple(_as_query(member, analyzer) for member in others.values()), weight
            )
    return query


def _others(name: Key, *, near: bool) -> dict[Key, str]:
    """Return the other members of the lines with a name, by their stems."""
    members: dict[Key, str] = {}
    for group in groups_of(name):
        for member in group.members if group.near is near else ():
            members.setdefault(key_of_text(member), member)
    return {k: member for k, member in members.items() if not are_same(k, name)}


@lru_cache(_MEMBERS)
def _as_query(member: str, analyzer: ArabicAnalyzer) -> Query:
    words = tuple(map(Word.of, analyzer.words(member)))
    return words[0] if len(words) == 1 else Phrase(words, exact=False)


def _words(query: Query) -> Name:
    match query:
        case Synonyms(part) | Spellings(part):
            return _words(part)
        case All(parts) | Any(parts):
            return tuple(word for part in parts for word in _words(part))
        case Phrase(words):
            return words
        case Word():
            return (query,)
    return ()


def _key_of_words(words: list[Word] | Name) -> Key:
    return tuple(word.stem.removeprefix(STEM_TAG) or word.exact for word in words)
