"""A request -> its plan: parsed, read as a question, with other names and spellings added."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

from search.engine.protocol import Statistics
from search.names.labels import NO_LABELS, LabelNames
from search.query.names import has_shared_name
from search.query.parser import parse_query
from search.query.parts import part_of
from search.query.plan import Plan
from search.query.tree import All, Query, unparse, without_negations
from search.request import Request
from search.results import Chip, Part
from search.rewrite.amounts import with_amounts
from search.rewrite.joining import with_other_writings
from search.rewrite.labels import with_names
from search.rewrite.questions import as_question
from search.rewrite.synonyms import expand, without_names
from search.rewrite.translation import in_arabic
from search.rewrite.transliteration import with_transliterations
from search.rewrite.years import with_years
from search.weights import Weights

#: The texts whose meanings are remembered for one version: those of a few minutes. A reader asks
#: for the same one again by its next page and by every filter. Set by hand.
_REMEMBERED = 256


class _PartOfText(NamedTuple):
    """A part of a query that must match: its text, its values, and the text without it."""

    text: str
    part: Part
    without: str


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a text means, before it is anyone's request: the fields of Plan."""

    typed: Query
    query: Query
    echo: str
    parts: tuple[_PartOfText, ...]
    notes: tuple[str, ...]


#: What a meaning depends on beside the version: the text, whether other names are searched for, the
#: names that are not, the weights, and what labels are called.
_Key: TypeAlias = tuple[str, bool, tuple[str, ...], Weights, LabelNames]


class _Meanings(dict[_Key, _Meaning]):
    """The meanings of texts, within the limit. Threads may share it."""

    def add(self, key: _Key, meaning: _Meaning) -> None:
        """Add the meaning of a text; a full cache is emptied first."""
        if len(self) >= _REMEMBERED:
            self.clear()
        self[key] = meaning


#: They live as long as the version.
_remembered: WeakKeyDictionary[Statistics, _Meanings] = WeakKeyDictionary()


def rewrite(
    request: Request, statistics: Statistics, weights: Weights, names: LabelNames = NO_LABELS
) -> Plan:
    """Return what request means in an archive whose labels have names."""
    request = names.known(request)
    widened = request.synonyms and not request.exact
    key = request.text, widened, request.excluded_names, weights, names
    meanings = _remembered.setdefault(statistics, _Meanings())
    meaning = meanings.get(key)
    if meaning is None:
        meaning = _meaning(key, statistics)
        meanings.add(key, meaning)
    return Plan(
        request=request,
        typed=meaning.typed,
        query=meaning.query,
        echo=meaning.echo,
        chips=tuple(
            Chip(text=each.text, part=each.part, without=request.change(text=each.without))
            for each in meaning.parts
        ),
        notes=meaning.notes,
    )


def _meaning(key: _Key, statistics: Statistics) -> _Meaning:
    text, widened, excluded, weights, names = key
    parsed = parse_query(text, statistics.analyzer)
    asked = as_question(parsed.query)
    query = asked
    if widened:
        expanded = expand(with_amounts(asked), statistics.analyzer, weights)
        joined = with_other_writings(expanded, statistics, weights)
        query = with_years(with_transliterations(joined, statistics, weights), weights)
    if excluded:
        query = without_names(query, excluded)
    typed = asked if query is asked else in_arabic(query)
    named = with_names(query, names)
    notes = {
        "capped": parsed.capped,
        "long-query": asked is not parsed.query,
        "many-names": has_shared_name(parsed.query),
        "no-amount": parsed.unread_amount,
        "no-words": bool(text.strip()) and parsed.query == All(()),
    }
    return _Meaning(
        typed=named if typed is query else with_names(typed, names),
        query=named,
        echo=unparse(parsed.query),
        parts=tuple(_parts(parsed.query)),
        notes=tuple(note for note, applies in notes.items() if applies),
    )


def _parts(query: Query) -> Iterator[_PartOfText]:
    """Yield each part that must match, with the text without it."""
    parts = query.parts if isinstance(query, All) else (query,)
    for number, part in enumerate(parts):
        others = All((*parts[:number], *parts[number + 1 :]))
        without = unparse(without_negations(others))
        yield _PartOfText(unparse(All((part,))), part_of(part), without)
