"""The value of a part in a record -> its text: a list, an object, a number or a text itself."""

import re
from typing import TypeAlias

from index.articles.records.cleaning import clean

#: A JSON value; numbers are text, as they are written.
Json: TypeAlias = "str | bool | list[Json] | dict[str, Json] | None"

#: The names under which an object has its text: {"name": "..."}, {"@id": "..."} and so on.
_INNER_NAMES = (
    *("name", "text", "#text", "value", "@value", "rendered", "raw", "term", "label", "content"),
    *("$date", "$numberLong", "$numberInt", "$numberDouble", "$timestamp", "t", "$oid"),
    *("@id", "responded_url", "requested_url", "url", "href"),
)
#: The names of what makes up the body of an object, in order: all of it is the text.
_BODY_NAMES = ("summary", "headline", "paragraphs", "sections")
#: What joins the items of a list; for a part that is not here the first item counts.
_JOINTS = {"body": "\n\n", "title": " ", "source": "، ", "section": "، ", "author": "، "}
#: Names of lists whose first item counts: forms of one thing.
_FORMS = ("bodies", "headlines")
_DEEPEST = 6

_WORD = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d_]")
#: A code of a list of subjects, a number of a database: medtop:04000000, 17.
_CODE = re.compile(r"(?:[A-Za-z][\w.-]*:)*\d*|https?://\S+")
_ADDRESS = re.compile(r"https?://\S+")


def text_of_part(part: str, name: str, value: Json) -> str:
    """Return the text that a value is for a part of an article; "" if it is none."""
    if is_meant_otherwise(name, value):
        return ""
    text = _text(value, None if name in _FORMS else _JOINTS.get(part), part=part)
    # A number is no text of an article.
    return "" if part == "body" and not _LETTER.search(text) else text


def is_meant_otherwise(name: str, value: Json) -> bool:
    """Return whether a name that two things have means the other: a page, words of a reader."""
    if name == "html":
        return not isinstance(value, dict)
    if name == "tags":
        return not (isinstance(value, list) and any(isinstance(each, dict) for each in value))
    return False


def is_lost(part: str, value: Json) -> bool:
    """Return whether something is said in a value that has no text for a part.

    Codes and numbers are no names of sections and people, and nothing that an article loses.
    """
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str) and _WORD.search(each) and not _is_no_name(part, each):
            return True
        if isinstance(each, list | dict):
            waiting += each.values() if isinstance(each, dict) else each
    return False


def is_address(text: str) -> bool:
    """Return whether text is nothing but an address."""
    return text.startswith("http") and _ADDRESS.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Return whether text is nothing but a code, a number or the address of one.

    >>> is_code("medtop:04000000"), is_code("اقتصاد")
    (True, False)
    """
    return _CODE.fullmatch(text.strip()) is not None


def _is_no_name(part: str, text: str) -> bool:
    return part in ("section", "author") and is_code(text)


def _text(value: Json, joint: str | None, depth: int = 0, *, part: str = "") -> str:
    """Return value as text; "" if it is no text, or nested deeper than _DEEPEST."""
    if isinstance(value, str):
        text = clean(value)
        return "" if _is_no_name(part, text) else text
    if depth == _DEEPEST or not isinstance(value, list | dict):
        return ""
    if isinstance(value, list):
        inner: list[Json] = value
    elif joint == _JOINTS["body"] and any(name in value for name in _BODY_NAMES[2:]):
        inner = [value.get(name) for name in _BODY_NAMES]
        return joint.join(text for each in inner if (text := _text(each, joint, depth + 1)))
    else:
        inner = [value.get(name) for name in _INNER_NAMES]
    texts = (text for each in inner if (text := _text(each, joint, depth + 1, part=part)))
    if isinstance(value, dict) or joint is None:
        return next(texts, "")
    return joint.join(texts)
