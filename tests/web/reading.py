"""What answers hold, read as readers and their programs read it."""

import csv
import html
import io
import json
import re
from xml.etree import ElementTree as ET

import feedparser

#: The namespace of the elements of a feed.
ATOM = "{http://www.w3.org/2005/Atom}"


def text_of(response):
    """Return what a page says, without its tags, blanks made one."""
    return said_in(response.text)


def said_in(page):
    """Return what the HTML of a page says."""
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", page)).split())


def links_of(response):
    """Return the addresses that a page links to."""
    return links_in(response.text)


def links_in(page):
    """Return the addresses that the HTML of a page links to."""
    return [html.unescape(link) for link in re.findall('<a [^>]*href="([^"]*)"', page)]


def rows_of(response):
    """Return the rows of a CSV file, the names first."""
    assert response.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


def lines_of(response):
    """Return the values of a file of JSON Lines."""
    return [json.loads(line) for line in response.text.splitlines()]


def references_of(response):
    """Return the references of a RIS file, each as a dict of its tags."""
    assert response.text.count("\n") == response.text.count("\r\n")
    entries = response.text.split("ER  - \r\n\r\n")
    assert entries.pop() == ""
    return [dict(line.split("  - ", 1) for line in entry.splitlines()) for entry in entries]


def feed_of(response):
    """Return a feed as a feed reader reads it, which finds no fault in it."""
    parsed = feedparser.parse(
        response.data, response_headers={"content-type": response.content_type}
    )
    assert not parsed.bozo
    assert ET.fromstring(response.data).tag == f"{ATOM}feed"  # noqa: S314  our own
    return parsed
