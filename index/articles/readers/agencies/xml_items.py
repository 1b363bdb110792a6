"""A large XML file -> its items, one at a time, each as a text of its own.

The text is cut at the tags of the items, and an item is parsed alone: a message of 4 GiB needs the
memory of one item, and an item that is cut off, not closed or nested too deeply costs only itself.
"""

import codecs
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from index.articles.fault import UnreadableError
from index.articles.files.encoding import EncodingError, declared, decode, is_newspaper, iso_8859_6
from index.articles.files.stream import Stream

#: The bytes of the largest message, and the characters of the largest item in it.
LARGEST_MESSAGE, LARGEST_ITEM = 4 * 1024**3, 16 * 1024 * 1024
#: The bytes that decide on the encoding, and those that are read at once.
_SAMPLE, _AT_ONCE = 1024 * 1024, 256 * 1024
#: The characters of the longest tag of an item: it declares a dozen namespaces.
_LONGEST_TAG = 8192

_DECLARED = re.compile(rb"""<\?xml[^>]{1,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})""")
_SUBSET = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE[^>\[]*\[", re.DOTALL | re.IGNORECASE)
_COMMENT, _CDATA = "<!--", "<![CDATA["


class XmlItem(NamedTuple):
    """The text of an item with its tags, or why it cannot be read; numbers begin with 1."""

    number: int
    text: str
    fault: UnreadableError | None = None
    is_cut: bool = False


def xml_items(stream: Stream, names: Collection[str], nested: str = "") -> Iterator[XmlItem]:
    """Yield the elements with these names that are in no other of them, in order.

    An element named nested may hold others of its name. Raises UnreadableError for a file that
    is too large, or whose document type declares entities: ten lines of it fill the memory.
    """
    yield from _Cutter(_decoded(stream), names, nested).items()


class _Cutter:
    """A window of the text that moves over the file; at is where it is read."""

    def __init__(self, chunks: Iterator[str], names: Collection[str], nested: str) -> None:
        choice = "|".join(re.escape(name) for name in names)
        self._marks = re.compile(
            rf"{_COMMENT}|{re.escape(_CDATA)}|<(?P<end>/?)(?:[\w.-]{{1,64}}:)?(?P<name>{choice})"
            # A > may stand between quotation marks, and a mark may stand alone.
            r"""(?:\s(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+|/)?>"""
        )
        self._chunks, self._nested = chunks, nested
        self._text, self._at = "", 0
        self._start, self._depth, self._name, self._number = 0, 0, "", 0
        self._large = False

    def items(self) -> Iterator[XmlItem]:
        while mark := self._next_mark():
            self._at = mark.end()
            if mark[0] in (_COMMENT, _CDATA):
                self._skip_to("-->" if mark[0] == _COMMENT else "]]>")
            elif mark["end"]:
                yield from self._ended(mark)
            else:
                yield from self._begun(mark)
        if self._depth:
            yield self._refused("the file is cut off", "download it again")._replace(is_cut=True)

    def _begun(self, mark: re.Match[str]) -> Iterator[XmlItem]:
        if self._depth and not mark["name"] == self._name == self._nested:
            yield self._refused("not closed before the next item begins", "repair the file")
            self._depth = 0
        if not self._depth:
            self._start, self._name, self._large = mark.start(), mark["name"], False
            self._number += 1
        if not mark[0].endswith("/>"):
            self._depth += 1
        elif not self._depth:
            yield self._whole(mark.end())

    def _ended(self, mark: re.Match[str]) -> Iterator[XmlItem]:
        if self._depth and mark["name"] == self._name:
            self._depth -= 1
            if not self._depth:
                yield self._whole(mark.end())

    def _whole(self, end: int) -> XmlItem:
        if self._large or end - self._start > LARGEST_ITEM:
            return self._refused(f"more than {LARGEST_ITEM // 2**20} MiB", "split it")
        return XmlItem(self._number, self._text[self._start : end])

    def _refused(self, reason: str, remedy: str) -> XmlItem:
        return XmlItem(self._number, "", UnreadableError(reason, remedy))

    def _next_mark(self) -> re.Match[str] | None:
        """Return the next tag of an item or beginning of what is no markup; None at the end."""
        while not (mark := self._marks.search(self._text, self._at)):
            self._at = max(self._at, len(self._text) - _LONGEST_TAG)
            if not self._read_on():
                return None
        return mark

    def _skip_to(self, end: str) -> None:
        while (found := self._text.find(end, self._at)) < 0:
            self._at = max(self._at, len(self._text) - len(end))
            if not self._read_on():
                return
        self._at = found + len(end)

    def _read_on(self) -> bool:
        """Add the next part of the file, and forget what is needed no more."""
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        self._large |= bool(self._depth) and len(self._text) - self._start > LARGEST_ITEM
        done = self._start if self._depth and not self._large else self._at
        self._text = self._text[done:] + chunk
        self._at -= done
        self._start = max(self._start - done, 0)
        return True


def _decoded(stream: Stream) -> Iterator[str]:
    """Yield the text of a file; bytes that are no text in its encoding are lone surrogates."""
    data = stream.read(_SAMPLE)
    mark, encoding = declared(data)
    encoding = encoding or _encoding(data)
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    size = len(data)
    text = decoder.decode(data[len(mark) :]).lstrip("\ufeff")
    if _SUBSET.match(text):
        raise UnreadableError("a document type that declares entities", "send it without")
    while data:
        yield text
        data = stream.read(_AT_ONCE)
        size += len(data)
        if size > LARGEST_MESSAGE:
            raise UnreadableError(f"more than {LARGEST_MESSAGE // 2**30} GiB", "split the file")
        text = decoder.decode(data, final=not data)
    yield text


def _encoding(sample: bytes) -> str:
    """Return the encoding of a file without a mark: UTF-8, as declared, or as its letters say."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return _declared_charset(sample) or iso_8859_6(sample) or _windows_or_damaged(sample)
    return (_declared_charset(sample) if sample.isascii() else "") or "utf-8"


def _declared_charset(sample: bytes) -> str:
    """Return the charset of the declaration, if it is one of single bytes and gives Arabic."""
    printed = _DECLARED.match(sample.lstrip())
    charset = printed[1].decode() if printed else ""
    try:
        text = sample.decode(charset)
        single = len("\u0627".encode(charset)) == 1
    except (UnicodeError, LookupError, ValueError):
        return ""
    return charset if single and (sample.isascii() or is_newspaper(text)) else ""


def _windows_or_damaged(sample: bytes) -> str:
    """Return Windows-1256, unless the text was UTF-8 and has damaged bytes."""
    try:
        decode(sample)
    except EncodingError:
        return "utf-8"
    return "cp1256"
