r"""What a web address is: a text of which every program names the same host.

http://a.example\@b.example/ leads browsers to a.example and is of b.example for most libraries:
what a page said of it would be a lie to one of them. So an address is one by the rule of browsers
(url.spec.whatwg.org) and by the older one (RFC 3986) alike; any other is a text and no link.
"""

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address

#: The characters of the longest address that browsers and servers agree on.
LONGEST = 2048
#: Bytes in two readings (a backslash), what browsers drop or what ends an address in a text,
#: what turns round how it is shown (the Bidi_Control of Unicode), what is no character.
_UNSURE = re.compile(
    r"[\\\s\x00-\x20\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
#: The blanks that browsers cut off, and those that they drop from inside an address.
_AROUND, _INSIDE = "".join(map(chr, range(0x21))), re.compile("[\t\n\r]")
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[^/?#\\@:\[\]%]+|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?"
    r"(?=[/?#]|\Z)",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB = frozenset({"http", "https"})
_LARGEST_PORT = 65_535
#: Labels as servers have them; the underscore is in no rule and in many names.
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LONGEST_HOST = 253
#: What browsers read as a number, also in octal and hexadecimal digits.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_PUNYCODE = "xn--"
#: Letters that the rules for names of 2003 and of 2008 read differently, and other full stops.
_TWO_READINGS = re.compile("[ßς\u200c\u200d\u3002\uff0e\uff61]")
#: The letters of a name that is shown in Arabic: those of the language, without look-alikes.
_ARABIC_LABEL = re.compile("[ء-غف-ي0-9-]*[ء-غف-ي][ء-غف-ي0-9-]*")


def web_address(text: str) -> str:
    r"""Return text as the web address that it is, "" if it is none and must not be a link.

    >>> web_address(" https://example.org/a "), web_address("http://a.example\\@b.example/")
    ('https://example.org/a', '')
    """
    address = text.strip(_AROUND)
    sure = len(address) <= LONGEST and not _UNSURE.search(address)
    return address if sure and host_of(address) else ""


def host_of(address: str) -> str:
    """Return the host of an address as its servers are asked for it, "" if programs disagree.

    What follows the host may be anything.

    >>> host_of("HTTPS://www.Example.org:443/a b"), host_of("http://0x7f.1/")
    ('www.example.org', '')
    """
    found = _ADDRESS.match(address.strip(_AROUND))
    if not found or int(found["port"] or 0) > _LARGEST_PORT:
        return ""
    return _host(found["host"])


def has_other_scheme(text: str) -> bool:
    r"""Return whether a browser would follow text elsewhere than to the web: javascript:, data:.

    >>> has_other_scheme(" java\nscript:alert(1)"), has_other_scheme("www.example.org/a")
    (True, False)
    """
    scheme = _SCHEME.match(_INSIDE.sub("", text.strip(_AROUND)))
    return scheme is not None and scheme[1].lower() not in _WEB


def harmless(text: str) -> str:
    """Return what was printed as an address, "" if it leads elsewhere than to the web.

    >>> harmless("javascript:alert(1)"), harmless("www.example.org/a")
    ('', 'www.example.org/a')
    """
    return "" if has_other_scheme(text) else text


@lru_cache(4096)
def shown_host(host: str) -> str:
    """Return a host as it is shown: Arabic names in their letters, others as they are asked for.

    A name in letters of another script may look like one that it is not.

    >>> shown_host("xn--wgbh1c.example"), shown_host("xn--80ak6aa92e.com")
    ('مصر.example', 'xn--80ak6aa92e.com')
    """
    return ".".join(map(_shown, host.split(".")))


@lru_cache(4096)
def _host(written: str) -> str:
    """Return a host in the letters of servers, "" if it is none or may be read as another one."""
    if written.startswith("["):
        return _of_numbers(IPv6Address, written[1:-1], "[{}]")
    host = _in_ascii(written)
    labels = host.removesuffix(".").split(".")
    if len(host) > _LONGEST_HOST or not all(map(_is_label, labels)):
        return ""
    return _of_numbers(IPv4Address, host) if _NUMBER.fullmatch(labels[-1]) else host


def _of_numbers(kind: type[IPv4Address | IPv6Address], written: str, shown: str = "{}") -> str:
    try:
        return shown.format(kind(written))
    except AddressValueError:
        return ""


def _in_ascii(host: str) -> str:
    """Return a host in small letters, other alphabets in Punycode; "" where rules disagree."""
    import idna  # noqa: PLC0415  few names need it

    if host.isascii():
        return host.lower()
    try:
        return "" if _TWO_READINGS.search(host) else idna.encode(host).decode()
    except UnicodeError:
        return ""


def _is_label(label: str) -> bool:
    return _LABEL.fullmatch(label) is not None and (
        not label.startswith(_PUNYCODE) or _decoded(label) != ""
    )


def _shown(label: str) -> str:
    """Return a label in Arabic if it is one, and its letters are those of the language."""
    name = _decoded(label) if label.startswith(_PUNYCODE) else ""
    return name if _ARABIC_LABEL.fullmatch(name) else label


def _decoded(label: str) -> str:
    """Return what a label in Punycode stands for, "" if it stands for nothing."""
    import idna  # noqa: PLC0415

    try:
        return idna.decode(label)
    except UnicodeError:
        return ""
