"""A record -> an article: the names that publishers give to its parts, and their values.

Names are compared without case and signs: pubDate, pub_date and PUB-DATE are one. If a record has
several names of a part, the first in the list that has a value counts.
"""

import html
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from index.articles.article import Article, own_or_made_id
from index.articles.dates import DateError, parse_date
from index.articles.fault import Fault, UnreadableError
from index.text.lookup import plain

#: A JSON value; numbers are text, as they are written.
Json: TypeAlias = "str | bool | list[Json] | dict[str, Json] | None"

_NAMES = {
    "id": "id _id articleId docId documentId guid identifier uuid المعرف معرف",
    "url": "url link permalink canonicalUrl articleUrl sourceUrl href mainEntityOfPage"
    " الرابط رابط رابط_الخبر رابط_المقال",
    "title": "title headline heading name العنوان عنوان عنوان_الخبر عنوان_المقال",
    "body": "body articleBody text content content:encoded fullText mainText article story"
    " النص نص نص_الخبر نص_المقال المحتوى المتن الخبر المقال description summary abstract",
    "source": "source publisher newspaper outlet site siteName website provider"
    " المصدر مصدر الصحيفة الجريدة الموقع الناشر",
    "section": "section articleSection category categories topic القسم قسم التصنيف الفئة الباب",
    "author": "author authors creator dc:creator byline writer reporter"
    " الكاتب كاتب اسم_الكاتب المؤلف المحرر",
    "published": "published datePublished publishedAt publishedDate publishDate publicationDate"
    " pubDate date dc:date dateTime timestamp dateCreated createdAt"
    " التاريخ تاريخ تاريخ_النشر",
}
#: The names under which an object has its text: {"name": "..."}, {"@id": "..."} and so on.
_INNER_NAMES = ("name", "text", "#text", "value", "@value", "$date", "@id", "url", "href")
#: What joins the items of a list; for a part that is not here the first item counts.
_JOINTS = {"body": "\n\n", "title": " ", "source": "، ", "section": "، ", "author": "، "}
_DEEPEST = 4
_LONGEST_NAME = 64

#: With a semicolon: the &copy of an address is no ©. The longest name has 31 letters.
_ENTITY = re.compile("&#?[A-Za-z0-9]{1,32};")
_LINE_END = re.compile("\r\n?")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"\w")


def read_record(record: Mapping[str, Json], path: Path, line: int) -> Iterator[Article | Fault]:
    """Yield the article of a record, after a fault if its date cannot be read.

    Raises UnreadableError if it has neither title nor body.
    """
    parts = _parts(record)
    day = parts.pop("published", "")
    fault, published = read_date(day, path, line)
    read = article(parts, published)
    if fault:
        yield fault
    yield read


def article(
    parts: Mapping[str, str], published: datetime | None, *, teaser: bool = False
) -> Article:
    """Return the article of clean parts; raises UnreadableError if it has no text."""
    title, body = parts.get("title", ""), parts.get("body", "")
    if not _WORD.search(title) and not _WORD.search(body):
        raise UnreadableError("neither title nor body has text", "name them title and body")
    url, source = parts.get("url", ""), _in_one_line(parts.get("source", ""))
    return Article(
        id=own_or_made_id(parts.get("id", ""), source=source, url=url, text=f"{title}\n{body}"),
        url=url,
        title=title,
        body=body,
        source=source,
        section=_in_one_line(parts.get("section", "")),
        author=_in_one_line(parts.get("author", "")),
        published=published,
        teaser=teaser,
    )


def _in_one_line(label: str) -> str:
    """Return a label as an address can carry it: single blanks and no control characters."""
    return " ".join(_UNPRINTABLE.sub(" ", label).split())


def read_date(text: str, path: Path, line: int) -> tuple[Fault | None, datetime | None]:
    """Return the moment that text names, or the fault if it names none; neither for ""."""
    try:
        return None, parse_date(text) if text else None
    except DateError as error:
        return error.at(path, line), None


def clean(text: str) -> str:
    r"""Return text without entities, control characters and surrounding blanks.

    >>> clean(" &quot;النفـط&quot;&nbsp;يرتفع\x00 ")
    '"النفـط"\xa0يرتفع'
    """
    return without_controls(text).strip()


def without_controls(text: str) -> str:
    """Return text without entities and control characters; line ends become newlines.

    Everything else stays as printed: diacritics, tatweel, zero-width characters.
    """
    if "&" in text:
        text = _ENTITY.sub(_unescaped, text)
    text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _unescaped(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])


def _parts(record: Mapping[str, Json]) -> dict[str, str]:
    """Return the text of each part that the record has."""
    found: dict[str, tuple[int, str]] = {}
    for name, value in record.items():
        part, rank = _part(name) if len(name) <= _LONGEST_NAME else ("", 0)
        if not part or (part in found and found[part][0] <= rank):
            continue
        if text := _text(value, _JOINTS.get(part)):
            found[part] = rank, text
    return {part: text for part, (_, text) in found.items()}


def _text(value: Json, joint: str | None, depth: int = 0) -> str:
    """Return value as text; "" if it is no text, or nested deeper than _DEEPEST."""
    if isinstance(value, str):
        return clean(value)
    if depth == _DEEPEST or not isinstance(value, list | dict):
        return ""
    inner = value if isinstance(value, list) else [value.get(name) for name in _INNER_NAMES]
    texts = (text for each in inner if (text := _text(each, joint, depth + 1)))
    if isinstance(value, dict) or joint is None:
        return next(texts, "")
    return joint.join(texts)


@lru_cache(maxsize=1024)
def _part(name: str) -> tuple[str, int]:
    """Return the part that a field's name means, and the rank of the name; "" for none."""
    return _PARTS.get(_bare(name), ("", 0))


def _bare(name: str) -> str:
    return re.sub(r"[\W_]", "", plain(name))


_PARTS = {
    _bare(name): (part, rank)
    for part, names in _NAMES.items()
    for rank, name in reversed(list(enumerate(names.split())))
}
