"""One form for the addresses of one article, by which copies are recognised.

http and https, www. and the default port, escapes, doubled slashes, the last slash, fragments, the
order of the parameters and those that say where a reader came from make no other article. The
printed address is the one that is shown and stored.
"""

import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

from index.text.web_address import host_of

#: What stands unescaped in a path and in a parameter, besides letters, digits and _.-~
_IN_PATH, _IN_QUERY = "/:@!$&'()*+,;=", "/:@!$'()*+,;=?"
#: The parameters of the campaigns that newspapers run: nothing of them says what is shown.
_TRACKING = re.compile(
    r"(?:(?:utm_|ga_|at_|mc_)[^=]*|fbclid|gclid|ocid|xtor|cmpid|igshid|ref)(?:=|\Z)|source=rss\Z",
    re.IGNORECASE,
)
_DEFAULT_PORTS = (None, 80, 443)


def canonical(url: str) -> str:
    """Return the form that the addresses of one article share; blanks and fragment go at least.

    >>> canonical("HTTP://www.Example.org:80/a//b/?utm_source=x&id=1#top")
    'https://example.org/a/b?id=1'
    """
    address = url.partition("#")[0].strip()
    # Where programs disagree about the host, none of them may make it the address of another one.
    if not host_of(address):
        return address
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port
    at = "" if port in _DEFAULT_PORTS else f":{port}"
    path = re.sub("/{2,}", "/", _escaped(parts.path, _IN_PATH)).rstrip("/")
    return f"https://{_bare_host(host)}{at}{path}{_query(parts.query)}"


def without_tracking(url: str) -> str:
    """Return a printed address without fragment and without the parameters of campaigns.

    >>> without_tracking("http://example.org/a?utm_source=x&id=1#top")
    'http://example.org/a?id=1'
    """
    page, _, query = url.partition("#")[0].partition("?")
    kept = "&".join(each for each in query.split("&") if not _TRACKING.match(each))
    return f"{page}?{kept}" if kept else page


def _bare_host(host: str) -> str:
    name = f"[{host}]" if ":" in host else host.rstrip(".")
    return name.removeprefix("www.")


def _query(query: str) -> str:
    """Return the parameters that say what is shown, in one order, with their mark."""
    kept = sorted(
        _escaped(each, _IN_QUERY) for each in query.split("&") if each and not _TRACKING.match(each)
    )
    return f"?{'&'.join(kept)}" if kept else ""


def _escaped(text: str, safe: str) -> str:
    """Return text with its escapes undone and made anew, whatever bytes they stand for."""
    return quote(unquote_to_bytes(text.encode("utf-8", "surrogatepass")), safe)
