"""What each kind of value takes, and what it refuses."""

import click
import pytest

from web.settings import kinds


def taken(kind, text):
    """Return what a kind makes of a text."""
    return kind.judge.convert(text, None, None)


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        pytest.param(kinds.PORT, "0", 0, id="free-port"),
        pytest.param(kinds.number(0), "1e1", 10.0, id="number"),
        pytest.param(kinds.FLAG, "yes", True, id="flag"),
        pytest.param(kinds.HOST, "Search.Example.org", "search.example.org", id="host"),
        pytest.param(kinds.HOST, ".example.org", ".example.org", id="all-below"),
        pytest.param(kinds.HOST, "::1", "::1", id="ipv6"),
        pytest.param(kinds.ORIGIN, "https://Example.org/", "https://example.org", id="origin"),
        pytest.param(kinds.ORIGIN, "*", "*", id="all-origins"),
        pytest.param(kinds.PUBLIC_URL, "https://e.org/news/", "https://e.org/news", id="url"),
        pytest.param(kinds.NETWORK, "10.0.0.0/8", "10.0.0.0/8", id="network"),
        pytest.param(kinds.NETWORK, "unix", "unix", id="unix"),
        pytest.param(kinds.NETWORK, "::1", "::1/128", id="address"),
        pytest.param(
            kinds.PUBLIC_URL, "https://مثال.org:8443/أ", "https://مثال.org:8443/أ", id="idn"
        ),
        pytest.param(kinds.LISTENER, "[::1]:9090", "[::1]:9090", id="listener"),
        pytest.param(
            kinds.CLUSTER,
            " OPENSEARCH+https://me@A.example/news",
            "opensearch+https://me@a.example:9200/news",
            id="cluster",
        ),
    ],
)
def test_what_is_meant(kind, text, meant):
    """One spelling of what has several."""
    assert taken(kind, text) == meant


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(kinds.PORT, "65536", id="port"),
        pytest.param(kinds.PORT, "tcp://10.0.0.1:8000", id="port-of-kubernetes"),
        pytest.param(kinds.number(0), "nan", id="nan"),
        pytest.param(kinds.number(0), "inf", id="infinity"),
        pytest.param(kinds.number(0), "-1", id="below"),
        pytest.param(kinds.number(0), "10s", id="unit"),
        pytest.param(kinds.number(0), "1e300", id="longer-than-a-clock"),
        pytest.param(kinds.whole(1), "99999999999", id="more-than-a-count"),
        pytest.param(kinds.FLAG, "maybe", id="flag"),
        pytest.param(kinds.choice("combined", "json"), "xml", id="choice"),
        pytest.param(kinds.TEXT, "a\nb", id="two-lines"),
        pytest.param(kinds.HOST, "https://example.org", id="address-for-host"),
        pytest.param(kinds.HOST, "[::1", id="half-a-bracket"),
        pytest.param(kinds.HOST, "a..b", id="empty-label"),
        pytest.param(kinds.HOST, "x" * 70, id="long-label"),
        pytest.param(kinds.ORIGIN, "example.org", id="origin-without-scheme"),
        pytest.param(kinds.ORIGIN, "https://example.org/page", id="origin-with-path"),
        pytest.param(kinds.ORIGIN, "https://[", id="no-origin"),
        pytest.param(kinds.PUBLIC_URL, "search.example.org", id="url-without-scheme"),
        pytest.param(kinds.PUBLIC_URL, "https://me:secret@example.org", id="url-with-password"),
        pytest.param(kinds.PUBLIC_URL, "https://example.org:http", id="url-with-odd-port"),
        pytest.param(kinds.PUBLIC_URL, "javascript:alert(1)", id="script"),
        pytest.param(kinds.PUBLIC_URL, "https://a..b", id="url-with-empty-label"),
        pytest.param(kinds.PUBLIC_URL, "https://news_site.org", id="url-with-no-name-of-a-host"),
        pytest.param(kinds.PUBLIC_URL, "https://example.org//other", id="url-to-another-host"),
        pytest.param(kinds.NETWORK, "10.0.0.1/8", id="network-with-host"),
        pytest.param(kinds.NETWORK, "proxy", id="network-by-name"),
        pytest.param(kinds.LISTENER, "9090", id="port-alone"),
        pytest.param(kinds.LISTENER, ":9090", id="no-host"),
        pytest.param(kinds.LISTENER, "127.0.0.1:0", id="any-port"),
        pytest.param(kinds.SOCKET, "/run/" + "x" * 103, id="long-socket"),
        pytest.param(kinds.CLUSTER, "data/index", id="directory-for-cluster"),
        pytest.param(kinds.CLUSTER, "opensearch+http://far.example/news", id="cluster-in-clear"),
        pytest.param(kinds.DIRECTORY, __file__, id="file-for-directory"),
    ],
)
def test_what_is_refused(kind, text):
    """In a sentence and never by another exception."""
    with pytest.raises(click.BadParameter):
        taken(kind, text)
