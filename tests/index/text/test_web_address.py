"""Only what every program reads as the same web address is one."""

from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.web_address import has_other_scheme, host_of, shown_host, web_address

#: Pieces of addresses that lead two readers to two hosts.
PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "http:",
                "https:",
                "//",
                "/",
                "\\",
                "@",
                ":",
                "?",
                "#",
                "%2e",
                "%40",
                ".",
                "..",
                "[",
                "]",
            ),
            *(
                "a.example",
                "b.example",
                "xn--",
                "0x7f",
                "0177",
                "1",
                "127.0.0.1",
                "::1",
                "80",
                "نفط",
            ),
            *(
                "\t",
                "\n",
                " ",
                "\x00",
                "\x1b",
                "\u202e",
                "\u3002",
                "\uff0e",
                "ａ",
                "ß",
                "_",
                "-",
                "\ud800",
            ),
        ]
    ),
    max_size=9,
).map("".join)


@pytest.mark.parametrize(
    ("text", "address", "host"),
    [
        pytest.param("https://www.example.org/a?b#c", "", "www.example.org", id="https"),
        pytest.param("HTTP://Example.ORG:8080", "", "example.org", id="capitals and a port"),
        pytest.param("http://a_b.example./", "", "a_b.example.", id="underscore and root"),
        pytest.param("http://a.example/نفط?q=غاز&r={x}|y", "", "a.example", id="letters in a path"),
        pytest.param("http://a.example?@b.example", "", "a.example", id="sign behind the host"),
        pytest.param("http://1.2.3.4/", "", "1.2.3.4", id="numbers"),
        pytest.param("http://[2001:DB8::1]:80/", "", "[2001:db8::1]", id="numbers of version 6"),
        pytest.param("http://نفط.example/", "", "xn--2gbto.example", id="Arabic host"),
        pytest.param("http://xn--2gbto.example/", "", "xn--2gbto.example", id="Arabic host, asked"),
        pytest.param(" \n http://a.example\t", "http://a.example", "a.example", id="blanks around"),
    ],
)
def test_a_web_address_has_one_host(text, address, host):
    """It stays as it is printed, without the blanks around it."""
    assert web_address(text) == (address or text)
    assert host_of(text) == host


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(r"http://evil.example\@good.example/", id="backslash and name"),
        pytest.param(r"http://good.example\.evil.example/", id="backslash"),
        pytest.param(r"http:\\good.example/", id="backslashes for slashes"),
        pytest.param("http://good.example@evil.example/", id="name"),
        pytest.param("http://a:b@evil.example/", id="name and password"),
        pytest.param("http:evil.example/", id="no slashes"),
        pytest.param("http:/evil.example/", id="one slash"),
        pytest.param("http:///evil.example/", id="three slashes"),
        pytest.param("//evil.example/", id="no scheme"),
        pytest.param("ht\ntp://evil.example/", id="line end in the scheme"),
        pytest.param("http://ev\til.example/", id="tab in the host"),
        pytest.param("http://ev il.example/", id="blank in the host"),
        pytest.param("http://evil.example\x00.good.example/", id="null"),
        pytest.param("http://good.example%2eevil.example/", id="escaped stop"),
        pytest.param("http://good.example%2f@evil.example/", id="escaped slash"),
        pytest.param("http://good.example\uff0eevil.example/", id="wide stop"),
        pytest.param("http://good.example\u3002evil.example/", id="ideographic stop"),
        pytest.param("http://good.example\uff0fevil.example/", id="wide slash"),
        pytest.param("http://ｇood.example/", id="wide letter"),
        pytest.param("http://go\u00adod.example/", id="soft hyphen"),
        pytest.param("http://go\u200bod.example/", id="blank without width"),
        pytest.param("http://faß.example/", id="letter of two rules"),
        pytest.param("http://xn--a/", id="Punycode of nothing"),
        pytest.param("http://نفطabc.example/", id="label in two directions"),
        pytest.param("http://0177.0.0.1/", id="octal"),
        pytest.param("http://0x7f000001/", id="hexadecimal"),
        pytest.param("http://2130706433/", id="one number"),
        pytest.param("http://127.1/", id="two numbers"),
        pytest.param("http://1.2.3.4./", id="numbers with root"),
        pytest.param("http://256.1.1.1/", id="number too large"),
        pytest.param("http://[::1%25eth0]/", id="zone"),
        pytest.param("http://[::1", id="open bracket"),
        pytest.param("http://a.example:99999/", id="port too large"),
        pytest.param("http://a.example:٨٠/", id="port in Arabic digits"),
        pytest.param("http://a..example/", id="empty label"),
        pytest.param(f"http://{'a' * 64}.example/", id="long label"),
        pytest.param("http://a,b.example/", id="comma"),
        pytest.param("http://", id="no host"),
    ],
)
def test_what_programs_read_differently_is_no_web_address(text):
    """Or what one of them refuses."""
    assert web_address(text) == host_of(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("http://a.example/a b", id="blank"),
        pytest.param("http://a.example/\\b", id="backslash"),
        pytest.param("http://a.example/\x1b[2J", id="escape"),
        pytest.param("http://a.example/\x9b2J", id="control of one byte"),
        pytest.param("http://a.example/\u202egpj", id="turned round"),
        pytest.param("http://a.example/\u2067gpj", id="isolated"),
        pytest.param("http://a.example/\ud800", id="half a character"),
        pytest.param(f"http://a.example/{'a' * 2048}", id="endless"),
    ],
)
def test_a_path_commands_nothing(text):
    """Such an address is a text, though its host is sure."""
    assert web_address(text) == ""
    assert host_of(text) == "a.example"


