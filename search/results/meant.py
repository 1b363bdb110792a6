"""What a query was taken to mean, and what else may have been meant."""

from dataclasses import dataclass
from datetime import date

from search.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """A wider request that does find articles, offered when nothing was found.

    kind is one of "dates" (without the limits of time), "filters" (without labels), "exact" (any
    form of the words), "synonyms" (with other names), "names" (unknown names as words of the
    text), "excluded" (without the exclusions),
    "rarest" (without the rarest word, which is dropped), "any" (any part, in the whole archive,
    exclusions kept) and, where none of these finds anything, "widest" (any of the words, in any
    form, anywhere). total is the number of articles that the request finds.
    """

    kind: str
    request: Request
    total: int
    dropped: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """Words of the query, as typed, and the other names that were searched for too.

    Where the words are excluded the names are too, and all begin with a minus.
    """

    typed: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Another request that the reader may have meant, and how many articles it finds.

    kind is "spelling" (a word is misspelled), "layout" (typed with the keyboard in the other
    language) or "phrase" (the same words as a phrase); for an offer it is a facet (the query is the
    name of one of its values, and the request filters by it).
    """

    kind: str
    request: Request
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was searched instead of a text that finds nothing and is surely a slip.

    kind is that of Suggestion. typed is the text as it was typed, text the one that was searched;
    literal asks for what was typed all the same.
    """

    kind: str
    typed: str
    text: str
    literal: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A text that what was typed may become, and the number of articles that have it.

    They print it as it stands where it is a word, a phrase or a name; otherwise its search finds
    them.
    """

    text: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a query as values, for whoever says it in the words of a reader.

    kind is "word", "phrase" or "prefix" (value is the text in the query language), "all" or "any"
    (of parts), "title", "body" or a facet (of value, which is a label, or else of parts), "date"
    (from since to until), or "money", "percent" or "quantity" (from low to high, at_low and at_high
    tell whether the limits belong to it; unit and unit_english are "" for any unit). None is no
    limit. negated excludes what it says.
    """

    kind: str
    value: str = ""
    parts: tuple["Part", ...] = ()
    since: date | None = None
    until: date | None = None
    low: float | None = None
    high: float | None = None
    at_low: bool = True
    at_high: bool = True
    unit: str = ""
    unit_english: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A part of the query as it was parsed, as text and as values; the request without it."""

    text: str
    part: Part
    without: Request
