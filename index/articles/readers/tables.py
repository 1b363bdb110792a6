"""Tables: a header line of names, then an article a row.

The separator is that of the header line; whatever else stands in the rows does not change it.
"""

import csv
import io
import re
from collections.abc import Iterator

from index.articles.fault import Fault, UnreadableError
from index.articles.fields import read_record
from index.articles.files.encoding import UTF16, decode, encoding_of
from index.articles.files.limits import MOST_CELLS
from index.articles.files.stream import Stream
from index.articles.items import Item
from index.articles.kinds import SEPARATORS, separator_of

#: The bytes of the largest row: no article comes near, but an open quotation mark does.
LARGEST_ROW = 16 * 1024 * 1024
_LINE_ENDS = ("\n", b"\n")
_REMEDY = "put cells that hold the separator or a line end into quotation marks"


def read_table(stream: Stream) -> Iterator[Item]:
    """Yield the article of each row; rows shorter than the header have empty cells."""
    lines = _Lines(stream)
    csv.field_size_limit(LARGEST_ROW)
    try:
        names, separator = _header(lines)
    except UnreadableError as error:
        yield error.at(stream.path, 1)
        return
    if names:
        yield from _read_rows(lines, names, separator)


#: What spreadsheets and programs write before the line of names.
_BEFORE = re.compile(r"\s*|\s*#.*\s*|\s*\"?sep=.\"?\s*", re.IGNORECASE)


class _Lines(Iterator[str]):
    """The decoded lines of a table; a row of csv takes one or more of them."""

    def __init__(self, stream: Stream) -> None:
        self.stream, self.number = stream, 0
        mark, self._encoding = encoding_of(stream.peek())
        stream.read(len(mark))
        self._file = (
            io.TextIOWrapper(stream, self._encoding, "replace", newline="")
            if self._encoding in UTF16
            else stream
        )
        self._size = 0
        self._error: UnreadableError | None = None
        self._is_whole = self._is_ended = False

    def __next__(self) -> str:
        """Return the next line, with signs for what cannot be decoded; raises UnreadableError."""
        line = self._file.readline(LARGEST_ROW + 1)
        if not line:
            self._is_ended = True
            raise StopIteration
        self.number += 1
        self._is_whole = line[-1:] in _LINE_ENDS
        self._size += len(line)
        if self._size > LARGEST_ROW:
            self._skip(line)
            raise UnreadableError(f"a row of more than {LARGEST_ROW // 2**20} MiB", _REMEDY)
        if len(line) > MOST_CELLS and self._has_most_cells(line):
            raise UnreadableError(f"a row of more than {MOST_CELLS:,} cells", _REMEDY)
        return line if isinstance(line, str) else self._decoded(line)

    def begin_row(self) -> None:
        """Let the lines that follow be those of another row."""
        self._size, self._error = 0, None

    def check_row(self) -> None:
        """Raise UnreadableError if this row cannot be decoded, or goes on after the last line."""
        if self._error:
            raise self._error
        if self._is_ended:
            raise UnreadableError("a quotation mark that is never closed", _REMEDY)

    @property
    def are_cut(self) -> bool:
        """Return whether the last line is cut off, with a packed file: the file's fault says so."""
        cut = not self._is_whole or self._is_ended
        return self.stream.fault is not None and cut

    def _decoded(self, line: bytes) -> str:
        try:
            return decode(line, self._encoding)
        except UnreadableError as error:
            # The row goes on to its end, so that its other lines are not taken for rows.
            self._error = error
            return line.decode("utf-8", "replace")

    @staticmethod
    def _has_most_cells(line: str | bytes) -> bool:
        text = line if isinstance(line, str) else line.decode("latin-1")
        return max(map(text.count, SEPARATORS)) >= MOST_CELLS

    def _skip(self, line: str | bytes) -> None:
        while line and line[-1:] not in _LINE_ENDS:
            line = self._file.readline(LARGEST_ROW)


def _header(lines: _Lines) -> tuple[list[str], str]:
    """Return the names in the first line, and what parts them; no names if there is no line."""
    header = next((line for line in lines if not _BEFORE.fullmatch(line)), "")
    separator = separator_of(header)
    if not header:
        return [], ""
    lines.check_row()
    if not separator:
        raise UnreadableError("no names of parts in the header", "name title and body")
    return next(csv.reader([header], delimiter=separator)), separator


def _read_rows(lines: _Lines, names: list[str], separator: str) -> Iterator[Item]:
    rows = csv.reader(lines, delimiter=separator)
    path = lines.stream.path
    while True:
        number = lines.number + 1
        lines.begin_row()
        try:
            row = next(rows)
            if lines.are_cut:
                return
            if any(row):
                yield from read_record(_record(row, names, lines), path, number)
        except StopIteration:
            return
        except csv.Error as error:
            yield Fault(path, number, f"not a row of a table ({error})", _REMEDY)
        except UnreadableError as error:
            yield error.at(path, number)


def _record(row: list[str], names: list[str], lines: _Lines) -> dict[str, str]:
    """Return the cells of a row by their names; raises UnreadableError if it is damaged."""
    lines.check_row()
    if len(row) > len(names):
        raise UnreadableError(f"{len(row)} cells for {len(names)} names", _REMEDY)
    return dict(zip(names, row, strict=False))
