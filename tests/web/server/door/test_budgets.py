"""What a client may cost: spent by asking, regained by waiting, its own and nobody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.server.door import budgets
from web.server.door.budgets import Budgets, household

WHO = "203.0.113.7"


class Clock:
    """A clock that a test turns."""

    now = 1000.0

    def __call__(self):
        """Return the time."""
        return self.now


@pytest.fixture
def clock():
    """Return a clock."""
    return Clock()


def test_a_budget_is_spent_and_regained(clock):
    """Whoever spent more than it had waits until it has something again."""
    budgets = Budgets(10, 0.5, clock)
    budgets.charge(WHO, 9)
    assert budgets.wait(WHO) == 0
    budgets.charge(WHO, 4)
    assert budgets.wait(WHO) == 6
    clock.now += 5
    assert budgets.wait(WHO) == 1
    clock.now += 2
    assert budgets.wait(WHO) == 0


def test_no_more_is_regained_than_was_given(clock):
    """Who stays away for a day has no more than another."""
    budgets = Budgets(10, 0.5, clock)
    budgets.charge(WHO, 1)
    clock.now += 86_400
    budgets.charge(WHO, 11)
    assert budgets.wait(WHO) == 2


def test_others_are_untouched(clock):
    """Each has its own."""
    budgets = Budgets(1, 0.5, clock)
    budgets.charge(WHO, 100)
    assert budgets.wait(WHO) > 0
    assert budgets.wait("203.0.113.8") == 0


@pytest.mark.parametrize(
    "client",
    ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1", "", "unix:"],
    ids=["loopback", "all of it", "IPv6", "mapped", "socket", "path"],
)
def test_this_machine_has_no_budget(client, clock):
    """It is the operator, or a proxy that hides who asks."""
    budgets = Budgets(1, 0.5, clock)
    budgets.charge(client, 100)
    assert budgets.wait(client) == 0


def test_zero_is_no_limit(clock):
    """Nothing is charged then."""
    budgets = Budgets(0, 0.5, clock)
    budgets.charge(WHO, 100)
    assert budgets.wait(WHO) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1:2:3", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
    ],
    ids=["one /64", "two /64", "mapped", "IPv4"],
)
def test_a_household_shares_a_budget(one, other, same):
    """A client cannot multiply itself by the addresses that are all its own."""
    assert (household(one) == household(other)) is same


@given(st.ip_addresses().map(str))
def test_an_address_and_its_household_have_one_budget(address):
    """A household is its own household."""
    assert household(household(address)) == household(address)


def test_memory_is_bounded(monkeypatch, clock):
    """The client that has not asked for longest is forgotten."""
    monkeypatch.setattr(budgets, "_REMEMBERED", 10)
    remembered = Budgets(1, 0.5, clock)
    for number in range(11):
        remembered.charge(f"203.0.113.{number}", 100)
    assert remembered.wait("203.0.113.0") == 0
    assert all(remembered.wait(f"203.0.113.{number}") for number in range(1, 11))
