"""Tables: a header line of names, then an article a row.

The separator is that of the header line; whatever else stands in the rows does not change it.
"""

import csv
import io
from collections.abc import Iterator

from index.articles.encoding import declared, decode
from index.articles.fault import Fault, UnreadableError
from index.articles.fields import read_record
from index.articles.items import Item
from index.articles.kinds import separator_of
from index.articles.stream import Stream

#: The characters of the largest cell, and the bytes of the longest line.
LARGEST_CELL = 16 * 1024 * 1024
_REMEDY = "put cells that hold the separator or a line end into quotation marks"


def read_table(stream: Stream) -> Iterator[Item]:
    """Yield the article of each row; rows shorter than the header have empty cells."""
    mark, encoding = declared(stream.peek())
    stream.read(len(mark))
    lines = _lines(stream, encoding)
    header = next(lines, "")
    separator = separator_of(header)
    if not separator:
        if header:
            yield Fault(stream.path, 1, "no names of parts in the header", "name title and body")
        return
    csv.field_size_limit(LARGEST_CELL)
    names = next(csv.reader([header], delimiter=separator))
    yield from _read_rows(stream, csv.reader(lines, delimiter=separator), names)


def _read_rows(stream: Stream, rows: "Iterator[list[str]]", names: list[str]) -> Iterator[Item]:
    line = 2
    while True:
        try:
            row = next(rows)
            if row:
                if len(row) > len(names):
                    raise UnreadableError(f"{len(row)} cells for {len(names)} names", _REMEDY)
                yield from read_record(dict(zip(names, row, strict=False)), stream.path, line)
        except StopIteration:
            return
        except csv.Error as error:
            yield Fault(stream.path, line, f"not a row of a table ({error})", _REMEDY)
        except UnreadableError as error:
            yield error.at(stream.path, line)
        line = rows.line_num + 2  # type: ignore[attr-defined]  # it is a reader of csv


def _lines(stream: Stream, encoding: str) -> Iterator[str]:
    if encoding.startswith("utf-16"):
        yield from io.TextIOWrapper(stream, encoding, "replace", newline="")
        return
    while line := stream.readline(LARGEST_CELL):
        try:
            yield decode(line, encoding)
        except UnreadableError:
            yield line.decode("utf-8", "replace")
