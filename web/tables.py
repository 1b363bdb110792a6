"""Records as tables: CSV for people and spreadsheets, JSON Lines for programs."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from search import Record, iso, record_to_json
from web.addresses import PageOf
from web.current import gettext
from web.plain import clean, one_line
from web.translation import noted

#: What a table is called to whoever gets it.
CSV = "text/csv; charset=utf-8; header=present"
#: Without it Excel takes UTF-8 for the system's own encoding.
_BYTE_ORDER_MARK = "\ufeff"
#: A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
#: In JSON as they are, but ends of lines for some programs that read it by the line.
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
    """Return the lines of a table that opens in Excel as it is: names first, an article each.

    The names are in the language of the current request, which need not last for the lines.
    """
    names = [gettext(name) for name in _COLUMNS]
    yes_no = (gettext("نعم"), gettext("لا"))
    return table_lines(names, (_cells(record, page_of, yes_no) for record in records))


def table_lines(names: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield the lines of a table of anything: names first."""
    yield _BYTE_ORDER_MARK + _line(map(_guarded, names))
    for row in rows:
        yield _line(_guarded(str(cell)) for cell in row)


def json_lines(records: Iterable[Record], page_of: PageOf) -> Iterator[str]:
    """Yield a line of JSON for each record, with the address of its page."""
    for record in records:
        fields = {**record_json(record, page_of), "complete": record.complete}
        yield json.dumps(fields, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def record_json(record: Record, page_of: PageOf) -> dict[str, Any]:
    """Return all that is known of an article as plain values, with the address of its page."""
    return {**record_to_json(record), "page": page_of(record.id)}


def _cells(record: Record, page_of: PageOf, yes_no: tuple[str, str]) -> Iterator[str]:
    yield record.id
    yield one_line(record.headline)
    yield record.source
    yield record.section
    yield record.author
    yield iso(record.published) or ""
    yield record.url
    yield page_of(record.id)
    yield one_line(record.lead)
    yield yes_no[0] if record.complete else yes_no[1]


def _guarded(cell: str) -> str:
    """Return cell as text that no spreadsheet takes for a formula."""
    text = clean(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
