"""Addresses are complete web addresses, or are refused."""

import pytest

from index.fetching.request.addresses import checked, host_of
from index.fetching.request.faults import RefusedAddressError


@pytest.mark.parametrize(
    "address",
    [
        *("ftp://marfa.example/", "file:///etc/passwd", "//marfa.example/", "", "http://", "/feed"),
        *("http://user:secret@marfa.example/", "http://marfa.example:port/"),
        "http://marfa.example/" + "a" * 2048,
    ],
)
def test_what_is_refused(address):
    """Other schemes, logins, what is no address, what is too long."""
    with pytest.raises(RefusedAddressError):
        checked(address)


def test_arabic_addresses_are_encoded_once():
    """Names and paths."""
    assert checked("http://موقع.مصر/أ") == "http://xn--4gbrim.xn--wgbh1c/%D8%A3"
    assert checked(checked("http://m.example/أ")) == checked("http://m.example/أ")


def test_a_host_has_its_port():
    """Unless it is the usual one."""
    assert host_of("http://m.example:80/") == host_of("https://m.example/") == "m.example"
