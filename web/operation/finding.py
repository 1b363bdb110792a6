"""What a look at one thing finds, and how a look that fails is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from web.settings.settings import Settings


class State(StrEnum):
    """How a thing is."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing, how it is, and a sentence with the way out."""

    thing: str
    state: State
    says: str


Look = Callable[[Settings], Iterator[Finding]]


def looked(look: Look, settings: Settings) -> list[Finding]:
    """Return what a look finds, and instead of whatever it raises a fault."""
    found: list[Finding] = []
    try:
        found.extend(look(settings))
    except Exception as error:  # noqa: BLE001  who asks what is wrong gets an answer
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        says = f"cannot be looked at ({reason}); mend that first"
        found.append(Finding(look.__name__.strip("_"), State.FAULT, says))
    return found


def ok(thing: str, says: str) -> Finding:
    """Return that a thing is as it should be."""
    return Finding(thing, State.OK, says)


def warning(thing: str, says: str) -> Finding:
    """Return that a thing could be better."""
    return Finding(thing, State.WARNING, says)


def fault(thing: str, says: str) -> Finding:
    """Return that a thing keeps the server from its work."""
    return Finding(thing, State.FAULT, says)
