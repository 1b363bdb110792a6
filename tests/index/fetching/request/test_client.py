"""One request gives its answer, or an error that names the fault; it ends in any case."""

import pytest

from index.fetching.request.client import Client
from index.fetching.request.faults import FetchError, RefusedAddressError


def test_an_answer_is_unpacked_and_its_headers_are_as_received(site, client):
    """Bytes, status, headers, and the moment."""
    response = client.get(f"{site.address}/feed")
    assert (response.status, response.body.decode()) == (200, site.feed())
    assert response.header("etag") == 'W/"v1"'
    assert client.get(f"{site.address}/packed").body == response.body


@pytest.mark.parametrize(
    ("path", "says"),
    [
        pytest.param("gzip_cut", "ends too early", id="gzip-cut"),
        pytest.param("bomb", "more than 16 MiB", id="bomb"),
        pytest.param("endless", "more than 16 MiB", id="endless"),
        pytest.param("body_cut", "broke off", id="body-cut"),
    ],
)
def test_what_is_no_whole_answer_is_an_error(site, client, path, says):
    """Never a part of it, and never more than the limit in memory."""
    with pytest.raises(FetchError, match=says):
        client.get(f"{site.address}/{path}")


@pytest.mark.parametrize("path", ["drip", "drip_headers"])
def test_the_whole_answer_has_a_deadline(site, path):
    """A server that sends a byte now and then holds nobody."""
    hasty = Client("iqtisad/test", deadline=0.3, allow_local=True)
    with pytest.raises(FetchError, match=r"no whole answer within 0\.3 s"):
        hasty.get(f"{site.address}/{path}")


def test_a_private_address_is_refused_before_a_connection(site):
    """Nothing is sent to it."""
    with pytest.raises(
        RefusedAddressError, match=r"no address of the public internet \(127\.0\.0\.1\)"
    ):
        Client("iqtisad/test").get(f"{site.address}/feed")
    assert not site.asked


def test_an_encoding_that_was_not_asked_for_is_an_error(site, client):
    """Not half-read bytes."""
    site.paths["/br"] = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx"
    with pytest.raises(FetchError, match="packed as br"):
        client.get(f"{site.address}/br")


def test_no_answer_is_an_error(client):
    """The port is closed."""
    with pytest.raises(FetchError, match="cannot be reached"):
        client.get("http://127.0.0.1:1/")
