"""The names of files that are downloaded: those of the queries that they answer."""

import re
from urllib.parse import quote

#: The most characters of queries in a name, and the characters that no file name may have.
_NAMED = 60
_NOT_IN_NAMES = re.compile(
    r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|%\u200e\u200f\u202a-\u202e\u2066-\u2069]+'
)


def in_names(text: str) -> str:
    """Return what of a query can be in the name of a file.

    >>> in_names('"سعر الصرف"  / AC:DC')
    'سعر الصرف AC DC'
    """
    return " ".join(_NOT_IN_NAMES.sub(" ", text)[:_NAMED].split())


def disposition(kind: str, name: str, plain: str, *, shown: bool = False) -> str:
    """Return the Content-Disposition of a file of a kind.

    plain is its name for programs that read ASCII only; shown tells that it is to be opened in the
    browser unless the reader saves it.
    """
    way, quoted = "inline" if shown else "attachment", quote(f"{name}.{kind}", safe="")
    return f"{way}; filename={plain}.{kind}; filename*=UTF-8''{quoted}"
