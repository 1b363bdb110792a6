"""The address of a page: the one that it gives itself, if that is of the same site."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from index.articles.readers.web.json_ld import Node
from index.articles.readers.web.page_tree import Element
from index.text import web_address

_LONGEST_ADDRESS = 2048


def host_of(url: str) -> str:
    """Return the host of an address without www., "" if it has none.

    >>> host_of("https://www.example.org/a")
    'example.org'
    """
    return web_address.host_of(url).removeprefix("www.")


def address_of(root: Element, meta: Mapping[str, list[str]], posting: Node, address: str) -> str:
    """Return the address that a page at address gives itself, else address."""
    links = [
        link.get("href") or ""
        for link in root.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    ]
    main = posting.get("mainEntityOfPage")
    main = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    for each in [*links, *meta["og:url"], main, posting.get("url")]:
        try:
            url = urljoin(address, each.strip()) if isinstance(each, str) and each.strip() else ""
        except ValueError:
            continue
        if not url.startswith(("http://", "https://")) or len(url) > _LONGEST_ADDRESS:
            continue
        if not address or _same_site(url, address):
            return url
    return address


def _same_site(one: str, other: str) -> bool:
    """Return whether two addresses are of one registrable domain; an address of numbers is none."""
    first, second = host_of(one), host_of(other)
    if first == second:
        return bool(first)
    if not re.search(r"[a-z]", first + second, re.IGNORECASE):
        return False
    return _domain(first) == _domain(second) != ""


def _domain(host: str) -> str:
    """Return the registrable domain of a host: two labels, or three as in x.com.sa."""
    second = re.search(r"[^.]+\.(?:co|com|net|org|gov|edu|ac)\.[a-z]{2}$|[^.]+\.[^.]+$", host)
    return second[0] if second else ""
