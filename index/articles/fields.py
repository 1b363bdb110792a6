"""A record -> an article, under whatever names its publisher has for the parts.

If a record has several names of a part, the first in the list of names that has a value counts.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from index.articles.article import Article, own_or_made_id
from index.articles.dates import DateError, parse_date
from index.articles.fault import Fault, UnreadableError
from index.articles.items import Item, PassedOver, Withdrawal
from index.articles.records.cleaning import in_one_line
from index.articles.records.names import LONGEST_NAME, is_summary, part_of
from index.articles.records.statuses import other_kind, withdrawn
from index.articles.records.values import (
    Json,
    is_address,
    is_lost,
    is_meant_otherwise,
    text_of_part,
)
from index.text.web_address import host_of

#: The letters of a text without a known name that may be that of the article: a paragraph.
_FEWEST_LETTERS = 200
#: The characters of the longest article: a book, and more than any news.
LONGEST_TEXT = 2 * 2**20
_WORD = re.compile(r"\w")
_EDITION = re.compile("[0-9]{1,9}")
#: More than the names of any part.
_LAST = 1000


def read_record(
    record: Mapping[str, Json], path: Path, line: int, *, source: str = ""
) -> Iterator[Item]:
    """Yield the article of a record, after faults for its date and for parts without text.

    A record that was withdrawn gives a Withdrawal, one of a picture PassedOver. source is that of
    a record that names none. Raises UnreadableError if it has neither title nor body.
    """
    parts, lost, teaser = _parts(record)
    _complete(parts, source)
    if why := withdrawn(record):
        source_of = in_one_line(parts.get("source", ""))
        yield Withdrawal(id_of(parts), parts.get("url", ""), why, source_of)
        return
    if kind := other_kind(record):
        yield PassedOver(path, f"a {kind}")
        return
    fault, published = read_date(parts.pop("published", ""), path, line)
    teaser = teaser or record.get("teaser") is True
    read = article(parts, published, teaser=teaser, edition=_edition(record))
    for name in lost:
        reason = f'"{name[:LONGEST_NAME]}" holds no text that can be read'
        yield Fault(path, line, reason, "write it as a text")
    if not read.body and (name := _unknown_text(record)):
        yield Fault(path, line, f'no text, but "{name}" may be it', "name it body")
    if fault:
        yield fault
    yield read


def article(
    parts: Mapping[str, str],
    published: datetime | None,
    *,
    teaser: bool = False,
    edition: int = 0,
) -> Article:
    """Return the article of clean parts; raises UnreadableError if it has no text."""
    title, body = parts.get("title", ""), parts.get("body", "")
    if not _WORD.search(title) and not _WORD.search(body):
        raise UnreadableError("neither title nor body has text", "name them title and body")
    if len(title) + len(body) > LONGEST_TEXT:
        raise UnreadableError("a text of more than 2 million characters", "split it into articles")
    return Article(
        id=id_of(parts),
        url=parts.get("url", ""),
        title=title,
        body=body,
        source=in_one_line(parts.get("source", "")),
        section=in_one_line(parts.get("section", "")),
        author=in_one_line(parts.get("author", "")),
        published=published,
        teaser=teaser,
        edition=edition,
    )


def edition_of(printed: str) -> int:
    """Return the number of an edition as it is printed, 0 for what is no number of one."""
    number = printed.strip()
    return int(number) if _EDITION.fullmatch(number) else 0


def id_of(parts: Mapping[str, str]) -> str:
    """Return the id of the article that has these parts."""
    return own_or_made_id(
        parts.get("id", ""),
        source=in_one_line(parts.get("source", "")),
        url=parts.get("url", ""),
        text=f"{parts.get('title', '')}\n{parts.get('body', '')}",
    )


def read_date(text: str, path: Path, line: int) -> tuple[Fault | None, datetime | None]:
    """Return the moment that text names, or the fault if it names none; neither for ""."""
    try:
        return None, parse_date(text) if text else None
    except DateError as error:
        return error.at(path, line), None


def _edition(record: Mapping[str, Json]) -> int:
    """Return the edition of a record; what others call a version is a version of their format."""
    number = record.get("edition", record.get("version") if "uri" in record else "")
    return edition_of(str(number))


def _complete(parts: dict[str, str], source: str) -> None:
    """Add what other parts say: an id that is an address, the source of a wrapper, or its host."""
    own = parts.get("id", "")
    if "url" not in parts and own.startswith(("http://", "https://")):
        parts["url"] = own
    named = parts.get("source", "")
    if source and (not named or is_address(named)):
        parts["source"] = source
    elif is_address(named):
        parts["source"] = host_of(named).removeprefix("www.")


def _parts(record: Mapping[str, Json]) -> tuple[dict[str, str], list[str], bool]:
    """Return the text of each part, the names of parts without one, and if the body is a teaser."""
    found: dict[str, tuple[int, str, str]] = {}
    lost: dict[str, str] = {}
    for name, value in record.items():
        part, rank = part_of(name)
        if not part or (part in found and found[part][0] <= rank):
            continue
        if text := text_of_part(part, name, value):
            # The address of a source is worth less than any name of it.
            rank += _LAST * (part == "source" and is_address(text))
            if part not in found or rank < found[part][0]:
                found[part] = rank, text, name
        elif value and is_lost(part, value) and not is_meant_otherwise(name, value):
            lost.setdefault(part, name)
    texts = {part: text for part, (_, text, _) in found.items()}
    teaser = "body" in found and is_summary(found["body"][2])
    return texts, [name for part, name in lost.items() if part not in found], teaser


def _unknown_text(record: Mapping[str, Json]) -> str:
    """Return the name of a value that may be the text of an article; "" if there is none."""
    texts = ((name, value) for name, value in record.items() if isinstance(value, str))
    long = (each for each in texts if len(each[1]) > _FEWEST_LETTERS and " " in each[1])
    unknown = ((name, value) for name, value in long if not part_of(name)[0])
    names = (name for name, text in unknown if sum(map(str.isalpha, text)) >= _FEWEST_LETTERS)
    return next(names, "")[:LONGEST_NAME]
