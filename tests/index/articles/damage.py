"""Damage as files suffer it: a strategy of what is left of good files.

Bytes are lost and changed; tags, quotation marks and brackets go, come twice, move, stand for one
another; the file is cut off; and somewhere stands what no program expects.
"""

import re
from pathlib import Path

from hypothesis import strategies as st

from index.articles.files.stream import Stream

INPUTS = sorted(
    path for path in Path(__file__).with_name("inputs").iterdir() if "expected" not in path.name
)
#: Places where structure is: a tag, a text between quotation marks, a bracket, a separator.
_STRUCTURE = re.compile(rb'<[^>]{1,200}>|"[^"]{0,60}"|[{}\[\],:;\t]|\r?\n')
INTRUDERS = [
    *(
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"<?x",
        b"<x:y z='",
    ),
    *(b"&#0;", b"&#xD800;", b"&#99999999;", b"&nosuch;", b"&", b"\\ud800", b"\\u0000", b"\0"),
    *(b"9" * 30, b"-1", b"1e999", b"NaN", b"null", b"true", b"[" * 30, b'{"a":' * 30, b"]}"),
    *(b"0000-00-00", b"2023-02-30T25:61:99+99:99", b"2023-05-07T10:20:30+99:99", b"9999999999999"),
    *(b"https://[::1", b"http://a:99999999/", b"//", b"javascript:x", b"%ff%fe", b"urn:x:"),
    *(
        b"<div>" * 300,
        b"<ul><li>" * 30,
        b"</div>" * 3,
        b"</item>",
        b"<entry>",
        b"</html>",
        b"<nitf>",
    ),
    *(
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xd8",
        b"\xf0\x9f",
        b"\x1f\x8b",
        b"PK\x03\x04",
        b"WARC/1.0\r\n",
    ),
    *(b'"' * 3, b"'", b"\r", b" " * 2000, b"a" * 2000, "\N{RIGHT-TO-LEFT OVERRIDE}".encode()),
]


def _whole() -> list[tuple[str, bytes]]:
    """Return each input under its name, and what is in a packed one under its own."""
    files = []
    for path in INPUTS:
        files.append((path.name, path.read_bytes()))
        if path.suffix == ".gz":
            with Stream(path) as stream:
                files.append((path.stem, stream.read()))
    return files


WHOLE = _whole()


@st.composite
def damaged(draw, data):
    """Draw what is left of data after some accidents."""
    for _ in range(draw(st.integers(1, 4))):
        data = draw(st.sampled_from(_ACCIDENTS))(draw, data)
    return data


@st.composite
def damaged_files(draw):
    """Draw the name of an input, and what is left of it."""
    name, data = draw(st.sampled_from(WHOLE))
    return name, draw(damaged(data))


def _place(draw, data):
    return draw(st.integers(0, len(data)))


def _piece(draw, data):
    """Draw the beginning and the end of a piece of structure; of nothing if there is none."""
    return draw(st.sampled_from([each.span() for each in _STRUCTURE.finditer(data)] or [(0, 0)]))


def _lose(draw, data):
    begin, end = _piece(draw, data)
    return data[:begin] + data[end:]


def _repeat(draw, data):
    (begin, end), (place, _) = _piece(draw, data), _piece(draw, data)
    return data[:place] + data[begin:end] + data[place:]


def _exchange(draw, data):
    (begin, end), (place, until) = _piece(draw, data), _piece(draw, data)
    return data[:place] + data[begin:end] + data[until:]


def _cut_off(draw, data):
    return data[: _place(draw, data)]


def _cut_out(draw, data):
    begin, end = sorted((_place(draw, data), _place(draw, data)))
    return data[:begin] + data[end:]


def _repeat_half(draw, data):
    begin, end = sorted((_place(draw, data), _place(draw, data)))
    return data[:end] + data[begin:]


def _intrude(draw, data):
    place = draw(st.sampled_from([_piece(draw, data)[0], _place(draw, data)]))
    return data[:place] + draw(st.sampled_from(INTRUDERS)) + data[place:]


def _scratch(draw, data):
    place, length = _place(draw, data), draw(st.integers(0, 4))
    return data[:place] + draw(st.binary(max_size=4)) + data[place + length :]


_ACCIDENTS = [
    *(_lose, _repeat, _exchange, _cut_off, _cut_out, _repeat_half, _scratch),
    *(_intrude, _intrude),  # the most kinds
]
