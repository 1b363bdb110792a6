"""The address under which readers know the site."""

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from web.origin.public import PublicAddress, Published, read_public_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://example.org", PublicAddress("https", "example.org", ""), id="bare"),
        pytest.param("https://example.org/", PublicAddress("https", "example.org", ""), id="slash"),
        pytest.param(
            "HTTP://Example.ORG:81", PublicAddress("http", "example.org:81", ""), id="port"
        ),
        pytest.param("https://a.b/x/y/", PublicAddress("https", "a.b", "/x/y"), id="path"),
        pytest.param("https://a.b/%D9%86", PublicAddress("https", "a.b", "/ن"), id="escaped"),
        pytest.param(
            "https://نفط.example", PublicAddress("https", "xn--2gbto.example", ""), id="IDN"
        ),
    ],
)
def test_an_address_is_read(url, expected):
    """Scheme, host and path, as they are printed."""
    assert read_public_url(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "ftp://example.org",
        "https://",
        "https://a b",
        "https://user@a.b",
        "https://a.b/?q=x",
        "https://a.b/#x",
        "https://[x",
        "//a.b",
    ],
)
def test_what_is_no_address_is_named(url):
    """With the way out."""
    with pytest.raises(ValueError, match=r"public_url: .* give one like https"):
        read_public_url(url)


@Request.application
def show(request):
    """Answer with the address that an application sees."""
    return Response(f"{request.root_url} {request.path}")


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        pytest.param("/search", "/search", id="the proxy took the prefix away"),
        pytest.param("/news/search", "/search", id="it did not"),
        pytest.param("/news", "/", id="only the prefix"),
        pytest.param("/news/", "/", id="with a slash"),
        pytest.param("/newspaper", "/newspaper", id="another word"),
    ],
)
def test_a_prefix_belongs_to_the_address(asked, path):
    """Whether a proxy takes it away or not."""
    site = Client(Published(show, read_public_url("https://a.b/news"), None))
    seen = site.get(asked, headers={"Host": "evil.example"}).get_data(as_text=True)
    assert seen == f"https://a.b/news/ {path}"


def test_a_host_that_is_not_trusted_is_kept():
    """The application refuses it."""
    site = Client(Published(show, read_public_url("https://a.b"), ["a.b"]))
    assert site.get("/", headers={"Host": "evil.example"}).text == "http://evil.example/ /"
    assert site.get("/", headers={"Host": "a.b"}).text == "https://a.b/ /"
