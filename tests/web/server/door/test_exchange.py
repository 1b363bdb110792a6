"""Ids of requests; test_door.py has what is told of them."""

import pytest

from web.server.door.exchange import request_id


def test_a_new_id_is_never_the_same():
    """An operator finds one request by it."""
    assert len({request_id() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("given", ["abcd", "7f3a-99:12/x=+.", "a" * 128])
def test_what_a_log_can_hold_is_kept(given):
    """The id of a proxy."""
    assert request_id(given) == given


@pytest.mark.parametrize(
    "given", ["", "abc", "a" * 129, "a b c", "abc\n2", "abcd\n", "نفط نفط", "<abcd>", '"abcd"']
)
def test_what_would_spoil_a_log_is_replaced(given):
    """By an id of our own."""
    made = request_id(given)
    assert made != given
    assert request_id(made) == made
