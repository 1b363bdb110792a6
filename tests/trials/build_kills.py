"""Builds, updates, removals and switches are killed: the index is the one before or the one after.

A walk goes over one index directory: whatever a command left, the next one finds. Kills come at
random moments of a run, before random steps of it (a step changes the file system), and before the
steps around the switch.
"""

import signal
from dataclasses import dataclass, replace

from index.versions.manifest import IndexUnavailableError
from index.versions.ownership import versions
from index.versions.publish import BuildError
from index.versions.store import current_version
from tests.trials.forks import UNEXPECTED, Forks, Job
from tests.trials.holdings import (
    ARTICLES,
    article,
    held,
    leftovers,
    texts,
    withdrawn,
    without,
    write,
)
from tests.trials.mounts import in_memory
from tests.trials.strangers import Strangers

INDEX = "index.commands.manage:index"
#: The kills of one walk; then all articles could be withdrawn.
WALK = 40
#: SIGKILL cannot be answered; the others must be, by a true sentence.
SIGNALS = (signal.SIGKILL,) * 7 + (signal.SIGTERM,) * 2 + (signal.SIGINT,)
#: The steps before and after the switch that are aimed at.
BEFORE, AFTER = 12, 8
#: One run in so many is let through, and looked at.
THROUGH = 8
#: One build in so many reads in a second process, which takes a second to start.
TWO_PROCESSES = 40
INTERRUPTED = 130
#: The commands, each as often as it is worth.
COMMANDS = ("build", "build", "update", "update", "remove", "remove", "rollback", "activate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A command, and what holds after it: the texts of the articles, the ids that are withdrawn."""

    name: str
    arguments: tuple[str, ...]
    after: dict
    gone: frozenset = frozenset()


class Walk:
    """One index directory, and the commands that are killed over it."""

    def __init__(self, folder, forks, tally, chance):
        """Build the first index, and put things of others beside it."""
        self.index_dir, self._folder = folder / "index", folder
        self._forks, self._tally, self._chance = forks, tally, chance
        self._edition = 0
        #: How long a command takes, its steps, and the one that switches, as of its last whole run.
        self._runs = {}
        self._strangers = None
        self.let_through(self.build())
        self._strangers = Strangers(self.index_dir, folder / "outside")
        for make in (self.update, self.remove, self.rollback, self.activate, self.build):
            self.let_through(make())

    def choose(self):
        """Return an operation on the index as it is now."""
        name = self._chance.choice(COMMANDS)
        return getattr(self, name)() or self.build()

    def let_through(self, operation):
        """Run an operation to its end: it must do all of it, and leave nothing lying about."""
        ended = self._run(operation)
        self._tally.tried[" let through"] += 1
        if ended.status or held(self.index_dir) != operation.after:
            self._wrong(operation, f"not done, {ended}")
        self._runs[operation.name] = ended
        self._look_around(operation)
        cleans = operation.name in {"build", "update", "remove"}
        left = leftovers(self.index_dir, Strangers.names)
        if cleans and left:
            self._wrong(operation, f"leaves {left}")
        if operation.name == "build" and len(versions(self.index_dir)) > 2:
            self._wrong(operation, "leaves a third version")

    def kill(self, operation):
        """Interrupt an operation; return whether it was still at work."""
        before, gone = held(self.index_dir), withdrawn(self.index_dir)
        live = current_version(self.index_dir)
        where, moment = self._moment(operation.name)
        sent = self._chance.choice(SIGNALS)
        ended = self._run(operation, sent=sent, **moment)
        self._look(operation, before, frozenset(gone), ended)
        self._listen(operation, live, ended)
        if ended.met:
            self._tally.tried[operation.name] += 1
            self._tally.tried[f" {where}"] += 1
            self._tally.tried[f" {sent.name}"] += 1
        return ended.met

    def _moment(self, name):
        """Return what is aimed at, and when that is."""
        whole = self._runs[name]
        where = self._chance.choice(["any moment", "any moment", "any step", "the switch"])
        if where == "any moment":
            return where, {"seconds": self._chance.uniform(0, whole.seconds)}
        if where == "any step":
            return where, {"step": self._chance.randint(1, whole.steps)}
        step = whole.switch + self._chance.randint(-BEFORE, AFTER)
        return where, {"step": min(max(step, 1), whole.steps)}

    def _run(self, operation, **interruption):
        arguments = [*operation.arguments, "--index-dir", str(self.index_dir)]
        return self._forks.run(Job(target=INDEX, arguments=arguments, **interruption))

    def _look(self, operation, before, gone, ended):
        """Tell what is not as before and not as after."""
        told = f"{ended}, killed"
        try:
            now, now_gone = held(self.index_dir), withdrawn(self.index_dir)
        except (IndexUnavailableError, BuildError, ValueError, OSError) as error:
            self._lost(operation, f"{error}; {told}")
            return
        if now not in (before, operation.after):
            self._lost(operation, f"between before and after; {told}")
        if now_gone not in (gone, gone | operation.gone):
            self._lost(operation, f"withdrawn: {sorted(now_gone ^ gone)}; {told}")
        if operation.gone and now == operation.after != before and not operation.gone <= now_gone:
            self._lost(operation, f"removed, and not withdrawn; {told}")
        self._look_around(operation)

    def _look_around(self, operation):
        if self._strangers and (touched := self._strangers.touched()):
            self._lost(operation, f"touched what is of others: {touched}")

    def _listen(self, operation, live, ended):
        """Tell what is said that is not true, or not for an operator."""
        if ended.lingers:
            self._wrong(operation, "leaves a process")
        if "Traceback" in ended.printed or ended.status == UNEXPECTED:
            self._wrong(operation, f"a traceback, {ended}")
        if ended.status == INTERRUPTED:
            switched = current_version(self.index_dir) != live
            if switched != ("is live" in ended.printed) or "nterrupted" not in ended.printed:
                self._wrong(operation, f"not true, {ended}")

    def _lost(self, operation, sentence):
        self._tally.lost.append(f"{operation.name}: {sentence}")

    def _wrong(self, operation, sentence):
        self._tally.wrong.append(f"{operation.name}: {sentence}")

    def _records(self, most):
        self._edition += 1
        numbers = self._chance.sample(range(ARTICLES), self._chance.randint(most // 4, most))
        path = self._folder / f"{self._edition}.jsonl"
        records = [article(number, self._edition) for number in sorted(numbers)]
        return str(write(path, records)), texts(records)

    def build(self):
        """Return a build of some articles, in a new edition."""
        path, new = self._records(40)
        two = ["--processes", "2"] if not self._chance.randrange(TWO_PROCESSES) else []
        after = without(new, withdrawn(self.index_dir))
        return self._operation("build", [path, *two, "--allow-shrink"], after)

    def update(self):
        """Return an update with some articles, in a new edition."""
        path, new = self._records(20)
        after = without(held(self.index_dir) | new, withdrawn(self.index_dir))
        return self._operation("update", [path, "--allow-shrink"], after)

    def remove(self):
        """Return the removal of some articles; None where too few are left."""
        live = without(held(self.index_dir), withdrawn(self.index_dir))
        ids = self._chance.sample(sorted(live), min(self._chance.randint(1, 3), len(live) - 1))
        named = [part for own in ids for part in ("--remove", own)]
        after = without(live, ids)
        operation = self._operation("update", [*named, "--allow-shrink"], after)
        return replace(operation, name="remove", gone=frozenset(ids)) if ids else None

    def rollback(self):
        """Return the way back to the version before; None where there is none."""
        live = current_version(self.index_dir)
        older = [name for name in versions(self.index_dir) if name < live]
        after = held(self.index_dir, older[-1]) if older else None
        return self._operation("rollback", [], after) if older else None

    def activate(self):
        """Return the switch to any version."""
        name = self._chance.choice(versions(self.index_dir))
        return self._operation("activate", [name], held(self.index_dir, name))

    @staticmethod
    def _operation(name, arguments, after):
        return Operation(name=name, arguments=(name, *arguments), after=after)


def trial(tally, times, chance):
    """Kill so many commands."""
    killed = 0
    with Forks() as forks:
        while killed < times:
            with in_memory() as folder:
                walk = Walk(folder, forks, tally, chance)
                most = min(times, killed + WALK)
                while killed < most:
                    operation = walk.choose()
                    if chance.randrange(THROUGH):
                        killed += walk.kill(operation)
                    else:
                        walk.let_through(operation)
                walk.let_through(walk.build())
