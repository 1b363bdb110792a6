"""Only public addresses are connected to, and no step goes beyond the deadline."""

from ipaddress import ip_address

import pytest

from index.fetching.request.faults import FetchError
from index.fetching.request.guard import Deadline, GuardedBackend, is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.1"),
        *("100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1"),
        *("::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::7f00:1"),
        *("64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1", "2001:0:a00:1::1"),
    ],
)
def test_addresses_that_are_refused(address):
    """Private, local, shared, reserved, multicast; also inside another address."""
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_that_are_public(address):
    """Of either kind."""
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "127.1", "::1"])
def test_other_writings_of_this_machine_are_refused(host):
    """What counts is the address that a name leads to; a system may not know the writing."""
    with pytest.raises(FetchError):
        GuardedBackend(Deadline(30)).connect_tcp(host, 80)


def test_a_deadline_ends():
    """And says how long it was."""
    with pytest.raises(FetchError, match="within 0 s"):
        Deadline(0).left()
