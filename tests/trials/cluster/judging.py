"""What a page of a cluster may be: whole, or of a part that says so, or the sentence of a refusal.

A page is whole if it is what it was in peace. One of a part must say it where its kind says such
things, and nobody may keep it.
"""

import asyncio
import json
import re

from tests.trials.service.wire import asked
from web.l10n.labels import BUSY
from web.responses.errors import BusyError

#: How a page says it, and the code by which the API does.
_SAID = b'<p class="part"'
UNANSWERED = "unanswered"
#: How a service says that it has too much to do: on a page, and in the API.
_BUSY = (str(BUSY[0]).encode(), BusyError.description.encode())
#: What differs from one answer to the next.
_TIME = re.compile(rb'"took_ms": ?[\d.e-]+')
#: Words that complete another are counted nowhere.
_UNCOUNTED = "/suggest"


class Judge:
    """Knows pages as they were in peace, and tells what is wrong with those of later."""

    def __init__(self):
        """Know none yet."""
        self._known = {}

    @property
    def targets(self):
        """Return the addresses of the pages."""
        return list(self._known)

    def learn(self, address, targets):
        """Read pages in peace, twice; return what is wrong with them."""
        faults = []
        for target in targets:
            first, second = (asyncio.run(asked(address, target)) for _ in range(2))
            self.know(target, first)
            if first.status != 200 or _content(first) != _content(second):
                faults.append(f"{target}: {first.status}, {second.status}, not the same twice")
        return faults

    def know(self, target, reply):
        """Take a page for a whole one."""
        self._known[target] = _content(reply)

    def whole(self, target, reply):
        """Return what is wrong with a page that must be whole, "" for nothing."""
        if reply.status == 200 and _content(reply) == self._known[target]:
            return ""
        said = "says that it is of a part" if _says_so(reply) else "not what it was"
        return f"{target}: {reply.status}, {said}"

    def part(self, target, reply):
        """Return what is wrong with a page that may be of a part, or none."""
        if not self.whole(target, reply) or (target.startswith(_UNCOUNTED) and reply.status == 200):
            return ""
        if reply.status == 503:
            return _refusal(target, reply)
        if reply.status != 200:
            return f"{target}: {reply.status}"
        kept = "no-store" not in reply.header("cache-control")
        if not _says_so(reply):
            return f"{target}: of a part, and does not say so"
        return f"{target}: of a part, and may be kept" if kept else ""


def is_busy(reply):
    """Return whether a service has refused because there was too much to do, with its own words."""
    return reply.status == 503 and any(said in reply.body for said in _BUSY)


def _content(reply):
    return _TIME.sub(b"", reply.body)


def _says_so(reply):
    """Return whether an answer says that it is of a part: on the page, in the API, in a header."""
    if b"</html>" in reply.body:
        return _SAID in reply.body
    if b'"notes"' in reply.body:
        return UNANSWERED in json.loads(reply.body)["notes"]
    return bool(reply.header("x-iqtisad-partial"))


def _refusal(target, reply):
    """Return what is wrong with a refusal: it must say why, and when to come again."""
    is_page = b"</html>" in reply.body or b'"detail"' in reply.body
    if not is_page or b"Traceback" in reply.body or not reply.header("retry-after"):
        return f"{target}: a refusal that does not help: {reply.body[:200]!r}"
    return ""
