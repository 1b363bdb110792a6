"""Disks become full, run out of inodes, turn read-only, or let no file grow.

Builds, updates, removals, switches and fetches run over a small file system in memory that is made
small or read-only at random: what is live stays as it was, the failure is told in one sentence,
nothing is left lying about, and with more room the same command does all of it. Where nobody may
mount, only the size of a file is limited.
"""

from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from index.versions.manifest import IndexUnavailableError
from index.versions.publish import BuildError
from index.versions.store import current_version, previous_version
from tests.trials.build_kills import INDEX, Operation
from tests.trials.fetch_kills import Papers, Trial
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
from tests.trials.mounts import can_mount, enlarge, in_memory, lend, mounted
from tests.trials.shortages import ACCIDENTS, BYTES, INODES, LIMIT, READ_ONLY, Shortages

#: What happens to a fetch: it has files open all the time, which no disk lets become read-only.
OF_FETCHES = (BYTES, BYTES, INODES)
#: One trial in so many is a fetch, which takes ten times as long as the others.
FETCHES = 10
#: How often the commands are tried over an index; a rollback writes one line.
OFTEN = (3, 3, 3, 2, 1)
#: The articles of the first build, those that come, those that go: withdrawn.jsonl becomes long.
FIRST, NEW, GONE = range(ARTICLES), range(0, ARTICLES, 3), range(1, ARTICLES, 2)
FETCH = "index.commands.fetch:fetch"


