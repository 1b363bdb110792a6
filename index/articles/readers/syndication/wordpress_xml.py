"""The items of a WordPress export: XML of any size, one item of it in memory.

The text is decoded as it is read and cut where items begin and end, and each item is parsed alone:
what is damaged in one does no harm to the next, and what the end of the file cuts is no item.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from index.articles.fault import UnreadableError
from index.articles.files.encoding import UTF16, EncodingError, charset_of, declared
from index.articles.files.stream import Stream
from index.articles.markup import check_elements
from index.articles.readers.syndication.feed_xml import settled

#: The bytes of the largest item, and of the largest export.
LARGEST_ITEM = 16 * 2**20
LARGEST_EXPORT = 4 * 2**30
#: What tells the encoding and holds the names of the authors, before all categories and tags.
_START = 4 * 2**20
_CHUNK = 256 * 1024

_DECLARED = re.compile(rb"""<\?xml[^>]{1,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})""")
_MARK = re.compile(r"<!\[CDATA\[|<!--|<item(?=[\s>/])|</(?:item|rss)\s*>")
_CLOSING = {"<![CDATA[": re.compile("]]>"), "<!--": re.compile("-->")}
#: The characters of the longest mark, blanks in it included.
_LONGEST_MARK = 64
#: A damaged byte, decoded; and the character that stands for it in XML: no text has it.
_DAMAGED = re.compile("[\udc80-\udcff]")
DAMAGE = "\ufdd0"
_REMEDY = "export it again"


class CutOffError(UnreadableError):
    """The end of the export is missing."""

    def __init__(self) -> None:
        super().__init__("the file is cut off", "download it again")


def texts_of(stream: Stream) -> Iterator[str]:
    """Yield the text of an export, piece by piece, the head of its channel in the first.

    Raises EncodingError, and UnreadableError if there is more than LARGEST_EXPORT.
    """
    data = stream.read(_START)
    printed = _DECLARED.search(data[:4096])
    charset = charset_of(data, printed[1].decode() if printed else "")
    # In UTF-16 half a character cannot stand for itself.
    faulty = "replace" if charset in UTF16 else "surrogateescape"
    decoder = codecs.getincrementaldecoder(charset)(faulty)
    left, data = LARGEST_EXPORT, data[len(declared(data)[0]) :]
    try:
        while data and left > 0:
            yield _DAMAGED.sub(DAMAGE, decoder.decode(data))
            left -= len(data)
            data = stream.read(_CHUNK)
        yield _DAMAGED.sub(DAMAGE, decoder.decode(b"", final=True))
    except UnicodeError:
        raise EncodingError(f"not valid {charset.upper()}", _REMEDY) from None
    if data:
        raise UnreadableError(f"more than {LARGEST_EXPORT // 2**30} GiB", "export it in parts")


def items_of(texts: Iterator[str]) -> Iterator[str | UnreadableError]:
    """Yield the XML of each item, or why there is none; raises CutOffError at an early end."""
    window = _Window(texts)
    is_inside = is_ended = False
    while mark := window.find(_MARK):
        if mark in _CLOSING:
            if not window.find(_CLOSING[mark]):
                break
            continue
        if is_inside:
            yield window.item() if mark.startswith("</item") else _endless()
        is_inside, is_ended = mark == "<item", mark.startswith("</rss")
        if is_inside:
            window.begin(mark)
    if not is_ended:
        raise CutOffError


def _endless() -> UnreadableError:
    return UnreadableError("an item without an end", _REMEDY)


def fields_of(xml: str) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """Yield name, attributes and text of the elements inside the one that xml is.

    Names have the prefixes that every export has. Raises UnreadableError if xml is no element.
    """
    check_elements(xml)
    root = _parsed(settled(xml).encode())
    if root is None:
        raise UnreadableError("not XML", _REMEDY)
    for element in root:
        if isinstance(element.tag, str):
            # Prefixes are declared for the whole file, not here: they are part of the name.
            name = element.tag.rpartition("}")[2]
            yield (
                f"{element.prefix}:{name}" if element.prefix else name,
                element.attrib,
                _text(element),
            )


def whole(text: str) -> str:
    """Return text; raises UnreadableError if bytes in it are damaged."""
    if DAMAGE in text:
        raise UnreadableError("damaged UTF-8", "repair it or export it again")
    return text


def _text(element: Any) -> str:  # noqa: ANN401  lxml ships no types
    return "".join(element.itertext()) if len(element) else element.text or ""


def _parsed(xml: bytes) -> Any:  # noqa: ANN401
    from lxml import etree  # noqa: PLC0415

    try:
        return etree.fromstring(xml, _parser())
    except etree.XMLSyntaxError:  # nothing to recover
        return None


@cache
def _parser() -> Any:  # noqa: ANN401
    from lxml import etree  # noqa: PLC0415

    return etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=True, encoding="utf-8"
    )


class _Window:
    """The part of a text that is kept while it is read once."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._texts, self._text, self._is_kept = texts, "", False
        self._start = self._place = 0  # of what is kept, and of what is searched next

    def find(self, pattern: re.Pattern[str]) -> str:
        """Return what matches next, "" at the end of the text; the place is behind it then."""
        while not (found := pattern.search(self._text, self._place)):
            self._place = max(self._place, len(self._text) - _LONGEST_MARK)
            if not self._read_on():
                return ""
        self._place = found.end()
        return found[0]

    def begin(self, mark: str) -> None:
        """Keep what follows from the mark on, which was found last."""
        self._start, self._is_kept = self._place - len(mark), True

    def item(self) -> str | UnreadableError:
        """Return what was kept, up to the mark that was found last; nothing is kept then."""
        item, is_whole = self._text[self._start : self._place], self._is_kept
        self._is_kept = False
        if not is_whole or len(item.encode("utf-8", "replace")) > LARGEST_ITEM:
            return UnreadableError(f"an item of more than {LARGEST_ITEM // 2**20} MiB", _REMEDY)
        return item

    def _read_on(self) -> bool:
        """Read the next piece; return whether there is one. What is too large is kept no more."""
        self._is_kept &= self._place - self._start <= LARGEST_ITEM
        start = self._start if self._is_kept else self._place
        text = next(self._texts, None)
        self._text = self._text[start:] + (text or "")
        self._place, self._start = self._place - start, 0
        return text is not None
