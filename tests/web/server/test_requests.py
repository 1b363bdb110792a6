"""Addresses of any bytes, escaped; test_prefork sends some to a server."""

from urllib.parse import unquote_to_bytes

from hypothesis import given
from hypothesis import strategies as st
from web.server.requests import escaped


@given(st.binary())
def test_nothing_is_lost_and_ascii_stays(line):
    """What is escaped reads as it was, and a line without raw bytes is not changed."""
    assert escaped(line).isascii()
    assert unquote_to_bytes(escaped(line)) == unquote_to_bytes(line)
    assert escaped(escaped(line)) == escaped(line)