class Disks:
    """An index and an archive on a disk of their own, again and again."""

    def __init__(self, folder, forks, tally, chance):
        """Build what every disk has at first."""
        self._folder, self._forks, self._tally, self._chance = folder, forks, tally, chance
        self._shortages = Shortages(forks, chance)
        self._first = str(write(folder / "first.jsonl", [article(n) for n in FIRST]))
        self._new = str(write(folder / "new.jsonl", [article(n, 2) for n in NEW]))
        self._whole = folder / "whole"
        self._whole.mkdir()
        for arguments in (["build", self._first], ["update", self._new, "--remove", "n5"]):
            self._index(arguments, self._whole / "index")
        self._papers = Papers(lambda: None)

    def close(self):
        """Close the sites that are fetched."""
        self._papers.close()

    def attempt(self):
        """Let a command meet an accident; tell what is wrong."""
        if not self._chance.randrange(FETCHES):
            self._fetch()
            return
        accident = self._chance.choice(ACCIDENTS if can_mount() else [LIMIT])
        with self._place(accident) as place:
            makes = self._build, self._update, self._remove, self._first_build, self._rollback
            (make,) = self._chance.choices(makes, OFTEN)
            operation = make(place / "index")
            if operation.name == "first build":
                self._empty(place / "index")
            if accident == READ_ONLY:  # a lock that is open keeps a disk from becoming read-only
                lend(self._folder / "lock", place / "index" / ".lock")
            self._run(operation, accident, place)

    @contextmanager
    def _place(self, accident):
        """Yield a folder with an index, on a disk of its own unless only files are limited."""
        with ExitStack() as stack:
            if accident == LIMIT:
                place = Path(stack.enter_context(TemporaryDirectory(dir=self._folder)))
            else:
                place = stack.enter_context(mounted(self._folder))
            copytree(self._whole / "index", place / "index")
            yield place

    @staticmethod
    def _empty(index_dir):
        index_dir.rename(index_dir.with_name("elsewhere"))
        index_dir.mkdir()

    def _run(self, operation, accident, place):
        """Run an operation with too little of something, and again with enough."""
        index_dir = place / "index"
        before, gone = held(index_dir), frozenset(withdrawn(index_dir))
        ended = self._short(operation, accident, place)
        told = f"{operation.name}, {accident}: {ended}"
        if place.is_mount():
            enlarge(place)
        self._count(operation, accident, ended)
        if not ended.status:
            self._look(operation.after, gone | operation.gone, index_dir, told)
            return
        self._listen(ended, told)
        switched = "is live" in ended.printed  # and then older versions could not be removed
        wanted = operation.after if switched else before
        self._look(wanted, gone, index_dir, told, maybe=operation.gone)
        if (left := leftovers(index_dir)) and accident != READ_ONLY:
            self._tally.wrong.append(f"{told} leaves {left}")
        again = self._index(operation.arguments, index_dir)
        self._look(operation.after, gone | operation.gone, index_dir, f"{told}, then {again}")
        if (left := leftovers(index_dir)) and operation.name != "rollback":
            self._tally.wrong.append(f"{told}, then {again} leaves {left}")

    def _short(self, operation, accident, place):
        """Run an operation with too little of something."""
        job = self._job(operation, place)
        return self._shortages.run(job, operation.name, accident, place)

    def _count(self, operation, accident, ended):
        """Count what failed; what got through is told beside it."""
        self._tally.tried[accident if ended.status else " enough"] += 1
        self._tally.tried[f" {operation.name}"] += bool(ended.status)

    @staticmethod
    def _job(operation, place):
        if operation.name == "fetch":
            return Job(target=FETCH, arguments=list(operation.arguments))
        arguments = [*operation.arguments, "--index-dir", str(place / "index")]
        return Job(target=INDEX, arguments=arguments)

    def _listen(self, ended, told):
        """Tell what an operator is told that is not one sentence."""
        lines = ended.printed.strip().splitlines()
        if ended.status != 1 or len(lines) != 1 or not lines[0].startswith("Error: "):
            self._tally.wrong.append(f"not one sentence: {told}")

    def _look(self, wanted, gone, index_dir, told, *, maybe=frozenset()):
        """Tell what an index does not hold; maybe is what may be withdrawn already."""
        try:
            found, found_gone = held(index_dir), withdrawn(index_dir)
        except (IndexUnavailableError, BuildError, ValueError, OSError) as error:
            self._tally.lost.append(f"{told}: {error}")
            return
        if found != wanted:
            self._tally.lost.append(f"{told}: {sorted(found.items() ^ wanted.items())[:3]}")
        if found_gone not in (gone, gone | maybe):
            self._tally.lost.append(f"{told}: withdrawn {sorted(found_gone ^ gone)[:9]}")

    def _index(self, arguments, index_dir):
        return self._forks.run(
            Job(target=INDEX, arguments=[*arguments, "--index-dir", str(index_dir)])
        )

    def _build(self, index_dir):
        after = without(texts(article(n) for n in FIRST), withdrawn(index_dir))
        return Operation(name="build", arguments=("build", self._first), after=after)

    def _first_build(self, _index_dir):
        after = texts(article(n) for n in FIRST)
        return Operation(name="first build", arguments=("build", self._first), after=after)

    def _update(self, index_dir):
        new = [article(number, 3) for number in NEW]
        path = str(write(self._folder / "newer.jsonl", new))
        after = without(held(index_dir) | texts(new), withdrawn(index_dir))
        return Operation(name="update", arguments=("update", path), after=after)

    def _remove(self, index_dir):
        live = held(index_dir)
        gone = frozenset(f"n{number}" for number in GONE) & live.keys()
        named = (part for own in sorted(gone) for part in ("--remove", own))
        arguments = ("update", *named, "--allow-shrink")
        return Operation(name="remove", arguments=arguments, after=without(live, gone), gone=gone)

    @staticmethod
    def _rollback(index_dir):
        after = held(index_dir, previous_version(index_dir))
        return Operation(name="rollback", arguments=("rollback",), after=after)

    def _fetch(self):
        """Let a fetch meet an accident: what it could not keep comes with the next one."""
        if not can_mount():
            return
        accident = self._chance.choice(OF_FETCHES)
        with mounted(self._folder) as place:
            self._papers.version = 1
            fetching = Trial(place, self._chance, self._papers)
            operation = Operation(name="fetch", arguments=fetching.arguments, after={})
            self._forks.run(self._job(operation, place))
            self._papers.version = 2
            ended = self._short(operation, accident, place)
            told = f"fetch, {accident}: {ended}"
            enlarge(place)
            self._count(operation, accident, ended)
            if "Traceback" in ended.printed or ended.status in {UNEXPECTED, -6}:
                self._tally.wrong.append(told)
            self._tally.lost += [f"{told}: {each}" for each in self._sound(place / "index")]
            again = self._forks.run(self._job(operation, place))
            lost = [f"{told}, then {again}: {each}" for each in fetching.check()]
            self._tally.lost += lost

    def _sound(self, index_dir):
        """Yield what an index has lost of the articles that were fetched at first."""
        try:
            found = held(index_dir)
        except (IndexUnavailableError, ValueError, OSError) as error:
            yield str(error)
            return
        if len(found) != len(self._papers.expected()):
            yield f"{len(found)} articles in {current_version(index_dir)}"


def trial(tally, times, chance):
    """Let so many disks become full."""
    if not can_mount():
        tally.note = "no file system may be mounted here: only files were limited"
    with Forks() as forks, in_memory() as folder:
        disks = Disks(folder, forks, tally, chance)
        try:
            while tally.total < times:
                disks.attempt()
        finally:
            disks.close()
