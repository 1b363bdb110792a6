"""Parquet: a row an article, read a few rows at a time.

The reader of the format is an extra, because it is as large as all else together.
"""

import datetime as dt
import math
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from index.articles.fault import Fault, UnreadableError
from index.articles.fields import read_record
from index.articles.files.encoding import EncodingError, decode
from index.articles.files.stream import Stream
from index.articles.items import Item
from index.articles.records.names import is_name
from index.articles.records.values import Json

#: The rows that are in memory at once, as Python has them.
_ROWS = 64
#: The bytes of a column that are read at once.
_BUFFER = 256 * 1024
_MAGIC = b"PAR1"
#: The columns that say whether a row is an article, besides its parts.
_STATES = frozenset({"pubstatus", "pubStatus", "status", "embargoed", "type"})
_REMEDY = "download it again, or write it as JSON Lines"


def read_parquet(stream: Stream) -> Iterator[Item]:
    """Yield the article of each row, and a fault for each row without one."""
    try:
        import pyarrow as pa  # noqa: PLC0415  an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        remedy = 'install it: pip install "iqtisad[parquet]"'
        yield Fault(stream.path, 0, "reading Parquet needs pyarrow", remedy)
        return
    with _opened(stream) as file:
        try:
            table = parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
            yield from _read_batches(table, stream.path)
        except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError) as error:
            if not stream.fault:
                why = " ".join(str(error).split())[:200]
                yield Fault(stream.path, 0, f"not Parquet that can be read ({why})", _REMEDY)


@contextmanager
def _opened(stream: Stream) -> Iterator[IO[bytes]]:
    """Open the bytes of a stream for reading anywhere: the file, or on disk what is packed."""
    try:
        file = stream.path.open("rb")
    except OSError:  # a member of a zip file has no path
        file = None
    if file is not None:
        with file:
            if file.read(len(_MAGIC)) == _MAGIC:
                yield file
                return
    with tempfile.TemporaryFile() as unpacked:
        while data := stream.read(_BUFFER):
            unpacked.write(data)
        yield unpacked


def _read_batches(table: Any, path: Path) -> Iterator[Item]:  # noqa: ANN401  types are an extra, too
    known = [name for name in table.schema_arrow.names if is_name(name) or name in _STATES]
    if not any(is_name(name) for name in known):
        names = ", ".join(table.schema_arrow.names)[:200]
        yield Fault(path, 0, f"no column with a known name ({names})", "name title and body")
        return
    number = 1
    for batch in table.iter_batches(_ROWS, columns=known, use_threads=False):
        for row in _rows(batch):
            yield from _read_row(row, path, number)
            number += 1


def _rows(batch: Any) -> Iterator[dict[str, Any] | Exception]:  # noqa: ANN401
    """Yield the rows of a batch; for a row whose values cannot be read, why."""
    try:
        yield from _in_microseconds(batch).to_pylist()
    except (ValueError, TypeError, OverflowError, ArithmeticError, LookupError):
        for number in range(batch.num_rows):
            try:
                yield from _in_microseconds(batch.slice(number, 1)).to_pylist()
            except (ValueError, TypeError, OverflowError, ArithmeticError, LookupError) as error:
                yield error


def _in_microseconds(batch: Any) -> Any:  # noqa: ANN401
    """Return a batch with moments as Python has them: nanoseconds are more than it can hold."""
    import pyarrow as pa  # noqa: PLC0415

    for number, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            moments = batch.column(number).cast(pa.timestamp("us", field.type.tz), safe=False)
            batch = batch.set_column(number, field.name, moments)
    return batch


def _read_row(row: dict[str, Any] | Exception, path: Path, number: int) -> Iterator[Item]:
    try:
        if isinstance(row, Exception):
            reason = " ".join(str(row).split())[:200]
            raise UnreadableError(f"a value that cannot be read ({reason})", _REMEDY)  # noqa: TRY301
        record = {name: _plain(value) for name, value in row.items()}
        items = list(read_record(record, path, 0))
    except UnreadableError as error:
        items = [error.at(path)]
    for each in items:
        if isinstance(each, Fault):
            yield replace(each, reason=f"row {number}: {each.reason}")
        else:
            yield each


def _plain(value: object) -> Json:
    """Return a value as JSON has it; numbers are text, and what is no text is None."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, bytes):
        return _text(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, int | Decimal) or (isinstance(value, float) and math.isfinite(value)):
        return _number(value)
    return None


def _number(value: float | Decimal) -> str:
    """Return a number as it is written: a column of whole numbers with gaps has them as 7.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _text(data: bytes) -> str | None:
    """Return bytes as text: old writers do not say that a column is one."""
    try:
        return decode(data)
    except EncodingError:
        return None
