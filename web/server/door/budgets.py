"""What a client may cost: CPU seconds that it has, spends by asking, and regains by waiting.

Without, one that asks for the dearest pages in a loop gets as much as all others together.
"""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from cachetools import LRUCache

#: The clients that are remembered. A forgotten one has its whole budget again.
_REMEMBERED = 10_000
#: The bits of an IPv6 address that a household has to itself (RFC 6177).
_HOUSEHOLD = 64


class Budgets:
    """The budgets of the clients of a process. For one thread."""

    def __init__(
        self, seconds: float, refill: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Give each client CPU seconds, and refill of them again each second; 0 for no limit."""
        self._seconds, self._refill, self._clock = seconds, refill, clock
        #: What each client had, and when.
        self._left: LRUCache[str, tuple[float, float]] = LRUCache(_REMEMBERED)

    def wait(self, client: str) -> float:
        """Return the seconds after which a client may ask again, 0 if it may now."""
        left = self._left_to(household(client))
        return 0.0 if left > 0 or not self._seconds else max(-left / self._refill, 1.0)

    def charge(self, client: str, seconds: float) -> None:
        """Take CPU seconds from the budget of a client; the last answer may exceed it."""
        who = household(client)
        if self._seconds and who:
            self._left[who] = self._left_to(who) - seconds, self._clock()

    def _left_to(self, who: str) -> float:
        left, when = self._left.get(who, (self._seconds, 0.0))
        return min(left + (self._clock() - when) * self._refill, self._seconds)


def household(client: str) -> str:
    """Return the address that a client shares with nobody else, "" for who has no budget.

    This machine has none: it is the operator, or a proxy that hides who asks.

    >>> household("203.0.113.7"), household("2001:db8::1:2:3:4"), household("127.0.0.1")
    ('203.0.113.7', '2001:db8::', '')
    """
    try:
        address = ip_address(client)
    except ValueError:  # a Unix socket has none
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return household(str(address.ipv4_mapped))
        shift = address.max_prefixlen - _HOUSEHOLD
        return "" if address.is_loopback else str(IPv6Address(int(address) >> shift << shift))
    return "" if address.is_loopback else str(address)
