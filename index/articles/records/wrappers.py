"""Records that hold other records: what a server answers, what a database writes."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from index.articles.fault import Fault, UnreadableError
from index.articles.fields import read_record
from index.articles.items import Item
from index.articles.records.names import is_of_body, part_of
from index.articles.records.values import Json, text_of_part

#: The names of lists of records; what stands beside them is said of all.
_LISTS = (
    *("items", "articles", "item", "data", "results", "entries", "posts", "stories"),
    *("hits", "docs", "documents", "records", "news", "list", "entry", "rows", "children"),
)
#: The names of objects that hold the record, or its list.
_OBJECTS = ("_source", "item", "article", "data", "response", "result", "hits", "doc", "news")
#: How deep records are wrapped: Elasticsearch does it three times.
_DEEPEST = 3


def read_records(record: Mapping[str, Json], path: Path, line: int) -> Iterator[Item]:
    """Yield the articles of a record: of a wrapper, those of its list; otherwise like read_record.

    The title of a wrapper names the source of what is in it.
    """
    record = _unwrapped(record)
    wrapped = _listed(record)
    if wrapped is None:
        yield from read_record(record, path, line)
        return
    source = text_of_part("source", "title", record.get("title"))
    for number, each in enumerate(wrapped, 1):
        try:
            yield from read_record(_unwrapped(each), path, line, source=source)
        except UnreadableError as error:
            yield Fault(path, line, f"item {number}: {error.reason}", error.remedy)


def _unwrapped(record: Mapping[str, Json]) -> Mapping[str, Json]:
    """Return a record with what its object holds as its own; the inner names count first."""
    for _ in () if record.keys().isdisjoint(_OBJECTS) else range(_DEEPEST):
        inside = next(filter(None, (_inside(record, name) for name in _OBJECTS)), None)
        if inside is None or any(map(is_of_body, record.keys() - set(_OBJECTS))):
            break
        record = {**{name: record[name] for name in record if name not in _OBJECTS}, **inside}
    return record


def _inside(record: Mapping[str, Json], name: str) -> dict[str, Json] | None:
    inside = record.get(name)
    if not isinstance(inside, dict) or (
        not inside.keys() & set(_LISTS + _OBJECTS)
        and not any(part_of(each)[0] in ("title", "body") for each in inside)
    ):
        return None
    return inside


def _listed(record: Mapping[str, Json]) -> list[dict[str, Json]] | None:
    """Return the records in the list of a wrapper; None if it is an article."""
    for name in () if record.keys().isdisjoint(_LISTS) else _LISTS:
        inside = record.get(name)
        if isinstance(inside, list):
            records = [each for each in inside if isinstance(each, dict)]
            if len(records) == len(inside) - inside.count(None):
                whole = any(is_of_body(each) and record[each] for each in record.keys() - {name})
                return None if whole else records
    return None
