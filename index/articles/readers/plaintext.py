"""Plain text as web sites have it: section, headline, date, paragraphs, boilerplate.

    اقتصاد                        the section, if the line is short and alone

    شراكة صناعية جديدة            the headline
    2 يونيو 2023                  the first line that is nothing but a date

    شهدت العاصمة ...              paragraphs and sub-headings

    زر الذهاب إلى الأعلى           boilerplate; the phrases are those of boilerplate.txt

The boilerplate around the article is removed; the rest stays as printed. A text that begins with
a long paragraph has no headline.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from index.articles.boilerplate import LONGEST_LINE, boilerplate
from index.articles.dates import DateError, NotADateError, parse_date
from index.articles.fault import UnreadableError
from index.articles.fields import article
from index.articles.files.encoding import decode_file
from index.articles.files.stream import Stream
from index.articles.items import Item
from index.articles.markup import has_markup, text_of
from index.articles.records.cleaning import without_controls

#: The bytes of the largest text: a book, and more than any article.
LARGEST_TEXT = 2 * 1024 * 1024

_SECTION_WORDS = 4
_LONGEST_HEADLINE = LONGEST_LINE

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")
_TWO_NUMBERS = re.compile(r"\d\D+\d")


@dataclass(slots=True)
class _Page:
    """The lines of a text file, and what was recognised in them."""

    lines: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    published: datetime | None = None
    date_error: DateError | None = None
    date_line: int = 0


def read_text(stream: Stream) -> Iterator[Item]:
    """Yield the article of a text file, after a fault if its date cannot be read."""
    data = stream.read(LARGEST_TEXT + 1)
    if not data:
        return
    try:
        page = _sift(_lines(data))
        read = article({**page.parts, **_laid_out(page.lines)}, page.published)
    except UnreadableError as error:
        yield error.at(stream.path)
        return
    if page.date_error and not page.published:
        yield page.date_error.at(stream.path, page.date_line)
    yield read


def _lines(data: bytes) -> list[str]:
    if len(data) > LARGEST_TEXT:
        size = f"a text of more than {LARGEST_TEXT // 2**20} MiB"
        raise UnreadableError(size, "put each article into a file of its own")
    text = decode_file(data)
    return without_controls(text_of(text) if has_markup(text) else text).split("\n")


def _sift(lines: Sequence[str]) -> _Page:
    """Return the page, with empty lines for those that are not part of the article."""
    page = _Page()
    for number, line in enumerate(lines, 1):
        recognised = len(line) <= _LONGEST_HEADLINE and (
            boilerplate().covers(line) or _read_label(line, page) or _read_day(line, number, page)
        )
        page.lines.append("" if recognised else boilerplate().without_ending(line))
    return page


def _read_label(line: str, page: _Page) -> bool:
    """Read a line such as المصدر: رويترز into page; return whether it is one."""
    part, name = boilerplate().labelled(line)
    if part:
        page.parts.setdefault(part, name)
    return bool(part)


def _read_day(line: str, number: int, page: _Page) -> bool:
    """Read a line that is nothing but a date into page; return whether it is one."""
    if page.published or not _TWO_NUMBERS.search(line):
        return False
    try:
        page.published = parse_date(line)
    except NotADateError:
        return False
    except DateError as error:
        if not page.date_error:
            page.date_error, page.date_line = error, number
    return True


def _laid_out(lines: Sequence[str]) -> dict[str, str]:
    """Return section, title and body, recognised by their order and length."""
    numbers = [number for number, line in enumerate(lines) if line.strip()]
    parts = {}
    if len(numbers) > 1 and _is_section(lines, *numbers[:2]):
        parts["section"] = lines[numbers.pop(0)].strip()
    if numbers and len(lines[numbers[0]]) <= _LONGEST_HEADLINE:
        parts["title"] = lines[numbers.pop(0)].strip()
    body = "\n".join(lines[numbers[0] :]) if numbers else ""
    return {**parts, "body": _BLANK_LINES.sub("\n\n", body).strip()}


def _is_section(lines: Sequence[str], first: int, second: int) -> bool:
    """Return whether the first line is a section: short, alone, before a headline."""
    name, headline = lines[first].strip(), lines[second].strip()
    is_sentence = headline.endswith(".") and not headline.endswith("..")
    return (
        len(name.split()) <= _SECTION_WORDS
        and second > first + 1
        and len(name) < len(headline) <= _LONGEST_HEADLINE
        and not is_sentence
    )
