"""Small files that would fill the memory of whoever unpacks them, or builds all that they say."""

import gzip
import io
import zipfile
from itertools import pairwise

_WHOLE = 16 * 1024 * 1024 - 4096
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


def _gzip(mebibytes):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        for _ in range(mebibytes):
            file.write(bytes(2**20))
    return packed.getvalue()


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
    "many-files.zip": lambda: _zip((f"{number}.txt", "النفط") for number in range(10_001)),
}
