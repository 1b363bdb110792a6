"""What kind of file some bytes are, told by the bytes, and which reader reads that kind.

The suffix of a file decides only where its content does not.
"""

import csv
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from types import MappingProxyType
from typing import TypeAlias

from index.articles.files.encoding import declared
from index.articles.files.stream import Stream
from index.articles.items import Read
from index.articles.records.names import is_name

Reader: TypeAlias = Callable[[Stream], Iterator[Read]]

#: The bytes that say what a file is.
START = 4096
#: Lists of addresses: a kind that has no articles.
ADDRESSES = "addresses"
#: The reader of each kind, imported when the first file of that kind is read.
READERS: MappingProxyType[str, str] = MappingProxyType(
    {
        "jsonl": "jsonl:read_json_lines",
        "json": "jsonl:read_json",
        "text": "plaintext:read_text",
        "table": "tables:read_table",
        "feed": "syndication.feeds:read_feed",
        "wordpress": "syndication.wordpress:read_wordpress",
        "page": "web.pages:read_page",
        "warc": "web.warc:read_warc",
        "nitf": "agencies.nitf:read_nitf",
        "newsml": "agencies.newsml:read_newsml",
        "parquet": "parquet:read_parquet",
    }
)
#: The kind of a file whose content does not say it.
SUFFIXES: MappingProxyType[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
        ".json": "json",
        ".txt": "text",
        **dict.fromkeys((".csv", ".tsv", ".tab"), "table"),
        **dict.fromkeys((".rss", ".atom", ".rdf"), "feed"),
        **dict.fromkeys((".html", ".htm", ".xhtml"), "page"),
        ".warc": "warc",
        ".parquet": "parquet",
    }
)
SEPARATORS = ",;\t|"

_ROOTS = {
    **dict.fromkeys(("rss", "rdf", "feed"), "feed"),
    "nitf": "nitf",
    **dict.fromkeys(("newsml", "newsmessage", "newsitem", "packageitem"), "newsml"),
    **dict.fromkeys(("urlset", "sitemapindex", "opml"), ADDRESSES),
    **dict.fromkeys(("html", "head", "body"), "page"),
}
#: What may stand before the first element: declarations, comments, a document type.
_PROLOG = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype(?!\s+html\b)[^\[>]*(?:\[.*?\]\s*)?>)*",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_WORDPRESS = re.compile(r"xmlns:wp\s*=|<wp:")
_RECORDS = re.compile(r'\[\s*[\[{\]]|\{\s*(?:["}]|\Z)')
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
#: A line of an address alone, or of size, checksum and address, as GDELT lists its files.
_ADDRESS_LINE = re.compile(r"(?:\d+ [0-9a-f]{32} )?https?://\S+\s*", re.IGNORECASE)
#: The columns of an event of GDELT, without names; the last is an address.
_EVENT_COLUMNS = 57
_FEWEST_NAMES = 2


def kind_of(start: bytes, suffix: str) -> str:
    """Return the kind of a file that begins with start; "" if it is none that can be read."""
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"WARC/1."):
        return "warc"
    mark, encoding = declared(start)
    text = start[len(mark) :].decode(encoding or "utf-8", "replace").lstrip("\ufeff")
    return _kind_of_text(text.lstrip(), suffix) or SUFFIXES.get(suffix, "")


def reader_of(kind: str) -> Reader:
    """Return the function that reads a kind."""
    module, _, function = READERS[kind].partition(":")
    reader: Reader = getattr(import_module(f"index.articles.readers.{module}"), function)
    return reader


def separator_of(line: str) -> str:
    """Return the separator of a header line: the one that parts the most known names; or ""."""
    names = {each: _known_names(line, each) for each in SEPARATORS}
    best = max(names, key=lambda each: names[each])
    return best if names[best] >= _FEWEST_NAMES else ""


def _kind_of_text(text: str, suffix: str) -> str:
    if text.startswith("<"):
        return _kind_of_markup(text)
    if _RECORDS.match(text):
        return _kind_of_json(text, suffix)
    if _is_list_of_addresses(text):
        return ADDRESSES
    if separator_of(text.partition("\n")[0]):
        return "table"
    return "page" if suffix == ".txt" and _PAGE.search(text) else ""


def _kind_of_markup(text: str) -> str:
    rest = text[_PROLOG.match(text).end() :]  # type: ignore[union-attr]  # it matches always
    if _PAGE.match(rest):
        return "page"
    root = _ROOT.match(rest)
    kind = _ROOTS.get(root[1].lower(), "") if root else ""
    return "wordpress" if kind == "feed" and _WORDPRESS.search(rest) else kind


def _kind_of_json(text: str, suffix: str) -> str:
    if _JSON_FEED.search(text):
        return "feed"
    return "jsonl" if SUFFIXES.get(suffix) == "jsonl" else "json"


def _is_list_of_addresses(text: str) -> bool:
    lines = text.split("\n")[:20]
    whole = [line for line in (lines[:-1] or lines) if line.strip()]
    if not whole:
        return False
    cells = whole[0].rstrip().split("\t")
    events = len(cells) >= _EVENT_COLUMNS and _ADDRESS_LINE.fullmatch(cells[-1])
    return bool(events) or all(_ADDRESS_LINE.fullmatch(line) for line in whole)


def _known_names(line: str, separator: str) -> int:
    try:
        cells = next(csv.reader([line.rstrip("\r")], delimiter=separator), [])
    except csv.Error:
        return 0
    return sum(is_name(cell) for cell in cells)
