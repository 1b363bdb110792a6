"""What is wrong with an answer: its status, its headers, what a browser would make of it.

A browser's elements and attributes are those that pages have when nobody is hostile: a judge learns
them, and tells what is new. Addresses lead to pages, not to scripts.
"""

import gzip
import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

import html5lib
from lxml import etree, html

from tests.trials.service.hostile.payloads import MARK, PRODUCT, SECRET

_HTML = "{http://www.w3.org/1999/xhtml}"
_ADDRESSES = frozenset(("href", "src", "action", "formaction", "data", "srcset", "poster", "cite"))
_SCHEMES = frozenset(("", "http", "https", "mailto"))
#: Headers that only some answers have.
_SELDOM = frozenset(
    b"allow retry-after content-range accept-ranges last-modified content-encoding link"
    b" content-disposition x-iqtisad-total x-iqtisad-truncated transfer-encoding connection"
    b" content-length location server upgrade date".split()
)
#: One page in so many is read as browsers read it, which takes ten times as long as lxml.
_AS_BROWSERS = 8
#: The bytes around a mark that a sentence quotes.
_AROUND = 60
_INVISIBLE = re.compile("[\x00-\x20]")


class Judge:
    """Knows what answers are made of, and tells what else is in one."""

    def __init__(self, as_browsers=_AS_BROWSERS):
        """Know nothing yet. One page in as_browsers is read as browsers read it."""
        self._parts, self._headers, self._pages = set(), set(_SELDOM), 0
        self._as_browsers = as_browsers

    def learn(self, reply):
        """Take the parts and headers of an answer for ours."""
        self._headers |= {name for name, _ in reply.headers}
        if _kind(reply) == "html" and reply.body:
            for tree in self._trees(reply.body):
                self._parts |= set(_parts(tree))

    def faults(self, reply) -> Iterator[str]:
        """Yield what is wrong with an answer."""
        is_error = reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        if is_error and reply.status != HTTPStatus.SERVICE_UNAVAILABLE:
            yield f"status {reply.status}"
        yield from self._faults_of_headers(reply)
        for text in (PRODUCT, SECRET):
            if text.encode() in reply.body:
                yield f"holds {text}"
        if reply.body:
            yield from self._faults_of_body(reply)

    def _faults_of_headers(self, reply):
        for name, value in reply.headers:
            if name not in self._headers:
                yield f"a header {name!r}"
            if b"\r" in value or b"\n" in value or b"\0" in value:
                yield f"a header of several lines: {name!r}"

    def _faults_of_body(self, reply):
        kind, body = _kind(reply), _unpacked(reply)
        if kind == "html":
            yield from self._faults_of_page(body)
        elif kind.endswith("ndjson"):
            for line in body.splitlines():
                yield from _faults_of_json(line)
        elif kind.endswith("json"):
            yield from _faults_of_json(body)
        elif kind.endswith("xml"):
            yield from _faults_of_xml(body)

    def _faults_of_page(self, body):
        for tree in self._trees(body):
            for part in set(_parts(tree)) - self._parts:
                yield f"a part of a page that is not ours: {part}"
            yield from _faults_of_elements(tree)

    def _trees(self, body):
        yield _lxml(body)
        self._pages += 1
        if self._pages % self._as_browsers == 0:
            yield _html5lib(body)


def repeated(reply):
    """Return what an answer has of the mark, and what stands around it; "" if it has none.

    A problem may quote what is wrong.
    """
    body = b"" if _kind(reply) == "problem+json" else _unpacked(reply)
    said = b"\n".join((body, *(value for _, value in reply.headers)))
    at = said.find(MARK.encode())
    return "" if at < 0 else said[max(at - _AROUND, 0) : at + _AROUND].decode(errors="replace")


def _unpacked(reply):
    is_packed = reply.header("content-encoding") == "gzip"
    return gzip.decompress(reply.body) if is_packed and reply.body else reply.body


def _kind(reply):
    return reply.header("content-type").partition(";")[0].rpartition("/")[2]


def _lxml(body):
    return html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))


def _html5lib(body):
    return html5lib.parse(body, treebuilder="etree", transport_encoding="utf-8")


def _elements(tree):
    return (each for each in tree.iter() if isinstance(each.tag, str))


def _parts(tree):
    """Yield the names of all elements and attributes of a tree."""
    for each in _elements(tree):
        yield "element", each.tag.rpartition("}")[2]
        yield from (("attribute", name.rpartition("}")[2]) for name in each.attrib)


def _faults_of_elements(tree):
    for each in _elements(tree):
        name = each.tag.removeprefix(_HTML)
        if name == "script" and each.text:
            if each.get("type") != "application/ld+json":
                yield f"a script: {each.text[:80]!r}"
            yield from _faults_of_json(each.text.encode())
        for attribute, value in each.attrib.items():
            if attribute in _ADDRESSES and _scheme(value) not in _SCHEMES:
                yield f"an address that is none: {value[:80]!r}"
            if attribute == "src" and urlsplit(value).netloc:
                yield f"something of others: {value[:80]!r}"


def _scheme(address):
    """Return the scheme that a browser sees in an address, "?" for what is none."""
    try:
        return urlsplit(_INVISIBLE.sub("", address)).scheme
    except ValueError:
        return "?"


def _faults_of_json(text):
    try:
        json.loads(text, parse_constant=_refused)
    except ValueError as error:
        yield f"no JSON: {error}: {text[:80]!r}"


def _refused(name):
    raise ValueError(f"{name} is no value")


def _faults_of_xml(body):
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        yield f"no XML: {error}"
        return
    for each in _elements(root):
        if MARK in etree.QName(each).localname or any(MARK in name for name in each.attrib):
            yield f"a part that is not ours: {each.tag}"
