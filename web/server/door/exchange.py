"""A request and its answer as the operator sees them: what logs and metrics are made of."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

#: The key of a WSGI environment under which the application finds the Exchange.
KEY = "iqtisad.exchange"
#: The ids that are taken from a proxy: what any log can hold.
_ID = re.compile(r"[\w.:=+/-]{4,128}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the application tells of an answer; see Exchange."""

    route: str = ""
    index: str = ""
    results: int | None = None
    suggested: bool = False
    texts: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Exchange:
    """A request, and what becomes of it. The server fills it in, and the application its own part.

    client is the address of who asks, behind the proxies that are trusted. Seconds are those of
    the wall: arrived since 1970; waited is the part of seconds before the answer was begun. cpu is
    what it cost in the thread that made it. status is 0 where the client had gone.
    """

    id: str
    method: str
    path: str
    query: str
    client: str
    protocol: str
    agent: str
    referer: str
    arrived: float
    status: int = 0
    size: int = 0
    seconds: float = 0.0
    waited: float = 0.0
    cpu: float = 0.0
    #: Whether the answer was remembered, and whether it was sent to its end.
    remembered: bool = False
    whole: bool = False
    #: From here on the application's: its route, the version of the index, the number of results,
    #: whether others than those were suggested.
    route: str = ""
    index: str = ""
    results: int | None = None
    suggested: bool = False
    #: What the answer was made from; an answer without it is not remembered.
    made_from: Any = None
    #: The texts that were searched for, for those who log them.
    texts: tuple[str, ...] = ()

    @property
    def facts(self) -> Facts:
        """What the application has told."""
        return Facts(self.route, self.index, self.results, self.suggested, self.texts)

    @facts.setter
    def facts(self, facts: Facts) -> None:
        self.route, self.index, self.texts = facts.route, facts.index, facts.texts
        self.results, self.suggested = facts.results, facts.suggested


def request_id(given: str = "") -> str:
    """Return the id that a proxy gave to a request, or a new one."""
    return given if _ID.fullmatch(given) else secrets.token_hex(6)


#: Called with every exchange when it is over. Must not raise, and not take long.
Observer: TypeAlias = Callable[[Exchange], None]
