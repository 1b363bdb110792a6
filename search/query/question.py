"""The words that a query asks for, in order: what a language model reads of it."""

from collections.abc import Iterator

from search.query.tree import (
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
    Spellings,
    Synonyms,
    Word,
)

#: The fields whose words say what an article is about.
_TEXTS = ("title", "body")


def question_of(query: Query) -> str:
    """Return what is asked for, as it was typed, without operators, labels, days and exclusions."""
    return " ".join(_words(query))


def _words(query: Query) -> Iterator[str]:
    match query:
        case Word(text) | Prefix(text) | Named(text=text):
            yield text
        case Phrase(words):
            yield from (word.text for word in words)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _words(part)
        case Synonyms(part) | Spellings(part):
            yield from _words(part)
        case InField(field, part):
            yield from _words(part) if field in _TEXTS else ()
        case Not() | Dates() | Quantity():
            return
