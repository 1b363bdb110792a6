"""What trials tried, and what was lost or wrong: one table, a row for each.

A trial is a function of a tally, of how often it tries, and of a source of chance. It writes only
to temporary folders, and tells the tally everything else.
"""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

#: The sentences that are printed of a row; the others are counted.
_SHOWN = 20


@dataclass(slots=True)
class Tally:
    """A row while it is filled.

    tried counts by kind; a kind that begins with a blank is a part of the others, and not added to
    them. lost are sentences of articles, or files of others, that are gone or spoilt; wrong are
    those of everything else. note is what cannot be counted.
    """

    name: str
    seed: int
    tried: Counter = field(default_factory=Counter)
    lost: list = field(default_factory=list)
    wrong: list = field(default_factory=list)
    note: str = ""
    seconds: float = 0.0

    @property
    def total(self):
        """Return how often it was tried."""
        return sum(count for kind, count in self.tried.items() if not kind.startswith(" "))

    @property
    def failed(self):
        """Return whether anything was lost or wrong."""
        return bool(self.lost or self.wrong)

    def cells(self):
        """Return the row of the table."""
        kinds = ", ".join(f"{kind.strip()} {count:,}" for kind, count in self.tried.most_common())
        shown = "; ".join(filter(None, [kinds, self.note]))
        counts = f"{self.total:,}", f"{len(self.lost)}", f"{len(self.wrong)}"
        return self.name, *counts, f"{self.seconds:.0f}", str(self.seed), shown


class Trial(Protocol):
    """What is run."""

    def __call__(self, tally: Tally, times: int, chance: random.Random) -> None:
        """Try so often, and fill the tally."""


def carry_out(name, trial, times, seed):
    """Run a trial; return its tally. An error of the trial itself is a wrong row, not an end."""
    tally, started = Tally(name, seed), time.monotonic()
    try:
        trial(tally, times, random.Random(seed))  # noqa: S311  moments, not secrets
    except Exception as error:  # noqa: BLE001  the other trials are run all the same
        tally.wrong.append(f"the trial itself ended: {type(error).__name__}: {error}")
    tally.seconds = time.monotonic() - started
    return tally


def table(tallies):
    """Return the table of all rows, and below it what is lost or wrong."""
    rows = [("trial", "tried", "lost", "wrong", "s", "seed", "of these")]
    rows += [tally.cells() for tally in tallies]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = ["  ".join([*map(str.ljust, row, widths), row[-1]]).rstrip() for row in rows]
    return "\n".join([*lines, *_sentences(tallies)])


def _sentences(tallies):
    for tally in tallies:
        for kind in ("lost", "wrong"):
            told = getattr(tally, kind)
            yield from (f"{tally.name}, {kind}: {sentence}" for sentence in told[:_SHOWN])
            if len(told) > _SHOWN:
                yield f"{tally.name}, {kind}: … and {len(told) - _SHOWN} more"
