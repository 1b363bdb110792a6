"""Small files that would fill the memory of whoever unpacks them, or builds all that they say."""

import gzip
import io
import zipfile
from itertools import pairwise

_WHOLE = 16 * 1024 * 1024 - 4096
#: One letter, packed by xz; its header asks for a gibibyte of memory.
_XZ = bytes.fromhex(
    "fd377a585a000004e6d6b44602002101240000005e1fc7f90100006100000000052b652e"
    "7784023300011901a52c81cc1fb6f37d010000000004595a"
)
_TEXT = "ارتفعت أسعار النفط في الأسواق العالمية. " * 10
_ENTITIES = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghi")
)


def _page(inside):
    return f"<!DOCTYPE html><html><body><h1>سعر النفط</h1><p>{_TEXT}</p>{inside}".encode()


def _feed(inside, before=""):
    item = f"<item><title>سعر النفط</title><description>{inside}</description></item>"
    return f"{before}<rss version='2.0'><channel>{item}</channel></rss>".encode()


def _zip(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def _gzip(mebibytes, piece=b"\0", start=b""):
    """Return the packed bytes of a piece that is repeated."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        file.write(start)
        for _ in range(mebibytes):
            file.write(piece * (2**20 // len(piece)))
    return packed.getvalue()


def _listed(members):
    """Return a zip file of empty files with long names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(members):
            archive.writestr(f"{number}{'a' * 600}.jsonl", "")
    return packed.getvalue()


def _records(number):
    """Return a crawl whose answers are each of another type."""
    answers = (f"HTTP/1.1 200 OK\r\nContent-Type: x/{each}\r\n\r\n" for each in range(number))
    return "".join(
        f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(each)}\r\n\r\n{each}\r\n\r\n"
        for each in answers
    ).encode()


#: The bytes of each, made when they are asked for.
BOMBS = {
    "page-of-tags.html": lambda: _page("<p>" * (_WHOLE // 3)),
    "page-of-links.html": lambda: _page("<a href=x>ا</a> " * 29_000),
    "page-of-cells.html": lambda: _page("<table><tr>" + "<td>ا" * 20_000),
    "page-of-depth.html": lambda: _page("<div>" * 9_000 + _TEXT),
    "page-of-attributes.html": lambda: _page(
        "<a " + " ".join(f"a{number}='x'" for number in range(200_000)) + ">"
    ),
    "page-of-one-attribute.html": lambda: _page(f"<a class='{'date ' * (_WHOLE // 5)}'>"),
    "page-of-json.html": lambda: _page(
        f"<script type='application/ld+json'>{'[' * (_WHOLE // 2)}</script>"
    ),
    "feed-of-tags.xml": lambda: _feed("<a>" * (_WHOLE // 3)),
    "feed-of-depth.xml": lambda: _feed("<a>" * 100_000),
    "feed-of-items.xml": lambda: _feed("</description></item>" + "<item/>" * 150_000),
    "feed-of-entities.xml": lambda: _feed("&i;", f'<!DOCTYPE rss [<!ENTITY a "a">{_ENTITIES}]>'),
    "feed-of-prefixes.xml": lambda: _feed("".join(f"<q{number}:a/>" for number in range(50_000))),
    "a-gigabyte.jsonl.gz": lambda: _gzip(1024),
    "a-gigabyte.html.gz": lambda: _gzip(1024),
    "a-gigabyte.zip": lambda: _zip([("a.jsonl", bytes(2**28))]),
    "objects-in-an-array.json.gz": lambda: _gzip(24, b'{"":0},', b"["),
    "arrays-in-an-array.json.gz": lambda: _gzip(24, b"[],", b"["),
    "array-without-end.json.gz": lambda: _gzip(24, b"["),
    "objects-in-a-line.jsonl.gz": lambda: _gzip(15, b'{"":0},', b'{"title": "a", "body": ['),
    "names-in-a-line.jsonl.gz": lambda: _gzip(15, b'"a":"b",', b"{"),
    "lines-without-articles.jsonl.gz": lambda: _gzip(24, b"x\n"),
    "cells.csv.gz": lambda: _gzip(15, b",", b"title,body\n"),
    "names-of-cells.csv.gz": lambda: _gzip(15, b"a,", b"title,body,"),
    "rows.csv.gz": lambda: _gzip(24, b'"\n', b"title,body\n"),
    "types.warc": lambda: _records(20_000),
    "long-list.zip": lambda: _listed(9_000),
    "memory.xz": lambda: _XZ,
    "many-bombs.zip": lambda: _zip((f"{number}.jsonl", bytes(15 * 2**20)) for number in range(20)),
    "many-files.zip": lambda: _zip((f"{number}.txt", "النفط") for number in range(10_001)),
}
