"""The bytes of an HTTP answer, as crawlers store it -> its status, headers and content."""

import re
import zlib
from dataclasses import dataclass

from index.articles.fault import UnreadableError

#: The bytes of the largest content, unpacked: more than any page or feed.
LARGEST_CONTENT = 16 * 1024 * 1024
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\r\n]*\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_GZIP, _MAGIC = 47, b"\x1f\x8b"  # 32 + 15: gzip or zlib, by its header
_CUT = "its content is cut off"
_REMEDY = "fetch the page again"


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP answer; names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    payload: bytes

    @property
    def media_type(self) -> str:
        """Return the type of the content without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """Return the charset that the header names, or ""."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1] if found else ""

    def content(self) -> bytes:
        """Return the payload without chunks and packing; raises UnreadableError."""
        data = self.payload
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            data = unchunked(data)
        for name in reversed(self.headers.get("content-encoding", "").lower().split(",")):
            data = _unpacked(data, name.strip())
        if len(data) > LARGEST_CONTENT:
            raise UnreadableError(f"more than {LARGEST_CONTENT // 2**20} MiB", _REMEDY)
        return data


def parse_response(block: bytes) -> Response:
    """Return the answer in block; raises UnreadableError if it is none."""
    status, end = _STATUS.match(block), _HEAD_END.search(block)
    if not status or not end:
        raise UnreadableError("no HTTP answer", _REMEDY)
    lines = block[: end.start()].decode("latin-1").splitlines()[1:]
    fields = (line.partition(":") for line in lines if ":" in line)
    headers = {name.strip().lower(): value.strip() for name, _, value in fields}
    return Response(int(status[1]), headers, block[end.end() :])


def unchunked(data: bytes) -> bytes:
    """Return data without its chunks; as it is where it has none, as some crawlers store it."""
    if not _CHUNK.match(data):
        return data
    parts: list[bytes] = []
    place = 0
    while size := _CHUNK.match(data, place):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(data[size.end() : size.end() + length])
        place = size.end() + length
    raise UnreadableError(_CUT, _REMEDY)


def _unpacked(data: bytes, name: str) -> bytes:
    if name in ("", "identity", "none", "utf-8"):
        return data
    if name not in ("gzip", "x-gzip", "deflate"):
        raise UnreadableError(f"packed with {name}, which is not read", "fetch it with gzip")
    if name != "deflate" and not data.startswith(_MAGIC):
        return data  # the crawler unpacked it, and left the header
    try:
        return _inflated(data, _GZIP)
    except zlib.error:
        if name == "deflate":
            try:
                return _inflated(data, -15)
            except zlib.error:
                pass
        raise UnreadableError("its content is damaged", _REMEDY) from None


def _inflated(data: bytes, window: int) -> bytes:
    unpack = zlib.decompressobj(window)
    unpacked = unpack.decompress(data, LARGEST_CONTENT + 1)
    if not unpack.eof and len(unpacked) <= LARGEST_CONTENT:
        raise UnreadableError(_CUT, _REMEDY)
    return unpacked
