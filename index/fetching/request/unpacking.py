"""Packed bytes -> bytes, a chunk at a time and never more than asked for.

A library that unpacks for its caller makes 200 MiB of 200 kB without asking, and takes packed data
that ends too early for whole.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator

from index.fetching.request.faults import FetchError

#: The bytes of the largest feed, page or sitemap, unpacked: far above real ones.
LARGEST = 16 * 1024 * 1024
#: What a request offers; br and zstd are not asked for.
ACCEPTED = "gzip, deflate"
_GZIP, _ZLIB, _RAW = 31, 15, -15
_STEP = 64 * 1024


def unpacked(chunks: Iterable[bytes], encoding: str, largest: int = LARGEST) -> bytes:
    """Return the bytes of an answer whose Content-Encoding is encoding; raises FetchError."""
    names = [name.strip().lower() for name in encoding.split(",")]
    stages = [name for name in names if name not in {"", "identity"}]
    if len(stages) > 1 or not set(stages) <= set(_UNPACKERS):
        raise FetchError(f"packed as {encoding}, which was not asked for", "tell its operator")
    parts = _UNPACKERS[stages[0]](chunks) if stages else chunks
    data = bytearray()
    for part in parts:
        data += part
        if len(data) > largest:
            raise FetchError(f"more than {largest / 2**20:g} MiB", "name a smaller feed")
    return bytes(data)


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of one or more gzip members; what follows them and is none is padding."""
    yield from _inflated(chunks, lambda _start: _GZIP, more=b"\x1f\x8b")


def _deflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of deflate with or without the frame that the standard asks for."""
    yield from _inflated(chunks, _frame, more=None)


def _frame(start: bytes) -> int:
    framed = start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start[:2]) % 31 == 0
    return _ZLIB if framed else _RAW


def _inflated(
    chunks: Iterable[bytes], window: Callable[[bytes], int], more: bytes | None
) -> Iterator[bytes]:
    inflate = None
    held = b""
    for chunk in chunks:
        held += chunk
        while held and (inflate or len(held) > 1):
            if inflate is None:
                inflate = zlib.decompressobj(window(held))
            try:
                yield inflate.decompress(held, _STEP)
            except zlib.error as error:
                raise FetchError(f"packed data that is damaged ({error})", _AGAIN) from None
            held = inflate.unconsumed_tail
            if inflate.eof:
                held, inflate = inflate.unused_data, None
                if more is None or not held.startswith(more):
                    return
    while inflate and not inflate.eof:
        if not (part := inflate.decompress(inflate.unconsumed_tail, _STEP)):
            raise FetchError("packed data that ends too early", _AGAIN)
        yield part
    if held and inflate is None:
        raise FetchError("packed data that ends too early", _AGAIN)


_AGAIN = "try again later"
_UNPACKERS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _deflated,
}
