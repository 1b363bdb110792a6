"""The Arabic names of English terms: those that an editor lists, then those of the gazetteers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from index.analysis import terms, tokenize
from index.entities.gazetteer import Entity, gazetteer
from search.rewrite.english_forms import Key, key, key_of_text

_TABLE = "english.txt"
_ARROW = "->"
#: The most names of an entity that a query asks for, and the letters that an English name of a
#: country has in common with the usual one: Egyptian, and not Cairo. Set by hand.
_MOST, _SHARED = 4, 3
#: The first of the Arabic letters and signs: all of Latin come before.
_ARABIC = "\u0600"
#: The fewest letters of a surname that is looked up alone. Set by hand: no II, He or Ma.
_SURNAME = 3
#: The entities whose names are cached.
_REMEMBERED = 4096


def names_of(term: Key) -> tuple[str, ...]:
    """Return the Arabic names of a term, the usual one first; () if no table has it."""
    listed = _listed().get(term)
    if listed:
        return listed
    entity = _entities().get(term)
    return _arabic(entity) if entity else ()


def is_english(word: str) -> bool:
    """Return whether a folded word is one of a term, or a stop word."""
    return word.isascii() and _words().issuperset(key([word]))


def read_terms() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield each line of the table: English terms that mean the same, and their Arabic names."""
    for line in files("search.rewrite").joinpath(_TABLE).read_text("utf-8").splitlines():
        english, arrow, names = line.partition("#")[0].partition(_ARROW)
        if arrow:
            yield _members(english), _members(names)


def _members(text: str) -> tuple[str, ...]:
    return tuple(map(str.strip, text.split("=")))


@cache
def _listed() -> Mapping[Key, tuple[str, ...]]:
    """Return the names of the table by the keys of its terms."""
    return {key_of_text(term): names for english, names in read_terms() for term in english}


@cache
def _entities() -> Mapping[Key, Entity]:
    """Return the entries of the gazetteers by their English names, and people by their surnames."""
    found: dict[Key, Entity] = {}
    for entity in gazetteer():
        for name in _english(entity):
            found.setdefault(key_of_text(name), entity)
    return {**dict(_by_surname()), **found}


@cache
def _words() -> frozenset[str]:
    return frozenset(chain.from_iterable(chain(_listed(), _entities())))


def _english(entity: Entity) -> Iterator[str]:
    """Yield the English names of an entity: of a country those that are no city of it."""
    usual = entity.english[:_SHARED]
    for writing in entity.writings:
        if _is_latin(writing.text):
            is_own = writing.text.startswith(usual) or writing.text.isupper()
            if entity.kind != "country" or is_own:
                yield writing.text


def _by_surname() -> Iterator[tuple[Key, Entity]]:
    """Yield the people whose surname no other has: Erdogan, and not Salman.

    An editor who lists one Arabic word for a person says that it names one: no مسعود أحمد by أحمد.
    """
    people = [each for each in gazetteer() if each.kind == "person"]
    surnames = [key_of_text(each.english)[-1:] for each in people]
    times = Counter(surnames)
    for surname, person in zip(surnames, people, strict=True):
        is_name = len("".join(surname)) >= _SURNAME and _has_one_word(person)
        if is_name and times[surname] == 1:
            yield surname, person


def _has_one_word(entity: Entity) -> bool:
    return any(" " not in each.text and not _is_latin(each.text) for each in entity.writings)


@lru_cache(_REMEMBERED)
def _arabic(entity: Entity) -> tuple[str, ...]:
    """Return the Arabic names of an entity, without those in which a shorter one is found.

    Of a country they are its name and its people, and not its cities.
    """
    sure = [each for each in entity.writings if each.sure and not _is_latin(each.text)]
    if entity.kind == "country":
        sure = [each for each in sure if each.inflected or each.text == entity.name]
    by_stems = {_stems(text): text for text in reversed([entity.name, *(w.text for w in sure)])}
    shortest = [
        text
        for stems, text in reversed(by_stems.items())
        if not any(_holds(stems, other) for other in by_stems if other != stems)
    ]
    usual = _stems(entity.name)
    shortest.sort(key=lambda text: not _holds(usual, _stems(text)))
    return tuple(shortest[:_MOST])


def _stems(name: str) -> Key:
    of_words = (terms(word.text) for word in tokenize(name))
    return tuple(each.stem or each.exact for each in of_words)


def _holds(name: Key, other: Key) -> bool:
    """Return whether the words of a name contain those of another side by side."""
    starts = range(len(name) - len(other) + 1)
    return any(name[start : start + len(other)] == other for start in starts)


def _is_latin(name: str) -> bool:
    return name < _ARABIC