@given(PIECES)
def test_whatever_is_one_is_of_the_same_host_elsewhere(text):
    """By the standard library and by httpx, which ask servers."""
    if not (address := web_address(text)):
        return
    host = host_of(text)
    assert httpx.URL(address).raw_host.decode() == host.strip("[]")
    assert urlsplit(address).username is None
    assert urlsplit(address).hostname in {host.strip("[]"), shown_host(host).lower()} or (
        ip_address(urlsplit(address).hostname) == ip_address(host.strip("[]"))
    )


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        pytest.param("xn--2gbto.example", "نفط.example", id="Arabic"),
        pytest.param("xn--80ak6aa92e.com", "xn--80ak6aa92e.com", id="Cyrillic that looks Latin"),
        pytest.param("xn--aple-h6d.com", "xn--aple-h6d.com", id="one letter that looks Latin"),
        pytest.param("xn--bcher-kva.example", "xn--bcher-kva.example", id="Latin"),
        pytest.param("xn--fgb6cm0s.example", "xn--fgb6cm0s.example", id="letter that looks Arabic"),
        pytest.param("www.example.org", "www.example.org", id="plain"),
    ],
)
def test_a_host_looks_like_no_other_one(host, shown):
    """Only Arabic names are shown in their letters; others as servers have them."""
    assert shown_host(host) == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("javascript:alert(1)", True, id="script"),
        pytest.param(" \x01JaVaScRiPt:alert(1)", True, id="controls and capitals"),
        pytest.param("java\nscr\tipt:alert(1)", True, id="over lines"),
        pytest.param("data:text/html,x", True, id="data"),
        pytest.param("vbscript:x", True, id="other script"),
        pytest.param("file:///etc/passwd", True, id="file"),
        pytest.param("blob:https://a.example/1", True, id="blob"),
        pytest.param("view-source:http://a.example", True, id="source"),
        pytest.param("urn:newsml:a:1", True, id="name"),
        pytest.param(r"http://a.example\@b.example/", False, id="web, not sure"),
        pytest.param("HTTPS://a.example", False, id="web"),
        pytest.param("/a:b", False, id="path"),
        pytest.param("www.example.org/a", False, id="no scheme"),
        pytest.param("المصدر: رويترز", False, id="words"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_scheme_is_found_as_browsers_find_it(text, expected):
    """They drop controls before it, and tabs and line ends inside."""
    assert has_other_scheme(text) is expected
