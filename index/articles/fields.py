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
from index.articles.items import Item, PassedOver, Withdrawal
from index.articles.markup import has_markup, text_of
from index.text.lookup import plain

#: A JSON value; numbers are text, as they are written.
Json: TypeAlias = "str | bool | list[Json] | dict[str, Json] | None"

_NAMES = {
    "id": "id _id articleId docId documentId guid identifier uuid uri المعرف معرف",
    "url": "url link permalink canonicalUrl articleUrl sourceUrl href mainEntityOfPage"
    " الرابط رابط رابط_الخبر رابط_المقال html",
    "title": "title headline headlines heading name العنوان عنوان عنوان_الخبر عنوان_المقال",
    "body": "body articleBody maintext body_text body_html bodies text content content:encoded"
    " content_html content_text fullText mainText article story rendered paragraphs sections"
    " النص نص نص_الخبر نص_المقال المحتوى المتن الخبر المقال"
    " summary_detail description summary abstract excerpt",
    "source": "source publisher newspaper outlet site siteName website provider media_name"
    " source_domain domain المصدر مصدر الصحيفة الجريدة الموقع الناشر",
    "section": "section articleSection category categories topic topics subject subjects tags"
    " القسم قسم التصنيف الفئة الباب",
    "author": "author authors creator dc:creator byline writer reporter author_detail"
    " الكاتب كاتب اسم_الكاتب المؤلف المحرر",
    "published": "published datePublished publishedAt publishedDate publishDate publicationDate"
    " date_publish publishing_date pubDate date dc:date dateTime timestamp dateCreated createdAt"
    " firstcreated versioncreated التاريخ تاريخ تاريخ_النشر",
}
#: The names of texts that stand for a body only where there is none: it is a teaser.
_SUMMARIES = frozenset({"summarydetail", "description", "summary", "abstract", "excerpt"})
#: The names under which an object has its text: {"name": "..."}, {"@id": "..."} and so on.
_INNER_NAMES = (
    *("name", "text", "#text", "value", "@value", "rendered", "term", "label", "content"),
    *("$date", "$numberLong", "$oid", "@id", "responded_url", "requested_url", "url", "href"),
)
#: The names of what makes up the body of an object, in order: all of it is the text.
_BODY_NAMES = ("summary", "headline", "paragraphs", "sections")
#: What joins the items of a list; for a part that is not here the first item counts.
_JOINTS = {"body": "\n\n", "title": " ", "source": "، ", "section": "، ", "author": "، "}
_DEEPEST = 6
_LONGEST_NAME = 64

#: The names of lists of records; what stands beside them is said of all.
_WRAPPERS = ("items", "articles", "item", "data", "results", "entries", "posts", "stories")
#: What is said of an item that its publisher does not show, or no more.
_WITHDRAWN = frozenset(
    "canceled cancelled withheld withdrawn draft autodraft pending future private trash"
    " embargoed".split()
)
_STATUSES = ("pubstatus", "status", "pubStatus", "embargoed")
#: Kinds of items that have no text of their own (ninjs).
_NO_TEXTS = frozenset("picture video audio graphic composite planning event".split())

#: With a semicolon: the &copy of an address is no ©. The longest name has 31 letters.
_ENTITY = re.compile("&#?[A-Za-z0-9]{1,32};")
#: Texts are escaped twice at most: once by rule, once more by mistake.
_ESCAPED = 2
_LINE_END = re.compile("\r\n?")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: What one look at most texts does not find.
_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_WORD = re.compile(r"\w")
_EDITION = re.compile("[0-9]{1,9}")
_LETTER = re.compile(r"[^\W\d_]")


def read_records(record: Mapping[str, Json], path: Path, line: int) -> Iterator[Item]:
    """Yield the articles of a record: of a wrapper, those of its list; otherwise like read_record.

    The title of a wrapper names the source of what is in it.
    """
    wrapped = _wrapped(record)
    if wrapped is None:
        yield from read_record(record, path, line)
        return
    source = _text(record.get("title"), None)
    for number, each in enumerate(wrapped, 1):
        try:
            yield from read_record(each, path, line, source=source)
        except UnreadableError as error:
            yield Fault(path, line, f"item {number}: {error.reason}", error.remedy)


