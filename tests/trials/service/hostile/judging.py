"""What is wrong with an answer: its status, its headers, what a browser would make of it.

A browser's elements and attributes are those that pages have when nobody is hostile: a judge learns
them, and tells what is new. Addresses lead to pages, not to scripts.
"""

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
_INVISIBLE = re.compile("[\x00-\x20]")


class Judge:
    """Knows what answers are made of, and tells what else is in one."""

    def __init__(self):
        """Know nothing yet."""
        self._parts, self._headers, self._pages = set(), set(_SELDOM), 0

    def learn(self, reply):
        """Take the parts and headers of an answer for ours."""
        self._headers |= {name for name, _ in reply.headers}
        if _kind(reply) == "html" and reply.body:
            for tree in self._trees(reply.body):
                self._parts |= set(_parts(tree))

    def faults(self, reply, *, scripted=False) -> Iterator[str]:
        """Yield what is wrong with an answer; scripted if it need not have a body."""
        if reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            if reply.status != HTTPStatus.SERVICE_UNAVAILABLE:
                yield f"status {reply.status}"
        yield from self._faults_of_headers(reply)
        for text in (PRODUCT, SECRET):
            if text.encode() in reply.body:
                yield f"holds {text}"
        if reply.body and not scripted and not reply.header("content-encoding"):
            yield from self._faults_of_body(reply)

    def _faults_of_headers(self, reply):
        for name, value in reply.headers:
            if name not in self._headers:
                yield f"a header {name!r}"
            if b"\r" in value or b"\n" in value or b"\0" in value:
                yield f"a header of several lines: {name!r}"
        if len(reply.headers) != len({*reply.headers}):
            yield "a header twice"

    def _faults_of_body(self, reply):
        kind = _kind(reply)
        if kind == "html":
            yield from self._faults_of_page(reply.body)
        elif kind in {"json", "problem+json", "x-suggestions+json", "manifest+json"}:
            yield from _faults_of_json(reply.body)
        elif kind == "x-ndjson":
            for line in reply.body.splitlines():
                yield from _faults_of_json(line)
        elif kind.endswith("xml"):
            yield from _faults_of_xml(reply.body)

    def _faults_of_page(self, body):
        for tree in self._trees(body):
            for part in set(_parts(tree)) - self._parts:
                yield f"a part of a page that is not ours: {part}"
            yield from _faults_of_elements(tree)

    def _trees(self, body):
        yield _lxml(body)
        self._pages += 1
        if self._pages % _AS_BROWSERS == 0:
            yield _html5lib(body)


def _kind(reply):
    return reply.header("content-type").partition(";")[0].rpartition("/")[2]


def _lxml(body):
    return html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))


def _html5lib(body):
    return html5lib.parse(body, treebuilder="lxml", transport_encoding="utf-8").getroot()


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
            if name in {"script", "link", "base"} and MARK in value and attribute == "src":
                yield f"a script of others: {value[:80]!r}"


def _scheme(address):
    """Return the scheme that a browser sees in an address, "?" for what is none."""
    try:
        return urlsplit(_INVISIBLE.sub("", address)).scheme
    except ValueError:
        return "?"


def _faults_of_json(text):
    try:
        json.loads(text, parse_constant=lambda name: f"{name} is no JSON" and 1 / 0)
    except (ValueError, ZeroDivisionError) as error:
        yield f"no JSON: {error}: {text[:80]!r}"


def _faults_of_xml(body):
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        yield f"no XML: {error}"
        return
    for each in _elements(root):
        if MARK in etree.QName(each).localname or any(MARK in name for name in each.attrib):
            yield f"a part that is not ours: {each.tag}"
