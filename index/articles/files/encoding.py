"""Bytes -> text, without guessing: a step that is not certain is not taken.

1. A byte order mark names the encoding: UTF-8, UTF-16 of either order.
2. UTF-16 without a mark, where zero bytes show it beyond doubt.
3. UTF-8, which text in another encoding fails to be.
4. ISO-8859-6, in a whole file that holds more articles («ال») read so than as Windows-1256.
5. Windows-1256, the encoding of Arabic sites before UTF-8.

What a file or a server declares comes after the mark, if that gives Arabic text. The last step
decodes any bytes, so it is not used for data that is no text (control characters) or for
UTF-8 with some damaged bytes, which it would turn into a page of nonsense.
"""

import codecs
import re

from index.articles.fault import UnreadableError

UTF16 = ("utf-16-le", "utf-16-be")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, UTF16[0]),
    (codecs.BOM_UTF16_BE, UTF16[1]),
)
#: The bytes in which UTF-16 without a mark is recognised; an even number.
_SAMPLE = 4096
_FEWEST = 4
#: The characters of Arabic newspapers: Latin, Arabic, punctuation, Arabic presentation forms.
_NEWSPAPER = re.compile(
    r"[\t\n\r -~\xa0-\u024f\u0300-\u036f\u0600-\u06ff\u0750-\u077f\u2000-\u20cf\ufb50-\ufeff]+"
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
_CONTROL_BYTES = bytes(byte for byte in range(128) if _CONTROLS.match(chr(byte)))
#: The control characters that a text may have: this many, and one more in this many characters.
_STRAY, _PER_STRAY = 3, 32
_REMEDY = "save it as UTF-8"

_ISO, _WINDOWS = "iso8859-6", "cp1256"
#: Letters of ISO-8859-6 have no byte below this, and controls alone have one of the C1 range.
_C1 = re.compile("[\x80-\x9f]")
_ARTICLE = "ال"
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\xaa-\u024f]")
#: Of the letters outside Latin, those of a newspaper; nonsense of a wrong charset has fewer.
_FEWEST_NEWSPAPER = 0.9


class EncodingError(UnreadableError):
    """Bytes that are no text in any of the encodings."""


def declared(start: bytes) -> tuple[bytes, str]:
    r"""Return the byte order mark at the start of a file, and the encoding that it names.

    Both are empty if there is none; UTF-16 is recognised without a mark.

    >>> declared(b"\xff\xfe...")
    (b'\xff\xfe', 'utf-16-le')
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return mark, encoding
    return b"", _unmarked_utf16(start[:_SAMPLE])


def encoding_of(start: bytes) -> tuple[bytes, str]:
    """Return the byte order mark and the encoding of a file by its first lines; "" by each line.

    The last line of start may be cut off, so it does not count unless it is the only one.
    """
    mark, encoding = declared(start)
    return mark, encoding or iso_8859_6(start[: start.rfind(b"\n") + 1] or start)


def decode_file(data: bytes) -> str:
    """Return the text of a whole file, without its byte order mark."""
    mark, encoding = declared(data)
    return decode(data[len(mark) :], encoding or iso_8859_6(data))


def decode_declared(data: bytes, *charsets: str) -> str:
    """Return the text of a whole file that declares its charset, or whose server does.

    The first of charsets counts that gives Arabic text; a wrong one does no harm. Valid UTF-8 is
    UTF-8 whatever is declared: read as Windows-1256 it is nonsense in Arabic letters.
    """
    if not declared(data)[1] and _strictly(data, "utf-8") is None:
        for charset in filter(None, charsets):
            if (text := _strictly(data, charset)) is not None and is_newspaper(text):
                return text
    return decode_file(data)


def charset_of(start: bytes, *charsets: str) -> str:
    """Return the charset of a text too long to be decoded whole; raises EncodingError.

    The rules are those of decode_declared; start may end inside a character. Damage does not make
    UTF-8 another encoding: its place is for the reader to find.
    """
    encoding = declared(start)[1]
    if encoding or _is_utf8(start) or _was_utf8(start):
        return encoding or "utf-8"
    for charset in filter(None, charsets):
        if (text := _strictly(start, charset)) is not None and is_newspaper(text):
            return charset
    if iso := iso_8859_6(start):
        return iso
    _windows_1256(start)
    return _WINDOWS


def is_newspaper(text: str) -> bool:
    """Return whether text has letters outside Latin, those of an Arabic newspaper."""
    letters = "".join(_LETTER.findall(_LATIN.sub("", text)))
    known = len("".join(_NEWSPAPER.findall(letters)))
    return bool(letters) and known >= _FEWEST_NEWSPAPER * len(letters)


def iso_8859_6(data: bytes) -> str:
    """Return the name of ISO-8859-6 if a whole file is in it beyond doubt, else "".

    Counting «ال» in both readings told 3,915 of 3,916 files apart; it cannot tell lines or titles.
    """
    if data.isascii() or _strictly(data, "utf-8") is not None:
        return ""
    text = _strictly(data, _ISO)
    if text is None or _C1.search(text):
        return ""
    other = data.decode(_WINDOWS, "replace")
    return _ISO if text.count(_ARTICLE) > other.count(_ARTICLE) else ""


def _strictly(data: bytes, charset: str) -> str | None:
    """Return data as text, None if it is none in charset, or there is no such charset."""
    try:
        return data.decode(charset)
    except (UnicodeError, LookupError, ValueError):
        return None


def decode(data: bytes, encoding: str = "") -> str:
    """Return data as text, decoded as declared if it was; raises EncodingError."""
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            raise EncodingError(f"not valid {encoding.upper()}", _REMEDY) from None
        return _damaged_utf8(data, error) or _windows_1256(data)
    if _count_controls(data, text, encoding) > _STRAY + len(text) // _PER_STRAY:
        raise EncodingError("binary data, not text", _REMEDY)
    return text


def _count_controls(data: bytes, text: str, encoding: str) -> int:
    if encoding not in ("", "utf-8"):
        return len(_CONTROLS.findall(text))
    # Bytes are counted twice as fast as characters.
    return len(data) - len(data.translate(None, _CONTROL_BYTES))


def _unmarked_utf16(start: bytes) -> str:
    if b"\0" not in start:
        return ""
    for encoding in UTF16:
        text = start[: len(start) & ~1].decode(encoding, "replace")
        if len(text) >= _FEWEST and _NEWSPAPER.fullmatch(text):
            return encoding
    return ""


def _is_utf8(start: bytes) -> bool:
    """Return whether data that begins with start may be UTF-8."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return True


def _was_utf8(data: bytes) -> bool:
    """Return whether damaged data was UTF-8.

    In Windows-1256 two Arabic letters in a row are hardly ever valid UTF-8: more whole characters
    than faults mean that the text was UTF-8.
    """
    text = data.decode("utf-8", "replace")
    faults = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(char > "\x7f" for char in text) - faults > faults


def _damaged_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    """Return "" if data was never UTF-8; if it was and is cut off, its whole characters."""
    if not _was_utf8(data):
        return ""
    if error.end == len(data) and "end of data" in error.reason:
        return data[: error.start].decode()
    raise EncodingError(f"damaged UTF-8 at byte {error.start + 1}", "repair it or save it again")


def _windows_1256(data: bytes) -> str:
    text = data.decode(_WINDOWS)
    if _CONTROLS.search(text):
        raise EncodingError("binary data, not text", _REMEDY)
    return text
