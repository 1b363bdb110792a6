"""The gazetteer: what can be named, each with its writings; text files for an editor.

    name | English name | what it is | other writings | never in

Writings are parted by =. After one, ~ says that its inflected forms name the same, ? that it is
ambiguous: it counts only in an article that names the same by another writing. ?NAME lets it count
in one that surely names the entry NAME, too: درهم?الإمارات. The writings of a line are not meant in
the phrases of its last field. # begins a comment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple, Self

from index.analysis.tokenizer import tokenize
from index.schema import NAMED_FACETS

#: The files, by the facet that their entries are values of.
FILES = {
    "country": "countries.txt",
    "company": "companies.txt",
    "institution": "institutions.txt",
    "person": "persons.txt",
    "commodity": "commodities.txt",
    "currency": "currencies.txt",
    "indicator": "indicators.txt",
}
_FIELDS = 5
_INFLECTED, _AMBIGUOUS = "~", "?"


class GazetteerError(ValueError):
    """A line of a gazetteer cannot be read; the message says where, why, and what to do."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        self.name, self.line, self.reason = name, line, reason
        super().__init__(f"{name}:{line}: {reason}; mend the line")


class Writing(NamedTuple):
    """One way to write a name: with all inflected forms or as it is, sure or ambiguous.

    beside are the names of entries beside which an ambiguous one is meant.
    """

    text: str
    inflected: bool = False
    sure: bool = True
    beside: tuple[str, ...] = ()

    @classmethod
    def of(cls, marked: str) -> Self:
        """Return a writing of the gazetteer, with its signs read.

        >>> Writing.of("سعودي~").inflected, Writing.of("شل?").sure
        (True, False)
        >>> Writing.of("درهم~?الإمارات").beside
        ('الإمارات',)
        """
        written, *beside = (part.strip() for part in marked.split(_AMBIGUOUS))
        text = written.rstrip(_INFLECTED)
        named = tuple(filter(None, (name.rstrip(_INFLECTED) for name in beside)))
        inflected = written != text or marked.endswith(_INFLECTED)
        return cls(text.strip(), inflected, not beside, named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An entry: what it is called in Arabic and English, what it is, how it is written.

    kind is the facet of which name is a value. The name and the English name are among the
    writings. The phrases of never contain a writing and mean something else.
    """

    kind: str
    name: str
    english: str
    description: str
    writings: tuple[Writing, ...]
    never: tuple[str, ...]


@cache
def gazetteer() -> tuple[Entity, ...]:
    """Return all entries, by kind; raise GazetteerError."""
    folder = files("index.entities").joinpath("gazetteer")
    return tuple(read_entities([(f.name, folder.joinpath(FILES[f.name])) for f in NAMED_FACETS]))


def read_entities(sources: Sequence[tuple[str, Traversable]]) -> Iterator[Entity]:
    """Yield the entries of files, each with its kind; raise GazetteerError.

    A name is that of one entry, whatever its kind: it is the label of a facet and an address.
    """
    places: dict[str, str] = {}
    needed: list[tuple[str, str, int]] = []
    for kind, path in sources:
        for number, line in enumerate(_text(path).splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    entity = read_entity(kind, line)
                    if entity.name in places:
                        raise ValueError(f"{entity.name} is in {places[entity.name]} already")  # noqa: TRY301
                except ValueError as error:
                    raise GazetteerError(str(path), number, str(error)) from error
                places[entity.name] = f"{path.name}:{number}"
                needed += ((name, str(path), number) for w in entity.writings for name in w.beside)
                yield entity
    for name, file, number in needed:
        if name not in places:
            raise GazetteerError(file, number, f"{name} after a ? is no name")


def _text(path: Traversable) -> str:
    content = path.read_bytes()
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise GazetteerError(str(path), line, "not UTF-8") from error


def read_entity(kind: str, line: str) -> Entity:
    """Return the entry of a line; raise ValueError with what is wrong with it."""
    fields = [field.strip() for field in line.split("|")]
    if len(fields) > _FIELDS:
        raise ValueError(f"{len(fields)} fields; an entry has {_FIELDS}")
    name, english, description, others, never = fields + [""] * (_FIELDS - len(fields))
    writings = [Writing.of(each) for each in (name, english, *_parted(others)) if each]
    if not name or not writings[0].text:
        raise ValueError("an entry without a name")
    for text in (*(each.text for each in writings), *_parted(never)):
        if not any(tokenize(text)):
            raise ValueError(f"{text!r}: a writing without a word")
    if "/" in name:
        raise ValueError(f"{name}: a name is a part of an address and has no slash")
    return Entity(
        kind=kind,
        name=writings[0].text,
        english=Writing.of(english).text,
        description=description,
        writings=tuple(dict.fromkeys(writings)),
        never=_parted(never),
    )


@cache
def fingerprint() -> str:
    """Return 12 hex digits that change whenever articles may name other things.

    What only readers see (English names apart, which are writings) does not count.
    """
    digest = blake2b(digest_size=6)
    for entity in gazetteer():
        digest.update(repr((entity.kind, entity.name, entity.writings, entity.never)).encode())
    return digest.hexdigest()


def _parted(field: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.strip() for each in field.split("="))))