def read_record(
    record: Mapping[str, Json], path: Path, line: int, *, source: str = ""
) -> Iterator[Item]:
    """Yield the article of a record, after faults for its date and for parts without text.

    A record that was withdrawn gives a Withdrawal, one of a picture PassedOver. source is that of
    a record that names none. Raises UnreadableError if it has neither title nor body.
    """
    parts, lost, teaser = _parts(record)
    _complete(parts, source)
    if why := _withdrawn(record):
        source_of = _in_one_line(parts.get("source", ""))
        yield Withdrawal(id_of(parts), parts.get("url", ""), why, source_of)
        return
    if "uri" in record and record.get("type") in _NO_TEXTS:
        yield PassedOver(path, f"a {record['type']}")
        return
    fault, published = read_date(parts.pop("published", ""), path, line)
    teaser = teaser or record.get("teaser") is True
    read = article(parts, published, teaser=teaser, edition=_edition(record))
    for name in lost:
        reason = f'"{name[:_LONGEST_NAME]}" holds no text that can be read'
        yield Fault(path, line, reason, "write it as a text")
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
    return Article(
        id=id_of(parts),
        url=parts.get("url", ""),
        title=title,
        body=body,
        source=_in_one_line(parts.get("source", "")),
        section=_in_one_line(parts.get("section", "")),
        author=_in_one_line(parts.get("author", "")),
        published=published,
        teaser=teaser,
        edition=edition,
    )


def edition_of(printed: str) -> int:
    """Return the number of an edition as it is printed, 0 for what is no number of one."""
    number = printed.strip()
    return int(number) if _EDITION.fullmatch(number) else 0


def is_name(name: str) -> bool:
    """Return whether a part of an article may have this name."""
    return len(name) <= _LONGEST_NAME and bool(_part(name)[0])


def id_of(parts: Mapping[str, str]) -> str:
    """Return the id of the article that has these parts."""
    return own_or_made_id(
        parts.get("id", ""),
        source=_in_one_line(parts.get("source", "")),
        url=parts.get("url", ""),
        text=f"{parts.get('title', '')}\n{parts.get('body', '')}",
    )


def _complete(parts: dict[str, str], source: str) -> None:
    """Add what other parts say: an id that is an address, the source of a wrapper."""
    own = parts.get("id", "")
    if "url" not in parts and own.startswith(("http://", "https://")):
        parts["url"] = own
    if source:
        parts.setdefault("source", source)


def _wrapped(record: Mapping[str, Json]) -> list[dict[str, Json]] | None:
    """Return the records that a wrapper holds; None if it is an article."""
    for name in () if record.keys().isdisjoint(_WRAPPERS) else _WRAPPERS:
        inside = record.get(name)
        if isinstance(inside, list):
            records = [each for each in inside if isinstance(each, dict)]
            if len(records) < len(inside):
                continue
            named = [_part(each)[0] for each in record if len(each) <= _LONGEST_NAME]
            whole = any(
                part == "body" and _bare(each) not in _SUMMARIES
                for each, part in zip(record, named, strict=False)
            )
            return None if whole else records
    return None


def _withdrawn(record: Mapping[str, Json]) -> str:
    """Return what the status of a record says, if it is no article for readers; else ""."""
    if record.keys().isdisjoint(_STATUSES):
        return ""
    for name in _STATUSES:
        status = record.get(name)
        if isinstance(status, str):
            word = _bare(status.rpartition(":")[2])
            if word in _WITHDRAWN:
                return word
    embargoed = record.get("embargoed")
    if isinstance(embargoed, str) and embargoed:
        try:
            later = parse_date(embargoed) > datetime.now()  # noqa: DTZ005  a printed clock
        except DateError:
            return ""
        return "embargoed" if later else ""
    return ""


