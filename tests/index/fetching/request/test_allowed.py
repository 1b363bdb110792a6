"""No connection goes to an address that is not allowed, whatever names and redirects lead to."""

import threading

import pytest

from index.fetching.clock import Clock
from index.fetching.hosts import Hosts
from index.fetching.request.client import Client
from index.fetching.request.faults import FetchError, RefusedAddressError
from index.fetching.state import opened
from tests.index.fetching.networks import Network
from tests.index.fetching.sites import answer

PUBLIC, OTHER = "1.1.1.1", "8.8.8.8"


@pytest.fixture
def asking(site, tmp_path):
    """Return a function that makes a network of names, and what asks hosts over it."""
    with opened(tmp_path / "state.sqlite") as state:

        def asking(**names):
            network = Network(site, **names)
            client = Client("iqtisad/test", network=network, resolve=network.resolve)
            return network, Hosts(client, state, 0.0, Clock())

        yield asking


@pytest.mark.parametrize(
    "location",
    [
        *("http://127.0.0.1/", "http://10.0.0.1:8080/x", "http://[::1]/", "http://0.0.0.0/"),
        *("http://169.254.169.254/latest/meta-data", "http://[::ffff:127.0.0.1]/"),
        *("http://inside.example/", "//inside.example/feed", "http://localhost/"),
        *("http://2130706433/", "http://0x7f.1/", "http://[fe80::1]/", "http://100.64.0.1/"),
        *("https://inside.example/", "file:///etc/passwd", "ftp://public.example/"),
        "http://user:secret@public.example/",
    ],
)
def test_a_redirect_leads_to_no_address_that_is_not_public(site, asking, location):
    """Each step is judged anew, and refused before a connection."""
    site.paths["/out"] = answer("302 Found", Location=location)
    network, hosts = asking(public=[PUBLIC], inside=["10.0.0.1"])
    with pytest.raises(FetchError):
        hosts.ask("http://public.example/out")
    assert set(network.connected) == {PUBLIC}
    assert site.asked == {"/robots.txt": 1, "/out": 1}


def test_a_redirect_of_robots_leads_to_none_either(site, asking):
    """Its answer would be heard, too."""
    site.paths["/robots.txt"] = answer("302 Found", Location="http://inside.example/robots.txt")
    network, hosts = asking(public=[PUBLIC], inside=["192.168.1.1"])
    with pytest.raises(RefusedAddressError, match=r"inside\.example has no address"):
        hosts.ask("http://public.example/feed")
    assert set(network.connected) == {PUBLIC}


def test_the_connection_goes_to_the_address_that_was_judged(site, asking):
    """A name that answers differently the next moment gains nothing: it is asked once."""
    network, hosts = asking(changing=[[PUBLIC], ["127.0.0.1"], [PUBLIC], ["127.0.0.1"]])
    client = hosts._client  # noqa: SLF001
    assert client.get("http://changing.example/feed").status == 200
    assert (network.connected, network.asked["changing"]) == ([PUBLIC], 1)
    with pytest.raises(RefusedAddressError):
        client.get("http://changing.example/feed")
    assert network.connected == [PUBLIC]
    assert site.asked == {"/feed": 1}


def test_of_several_addresses_only_the_public_ones_count(asking):
    """In their order."""
    network, hosts = asking(both=["10.0.0.1", PUBLIC, OTHER])
    assert hosts.ask("http://both.example/feed").response.status == 200
    assert set(network.connected) == {PUBLIC}


def test_a_name_that_no_resolver_answers_ends_with_the_deadline(site):
    """The system has no limit of its own."""
    never = threading.Event()

    def resolve(*_, **__):
        never.wait()
        return []

    client = Client("iqtisad/test", deadline=0.2, resolve=resolve)
    with pytest.raises(FetchError, match="no address"):
        client.get("http://slow.example/")
    never.set()
    assert not site.asked
