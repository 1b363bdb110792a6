"""JSON Lines, and JSON files of one article or of an array of them."""

import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from index.articles.fault import Fault, UnreadableError
from index.articles.files.encoding import EncodingError, declared, decode, encoding_of
from index.articles.files.limits import MOST_VALUES, MOST_VALUES_OF_A_DOCUMENT
from index.articles.files.stream import Stream
from index.articles.items import Item
from index.articles.readers.json_values import check_values, has_most, items_of
from index.articles.records.values import Json
from index.articles.records.wrappers import read_records

#: The bytes of the longest line: no article comes near.
LONGEST_LINE = 16 * 1024 * 1024
#: The bytes of the largest file that is read as one document.
LARGEST_DOCUMENT = 64 * 1024 * 1024

_NEWLINES = {"utf-16-le": b"\n\0", "utf-16-be": b"\0\n"}
#: A file with a line that begins like this is JSON, whatever else is in it.
_OBJECT_LINE = re.compile(rb'(?:\A|\n)[ \t\r]*\{[ \t\r]*"')
#: A document that contains articles, or one on several lines, begins with a bracket alone.
_OPENING = re.compile(r"\s*(?:\[|\{\s*\n)")
#: The bytes by which a document is told from lines.
_START = 4096
_REMEDY = "write each article as a JSON object on a line of its own"

# Numbers stay text, of any length; strings may contain raw control characters.
_DECODER = json.JSONDecoder(
    strict=False, parse_int=str, parse_float=str, parse_constant=lambda _name: None
)


def read_json_lines(stream: Stream) -> Iterator[Item]:
    """Yield the article of each line, and a fault for each line without one."""
    start = stream.peek()
    mark, encoding = encoding_of(start)
    if fault := _binary(start, encoding, stream.path):
        yield fault
        return
    stream.read(len(mark))
    yield from _read_lines(stream, stream, encoding)


def read_json(stream: Stream) -> Iterator[Item]:
    """Yield the articles of a .json file: one object, an array of them, or JSON Lines."""
    if _begins_with_a_record(stream.peek()):
        yield from read_json_lines(stream)
        return
    data = stream.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        reason = f"one document of more than {LARGEST_DOCUMENT // 2**20} MiB"
        yield Fault(stream.path, 0, reason, _REMEDY)
        return
    yield from _read_whole(stream, data)


def _begins_with_a_record(start: bytes) -> bool:
    mark, encoding = declared(start)
    for line in _lines(io.BytesIO(start[len(mark) :]), encoding):
        try:
            if text := _text(line, encoding):
                return isinstance(_parse(text, MOST_VALUES), dict)
        except UnreadableError:
            return False
    return False


def _read_whole(stream: Stream, data: bytes) -> Iterator[Item]:
    """Yield the articles of a document; if it is none, those of its lines."""
    mark, encoding = encoding_of(data)
    data = data[len(mark) :]
    try:
        text = _text(data, encoding) or "[]"
        if text.startswith("[") and has_most(text, MOST_VALUES_OF_A_DOCUMENT):
            yield from _read_long_array(text, stream)
            return
        document = _parse(text, MOST_VALUES_OF_A_DOCUMENT)
    except UnreadableError as error:
        if _OPENING.match(data[:_START].decode(encoding or "utf-8", "replace")):
            if not stream.fault:
                yield error.at(stream.path)
        elif fault := _binary(data, encoding, stream.path):
            yield fault
        else:
            yield from _read_lines(stream, io.BytesIO(data), encoding)
        return
    yield from _read_items(document if isinstance(document, list) else [document], stream)


def _read_items(items: Iterable[Json], stream: Stream) -> Iterator[Item]:
    """Yield the articles of the items of an array."""
    for number, item in enumerate(items, 1):
        try:
            yield from _read_item(item, stream.path, 0)
        except UnreadableError as error:
            yield Fault(stream.path, 0, f"item {number}: {error.reason}", error.remedy)


def _read_long_array(text: str, stream: Stream) -> Iterator[Item]:
    """Yield the articles of an array of which no more than one item is in memory."""
    try:
        for number, item in enumerate(items_of(text), 1):
            try:
                yield from _read_item(_parse(item, MOST_VALUES), stream.path, 0)
            except UnreadableError as error:
                yield Fault(stream.path, 0, f"item {number}: {error.reason}", error.remedy)
    except UnreadableError as error:
        if not stream.fault:
            yield error.at(stream.path)


def _read_lines(stream: Stream, file: IO[bytes], encoding: str) -> Iterator[Item]:
    for number, line in enumerate(_lines(file, encoding), 1):
        try:
            yield from _read_line(line, encoding, stream.path, number)
        except UnreadableError as error:
            # The last line of a packed file that is cut off belongs to the fault of the file.
            if not stream.fault or _is_ended(line, encoding):
                yield error.at(stream.path, number)


def _read_line(line: bytes, encoding: str, path: Path, number: int) -> Iterator[Item]:
    if len(line) > LONGEST_LINE:
        raise UnreadableError(f"a line of more than {LONGEST_LINE // 2**20} MiB", _REMEDY)
    text = _text(line, encoding)
    return _read_item(_parse(text, MOST_VALUES), path, number) if text else iter(())


def _read_item(item: Json, path: Path, line: int) -> Iterator[Item]:
    if not isinstance(item, dict):
        raise UnreadableError("not a JSON object", _REMEDY)
    return read_records(item, path, line)


def _parse(text: str, most: int) -> Json:
    check_values(text, most)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        reason = f"not JSON ({error.msg} at character {error.pos + 1})"
        raise UnreadableError(reason, _REMEDY) from None
    except RecursionError:
        raise UnreadableError("JSON nested too deeply for an article", _REMEDY) from None


def _text(data: bytes, encoding: str) -> str:
    """Return the text of a line or document; raises EncodingError."""
    return decode(data, encoding).lstrip("\ufeff").strip()


def _binary(start: bytes, encoding: str, path: Path) -> Fault | None:
    """Return the fault of a file that is no text, judged by its start; None if it may be text."""
    if encoding or _OBJECT_LINE.search(start):
        return None
    try:
        decode(start)
    except EncodingError as error:
        return error.at(path)
    return None


def _lines(file: IO[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the lines of file; of one that is too long, a part of more than LONGEST_LINE bytes."""
    while line := _line(file, encoding):
        yield line
        while len(line) > LONGEST_LINE and not _is_ended(line, encoding):
            line = _line(file, encoding)


def _line(file: IO[bytes], encoding: str) -> bytes:
    """Return the next line, or its first part if it is too long."""
    line = bytearray(file.readline(LONGEST_LINE))
    while line and len(line) <= LONGEST_LINE and not _is_ended(line, encoding):
        # Half of a UTF-16 character may look like the end of a line.
        odd = encoding in _NEWLINES and len(line) % 2
        rest = file.read(1) if odd else file.readline(LONGEST_LINE)
        if not rest:
            break
        line += rest
    return bytes(line)


def _is_ended(line: bytes | bytearray, encoding: str) -> bool:
    newline = _NEWLINES.get(encoding, b"\n")
    return line.endswith(newline) and len(line) % len(newline) == 0