def _edition(record: Mapping[str, Json]) -> int:
    """Return the edition of a record; what others call a version is a version of their format."""
    number = record.get("edition", record.get("version") if "uri" in record else "")
    return edition_of(str(number))


def _in_one_line(label: str) -> str:
    """Return a label as an address can carry it: single blanks and no control characters."""
    printable = label if label.isprintable() else _UNPRINTABLE.sub(" ", label)
    return " ".join(printable.split())


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
    if "<" in text and has_markup(text):
        text = text_of(text)
    return without_controls(text).strip()


def without_controls(text: str) -> str:
    """Return text without entities and control characters; line ends become newlines.

    Everything else stays as printed: diacritics, tatweel, zero-width characters.
    """
    if "&" in text:
        for _ in range(_ESCAPED):
            text = _ENTITY.sub(_unescaped, text)
    if not _UNCLEAN.search(text):
        return text
    text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _unescaped(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])


def _parts(record: Mapping[str, Json]) -> tuple[dict[str, str], list[str], bool]:
    """Return the text of each part, the names of parts without one, and if the body is a teaser."""
    found: dict[str, tuple[int, str, str]] = {}
    lost: dict[str, str] = {}
    for name, value in record.items():
        part, rank = _part(name) if len(name) <= _LONGEST_NAME else ("", 0)
        if not part or (part in found and found[part][0] <= rank):
            continue
        if text := _text_of_part(part, name, value):
            found[part] = rank, text, name
        elif value and _says_something(value) and not _is_meant_otherwise(name, value):
            lost.setdefault(part, name)
    texts = {part: text for part, (_, text, _) in found.items()}
    teaser = "body" in found and _bare(found["body"][2]) in _SUMMARIES
    return texts, [name for part, name in lost.items() if part not in found], teaser


def _text_of_part(part: str, name: str, value: Json) -> str:
    if _is_meant_otherwise(name, value):
        return ""
    joint = None if name in ("bodies", "headlines") else _JOINTS.get(part)
    text = _text(value, joint)
    # A number is no text of an article.
    return "" if part == "body" and not _LETTER.search(text) else text


def _is_meant_otherwise(name: str, value: Json) -> bool:
    """Return whether a name that two things have means the other: a page, words of a reader."""
    if name == "html":
        return not isinstance(value, dict)
    if name == "tags":
        return not (isinstance(value, list) and any(isinstance(each, dict) for each in value))
    return False


def _says_something(value: Json) -> bool:
    """Return whether any text is in value, however deep."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str) and _WORD.search(each):
            return True
        if isinstance(each, list | dict):
            waiting += each.values() if isinstance(each, dict) else each
    return False


def _text(value: Json, joint: str | None, depth: int = 0) -> str:
    """Return value as text; "" if it is no text, or nested deeper than _DEEPEST."""
    if isinstance(value, str):
        return clean(value)
    if depth == _DEEPEST or not isinstance(value, list | dict):
        return ""
    if isinstance(value, list):
        inner: list[Json] = value
    elif joint == _JOINTS["body"] and any(name in value for name in _BODY_NAMES[2:]):
        inner = [value.get(name) for name in _BODY_NAMES]
        return joint.join(text for each in inner if (text := _text(each, joint, depth + 1)))
    else:
        inner = [value.get(name) for name in _INNER_NAMES]
    texts = (text for each in inner if (text := _text(each, joint, depth + 1)))
    if isinstance(value, dict) or joint is None:
        return next(texts, "")
    return joint.join(texts)


@lru_cache(maxsize=1024)
def _part(name: str) -> tuple[str, int]:
    """Return the part that a field's name means, and the rank of the name; "" for none."""
    return _PARTS.get(_bare(name), ("", 0))


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    return re.sub(r"[\W_]", "", plain(name))


_PARTS = {
    _bare(name): (part, rank)
    for part, names in _NAMES.items()
    for rank, name in reversed(list(enumerate(names.split())))
}
