"""Addresses as they are asked: http or https, complete, without credentials and fragment."""

import httpx

from index.fetching.request.faults import RefusedAddressError

#: The characters of the longest address that browsers and servers agree on.
LONGEST = 2048
_PORTS = {"http": 80, "https": 443}


def checked(address: str, base: str = "") -> str:
    """Return address, joined with base, as it is sent; raises RefusedAddressError.

    >>> checked("/أخبار#top", "https://marfa.example/n/1")
    'https://marfa.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1'
    """
    if len(address) > LONGEST:
        raise RefusedAddressError(f"an address of more than {LONGEST} characters", "shorten it")
    try:
        url = httpx.URL(base).join(address.strip()) if base else httpx.URL(address.strip())
        url = url.copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedAddressError(f"no address: {address!r} ({error})", "mend it") from None
    if url.scheme not in _PORTS or not url.host:
        raise RefusedAddressError(f"no web address: {address!r}", "write http:// or https://")
    if url.userinfo:
        reason = f"an address with a name or password: {url.host}"
        raise RefusedAddressError(reason, "leave them out: nothing behind a login is fetched")
    return str(url)


def host_of(address: str) -> str:
    """Return the host of an address, with its port if that is not the usual one.

    >>> host_of("https://marfa.example:443/a"), host_of("http://127.0.0.1:8080/")
    ('marfa.example', '127.0.0.1:8080')
    """
    url = httpx.URL(address)
    name = url.raw_host.decode("ascii")
    port = url.port or _PORTS[url.scheme]
    return name if port == _PORTS[url.scheme] else f"{name}:{port}"
