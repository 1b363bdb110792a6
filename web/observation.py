"""What a process tells of its requests: to the access log, and to its parent, which counts."""

from dataclasses import dataclass
from functools import partial

from web.l10n.preferences import CHOICES
from web.logs.access import AccessLog, access_log
from web.logs.appending import Appending
from web.metrics.link import Link, Reporter
from web.parameters import NAMES
from web.server.door.door import Door
from web.server.door.exchange import Observer
from web.settings.settings import Settings

#: The names of all parameters: those of comparisons, which views read, too.
_KNOWN = NAMES | frozenset(CHOICES) | {"unit", "as"}


@dataclass(frozen=True, slots=True)
class Observation:
    """What is told, if it is: a log with its file, and a report."""

    log: AccessLog | None = None
    file: Appending | None = None
    reporter: Reporter | None = None

    @property
    def observers(self) -> tuple[Observer, ...]:
        """The observers of a door."""
        return tuple(filter(None, (self.log, self.reporter)))

    def report_on(self, door: Door) -> None:
        """Report what is going on at a door, too."""
        if self.reporter:
            self.reporter.state = partial(_state, door)

    def beat(self) -> None:
        """Report what there is now."""
        if self.reporter:
            self.reporter.report()

    def end(self) -> None:
        """Tell what is not told yet."""
        self.beat()
        if self.file:
            self.file.end()


def observation(settings: Settings, link: Link | None) -> Observation:
    """Return what a process tells by its settings; link is to who counts, None for nobody."""
    log, file = access_log(settings.log, _KNOWN) or (None, None)
    return Observation(log, file, Reporter(link) if link else None)


def _state(door: Door) -> dict[str, int]:
    return door.state._asdict()
