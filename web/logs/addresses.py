"""The addresses of requests as a log may hold them: without what readers search for.

The names of parameters stay: they tell what was asked for and not by which words. Whatever is not
the name of a parameter of ours may be such a word.
"""

import re
from collections.abc import Container
from urllib.parse import quote, unquote_plus

#: What stands for a name that is not ours.
_OTHER = "*"
#: The parameters that are looked at: more than all of ours.
_MOST = 50
#: Where an address ends and what was asked begins, also inside the address of another site.
_BEGINS = re.compile(r"[?#]|%(?:3f|23)", re.IGNORECASE)
#: All that stays as it is in the target of a request; the rest becomes %XX.
_SAFE = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~"
_SAFE_IN_PATH = _SAFE.replace("%", "").replace("?", "").replace("#", "")


def names_only(query: str, known: Container[str]) -> str:
    """Return the names of the first parameters of a query, each once; * for those not known.

    >>> names_only("q=%D9%86&q=b&from=2016&oil", {"q", "from"})
    'q&from&*'
    """
    parts = query.split("&", _MOST)[:_MOST]
    return "&".join(dict.fromkeys(_name(each, known) for each in parts if each))


def _name(parameter: str, known: Container[str]) -> str:
    name = parameter.partition("=")[0]
    if name in known:  # as it is, but for who escapes letters
        return name
    name = unquote_plus(name)
    return name if name in known else _OTHER


def without_texts(address: str, known: Container[str]) -> str:
    """Return an address with the names of its parameters in place of its query.

    >>> without_texts("https://example.org/search?q=oil#page", {"q"})
    'https://example.org/search?q'
    """
    begins = _BEGINS.search(address)
    if begins is None:
        return address
    query = address[begins.end() :].partition("#")[0] if begins[0] == "?" else ""
    names = names_only(query, known)
    return f"{address[: begins.start()]}?{names}" if names else address[: begins.start()]


def target_of(path: str, query: str) -> str:
    """Return the target of a request as it is sent: in ASCII, without blanks and quotes.

    Path and query have a character for each byte, the path without escapes.

    >>> target_of("/about/" + "نفط".encode().decode("latin-1"), 'q="a b"')
    '/about/%D9%86%D9%81%D8%B7?q=%22a%20b%22'
    """
    named = quote(path.encode("latin-1", "replace"), _SAFE_IN_PATH)
    return f"{named}?{quote(query.encode('latin-1', 'replace'), _SAFE)}" if query else named


def readable(latin: str) -> str:
    """Return the text that bytes are, given as a character each; U+FFFD for those that are none."""
    return latin.encode("latin-1", "replace").decode("utf-8", "replace")
