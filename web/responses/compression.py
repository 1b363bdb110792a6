"""Compresses texts with gzip for clients that accept it; fonts are compressed already."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

#: The fewest bytes that are compressed: a shorter text fits into one packet anyway.
_WORTH_IT = 1000
#: The window of zlib, in a file of gzip.
_GZIP = zlib.MAX_WBITS + 16
#: The level of zlib: the highest ones take twice as long and save five bytes in a hundred.
_LEVEL = 4
_TEXTS = (
    "text/html",
    "text/css",
    "text/javascript",
    "text/plain",
    "text/csv",
    "application/json",
    "application/x-ndjson",
    "application/x-research-info-systems",
    "application/atom+xml",
    "application/xml",
    "image/svg+xml",
)


def _fastest() -> Callable[[bytes], bytes]:
    """Return what makes a file of gzip of a page.

    isal takes a seventh of the time of zlib (.06 and .43 ms for 65 kB) for seven bytes more in a
    hundred, fourteen in files, which are taken seldom. There are machines that it is not made for.
    """
    try:
        from isal import isal_zlib  # noqa: PLC0415
    except ImportError:
        return partial(zlib.compress, level=_LEVEL, wbits=_GZIP)
    return partial(isal_zlib.compress, level=2, wbits=_GZIP)


_packed = _fastest()


def register(app: Flask) -> None:
    """Compress the responses of app that are worth it."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if response.status_code == HTTPStatus.PARTIAL_CONTENT or response.mimetype not in _TEXTS:
        return response
    if "Vary" in response.headers:
        response.vary.add("Accept-Encoding")
    else:
        response.headers["Vary"] = "Accept-Encoding"
    if not _takes_gzip(request.headers.get("Accept-Encoding", "")):
        return response
    if response.is_streamed and response.content_length is None:
        return _compressed_stream(response)
    if (response.content_length or 0) < _WORTH_IT:
        return response
    response.direct_passthrough = False
    response.set_data(_packed(response.get_data()))
    response.content_encoding = "gzip"
    tag, is_weak = response.get_etag()
    if tag and not is_weak:
        response.set_etag(tag, weak=True)  # the same content in other bytes
    return response


@lru_cache(256)  # browsers send few
def _takes_gzip(accepted: str) -> bool:
    """Return whether a client takes gzip, by what it says it accepts."""
    return bool(parse_accept_header(accepted, Accept)["gzip"])


def _compressed_stream(response: Response) -> Response:
    """Return response with its chunks compressed while they are sent."""
    if response.status_code == HTTPStatus.OK:
        response.response = _gzipped(response.iter_encoded())
        response.content_encoding = "gzip"
    return response


def _gzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packing = zlib.compressobj(_LEVEL, wbits=_GZIP)
    for chunk in chunks:
        if packed := packing.compress(chunk):
            yield packed
    yield packing.flush()
