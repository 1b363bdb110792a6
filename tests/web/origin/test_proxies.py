"""Which proxies are believed, and what they say of a request."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import Client, EnvironBuilder
from werkzeug.wrappers import Request, Response

from web.origin.proxies import Forwarded, Proxies, read_proxies

OURS = read_proxies(["10.0.0.0/8", "2001:db8::1", "unix"])
#: Addresses as they are printed: one of IPv4 within IPv6 is that of IPv4.
ADDRESSES = st.ip_addresses().map(str).filter(lambda address: "::ffff:" not in address)


@pytest.mark.parametrize(
    ("peer", "header", "client", "proxies"),
    [
        pytest.param("203.0.113.9", "", "203.0.113.9", 0, id="no proxy"),
        pytest.param("203.0.113.9", "198.51.100.1", "203.0.113.9", 0, id="a stranger's word"),
        pytest.param("10.0.0.1", "198.51.100.1", "198.51.100.1", 1, id="one proxy"),
        pytest.param("10.0.0.1", "9.9.9.9, 198.51.100.1", "198.51.100.1", 1, id="the client lies"),
        pytest.param("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1", 2, id="two proxies"),
        pytest.param("2001:db8::1", "2001:db8::9", "2001:db8::9", 1, id="IPv6"),
        pytest.param("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1", 1, id="IPv4 in IPv6"),
        pytest.param("10.0.0.1", "198.51.100.1:4711", "198.51.100.1", 1, id="with a port"),
        pytest.param("10.0.0.1", "[2001:db8::9]:4711", "2001:db8::9", 1, id="IPv6 with a port"),
        pytest.param("", "198.51.100.1", "198.51.100.1", 1, id="Unix socket"),
        pytest.param("localhost", "198.51.100.1", "198.51.100.1", 1, id="Unix socket of waitress"),
        pytest.param("10.0.0.1", "unknown", "10.0.0.1", 1, id="no address"),
        pytest.param("10.0.0.1", "198.51.100.1, <x>", "10.0.0.1", 1, id="behind no address"),
        pytest.param("10.0.0.1", "", "10.0.0.1", 1, id="a proxy that says nothing"),
        pytest.param("10.0.0.1", "10.0.0.3", "10.0.0.3", 2, id="one of ours asks"),
    ],
)
def test_an_entry_counts_if_a_proxy_of_ours_added_it(peer, header, client, proxies):
    """From the right, as long as whoever added the entry is believed."""
    assert OURS.client(peer, header) == (client, proxies)


@given(peer=ADDRESSES, header=st.lists(ADDRESSES | st.text(max_size=9)).map(", ".join))
def test_nobody_is_believed_unless_named(peer, header):
    """Without proxies of ours the peer is the client, whatever is sent."""
    assert Proxies().client(peer, header) == (peer, 0)


@given(said=st.lists(ADDRESSES, max_size=5), client=ADDRESSES)
def test_what_a_client_says_never_replaces_its_address(said, client):
    """Our proxy adds the address that it sees; before it the client may have written anything."""
    if not OURS.believe(client):
        assert OURS.client("10.0.0.1", ", ".join([*said, client])) == (client, 1)


@pytest.mark.parametrize("peer", ["", "localhost", "unix:/run/x"])
def test_a_unix_socket_is_a_proxy_only_if_it_is_named(peer):
    """Its peers have no address that could be listed."""
    assert read_proxies(["unix"]).believe(peer)
    assert not read_proxies(["0.0.0.0/0", "::/0"]).believe(peer)


@pytest.mark.parametrize("name", ["", "*", "proxy.example", "10.0.0.0/33", "10.0.0"])
def test_what_is_no_address_is_named(name):
    """With the way out."""
    with pytest.raises(ValueError, match=r"trusted_proxies: .* give one like"):
        read_proxies([name])


def seen(peer, **headers):
    """Return what an application behind OURS sees of a request: client, its address, its id."""

    @Request.application
    def show(request):
        seen_id = request.headers.get("X-Request-ID", "")
        return Response(f"{request.remote_addr} {request.root_url} {seen_id}")

    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    builder = EnvironBuilder(headers=sent, environ_base={"REMOTE_ADDR": peer})
    return Client(Forwarded(show, OURS)).open(builder).get_data(as_text=True).split(" ")


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        pytest.param({"X_Forwarded_Proto": "https"}, "https://localhost/", id="TLS"),
        pytest.param(
            {"X_Forwarded_Host": "news.example", "X_Forwarded_Proto": "https"},
            "https://news.example/",
            id="host",
        ),
        pytest.param({"X_Forwarded_Prefix": "/news"}, "http://localhost/news/", id="prefix"),
        pytest.param({"X_Forwarded_Proto": "https, http"}, "http://localhost/", id="one hop"),
        pytest.param(
            {"X_Forwarded_Proto": "https, http", "X_Forwarded_For": "198.51.100.1, 10.0.0.2"},
            "https://localhost/",
            id="two hops",
        ),
        pytest.param(
            {"X_Forwarded_Proto": "https", "X_Forwarded_For": "198.51.100.1, 10.0.0.2"},
            "https://localhost/",
            id="two hops, the nearest replaces",
        ),
        pytest.param({"X_Forwarded_Proto": "javascript"}, "http://localhost/", id="no scheme"),
        pytest.param({"X_Forwarded_Prefix": "//evil.example"}, "http://localhost/", id="no path"),
        pytest.param({"X_Forwarded_Host": "a b"}, "http://localhost/", id="no host"),
        pytest.param({"X_Forwarded_Host": ""}, "http://localhost/", id="nothing"),
    ],
)
def test_what_our_proxies_say_is_taken_over(headers, address):
    """Scheme, host and path are those that the client asked for; nonsense is left out."""
    assert seen("10.0.0.1", **headers)[1] == address
    assert seen("203.0.113.9", **headers)[1] == "http://localhost/"


@pytest.mark.parametrize("sent", ["req-1", "a" * 128])
def test_a_request_keeps_the_id_that_our_proxy_gave_it(sent):
    """Ours alone: anybody could fill the log with the id of another."""
    assert seen("10.0.0.1", X_Request_ID=sent)[2] == sent
    assert seen("203.0.113.9", X_Request_ID=sent)[2] == ""


@pytest.mark.parametrize("sent", ["a" * 129, "<b>", "نفط", "a b"])
def test_an_id_that_is_none_is_left_out(sent):
    """It would stand in a log and on a page."""
    assert seen("10.0.0.1", X_Request_ID=sent)[2] == ""
