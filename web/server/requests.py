"""Requests as programs send them: addresses in UTF-8 that nobody escaped."""

import re

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

#: The bytes of an address that belong to no character of ASCII.
_RAW = re.compile(rb"[\x80-\xff]")


class _Parser(HTTPRequestParser):
    """Reads requests; the address may hold any bytes, as curl sends what was typed."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of a request, its first line escaped."""
        line, end, rest = header_plus.partition(b"\r\n")
        super().parse_header(escaped(line) + end + rest)


class Channel(HTTPChannel):
    """A connection whose requests may have raw addresses."""

    parser_class = _Parser


def escaped(line: bytes) -> bytes:
    """Return the first line of a request with raw bytes escaped, as browsers escape them.

    >>> escaped("GET /search?q=نفط HTTP/1.1".encode())
    b'GET /search?q=%D9%86%D9%81%D8%B7 HTTP/1.1'
    """
    return _RAW.sub(lambda byte: b"%%%02X" % byte[0][0], line)
