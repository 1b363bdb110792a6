"""Records as tables: CSV for people and spreadsheets, JSON Lines for programs."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from search import Record, iso, record_to_json
from web.context import gettext
from web.l10n.catalog import noted
from web.text import clean, one_line
from web.urls.builder import PageOf

#: The content type of a table.
CSV = "text/csv; charset=utf-8; header=present"
#: Without it Excel takes UTF-8 for the encoding of the system.
_BYTE_ORDER_MARK = "\ufeff"
#: A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
#: Valid in JSON, but line ends for some programs that read it line by line.
_LINE_ENDS = str.maketrans({end: f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"})
_COLUMNS = (
    noted("المعرّف"),
    noted("العنوان"),
    noted("المصدر"),
    noted("القسم"),
    noted("الكاتب"),
    noted("التاريخ"),
    noted("عند الناشر"),
    noted("الصفحة"),
    noted("مطلع النص"),
    noted("فيه كل الكلمات"),
)


def csv_lines(records: Iterable[Record], page_of: PageOf) -> Iterator[str]:
    """Return the lines of a table that Excel opens as it is: the names, then a line an article.

    The names are in the language of the current request, which may end before the lines do.
    """
    names = [gettext(name) for name in _COLUMNS]
    yes_no = (gettext("نعم"), gettext("لا"))
    return table_lines(names, (_cells(record, page_of, yes_no) for record in records))


def table_lines(names: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield the lines of a table: the names of the columns, then the rows."""
    yield _BYTE_ORDER_MARK + _line(map(_guarded, names))
    for row in rows:
        yield _line(_guarded(str(cell)) for cell in row)


def json_lines(records: Iterable[Record], page_of: PageOf) -> Iterator[str]:
    """Yield a line of JSON for each record, with the address of its page."""
    for record in records:
        fields = {**record_json(record, page_of), "complete": record.matching_all}
        yield json.dumps(fields, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def record_json(record: Record, page_of: PageOf) -> dict[str, Any]:
    """Return all that is known about an article as plain values, with the address of its page."""
    return {**record_to_json(record), "page": page_of(record.headline.id)}


def _cells(record: Record, page_of: PageOf, yes_no: tuple[str, str]) -> Iterator[str]:
    headline = record.headline
    yield headline.id
    yield one_line(record.title)
    yield headline.source
    yield headline.section
    yield headline.author
    yield iso(headline.published) or ""
    yield headline.url
    yield page_of(headline.id)
    yield one_line(record.lead)
    yield yes_no[0] if record.matching_all else yes_no[1]


def _guarded(cell: str) -> str:
    """Return cell as text that no spreadsheet runs as a formula."""
    text = clean(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
