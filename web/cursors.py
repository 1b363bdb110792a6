"""A place in a list as an opaque text for addresses, and back.

The text is bound to its search: in the list of another it would be a place by chance.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from hashlib import blake2b

from search import After, Request, Window

#: Bytes that tell searches apart.
_DIGEST = 6
#: The most rows before a place, which no archive has, and the most letters of a text.
_MAX_ROWS, _MAX_LENGTH = 2**40, 400


def cursor_of(request: Request) -> str:
    """Return the place behind which request goes on as a text, "" if it has none."""
    after = request.window.after
    if after is None:
        return ""
    written = json.dumps([*after, _digest(request)], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(written.encode()).decode().rstrip("=")


def place_in(request: Request, cursor: str) -> After:
    """Return the place in the list of request that a text names; raise ValueError if none."""
    if len(cursor) > _MAX_LENGTH:
        raise ValueError(cursor)
    padded = cursor + "=" * (-len(cursor) % 4)
    match json.loads(urlsafe_b64decode(padded.encode("ascii"))):
        case [int(rows), str(article_id), str(version), str(digest)] if (
            digest == _digest(request) and 1 <= rows <= _MAX_ROWS
        ):
            return After(rows, article_id, version)
    raise ValueError(cursor)


def _digest(request: Request) -> str:
    """Return what tells the list of a request apart from others."""
    whole_list = repr(replace(request, window=Window()))
    if not request.meaning:  # so that cursors of the time before there was another order hold
        whole_list = whole_list.replace(", meaning=False", "")
    return blake2b(whole_list.encode(errors="replace"), digest_size=_DIGEST).hexdigest()
