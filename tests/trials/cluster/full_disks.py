"""The disks of a cluster become full while an archive is sent: what is live goes on.

Blocks are set as the cluster sets them, on the index that is being filled, on the live one, and on
everything; watermarks are set so low that it sets them by itself.
"""

import threading
from contextlib import closing, contextmanager

import httpx

from index.cluster.address import Address
from search import Request, Searcher
from tests.cluster.harness import LIMIT
from tests.trials.cluster.commands import INDEX, LAID_OUT
from tests.trials.cluster.editions import ALIAS, cluster_of, edition, held, live
from tests.trials.forks import UNEXPECTED, Forks, Job
from tests.trials.mounts import in_memory
from tests.trials.service.running import wait_for

_NUMBERS = (range(60), range(20, 96))
_BLOCK = "index.blocks.read_only_allow_delete"
_WORD = "الموسم"
#: What a sentence about a full disk must name.
_SAYS, _WAY_OUT = "disk", ("free space", "make room", "add a node", "lift")
_DISK = "cluster.routing.allocation.disk"
#: More is free than on any machine that tries this; the cluster looks as often as it may.
_NEEDED, _ROOM = "9000gb", "1b"


class Disks:
    """A cluster that becomes full, and what the operator is told."""

    def __init__(self, cluster, folder, forks, tally, chance):
        """Send the first edition."""
        self._cluster, self._forks, self._tally, self._chance = cluster, forks, tally, chance
        self._editions = [edition(folder, 1 + n, numbers) for n, numbers in enumerate(_NUMBERS)]
        self._searcher = Searcher(Address.parse(cluster.address(ALIAS)), cache_dir=folder / "cache")
        for each in self._editions:
            self.succeed(each)

    def close(self):
        """Let go of the connections."""
        self._searcher.close()

    def attempt(self, name, fault):
        """Let a disk be full while the other edition is sent; then send it again."""
        before = live(self._cluster)
        content = held(self._cluster, *before)
        other = next(each for each in self._editions if each.texts != content)
        with fault():
            ended = self._send(other)
            self._tally.tried[name] += 1
            self._hear(name, ended)
            self._look(name, before, content, ended)
        self.succeed(other)

    def succeed(self, edition):
        """Send an edition where there is room."""
        ended = self._send(edition)
        if ended.status or held(self._cluster, *live(self._cluster)) != edition.texts:
            self._tally.wrong.append(f"with room: {ended}")

    def _send(self, edition):
        arguments = ["build", str(edition.file), "--index-dir", str(edition.index_dir)]
        to = ["--to", self._cluster.address(ALIAS), *LAID_OUT]
        return self._forks.run(Job(target=INDEX, arguments=[*arguments, *to]))

    def _hear(self, name, ended):
        """Tell of a sentence that does not help; a block may come too late to be met."""
        if not ended.status:
            self._tally.tried[" too late"] += 1
            return
        said = ended.printed.rpartition("Error: ")[2]
        helps = _SAYS in said and any(each in said for each in _WAY_OUT)
        if ended.status == UNEXPECTED or "Traceback" in ended.printed or not helps:
            self._tally.wrong.append(f"{name}: {ended}")

    def _look(self, name, before, content, ended):
        """Tell if the live version was touched, or is not read."""
        now = live(self._cluster)
        if ended.status and (now != before or held(self._cluster, *now) != content):
            self._tally.lost.append(f"{name}: {now} is live and not {before}")
        self._searcher.refresh()
        page = self._searcher.snapshot().search(Request(text=_WORD))
        if page.total != len(held(self._cluster, *now)):
            self._tally.wrong.append(f"{name}: {page.total} on a page")

    @contextmanager
    def block_new(self):
        """Block whatever index is new, as soon as it is there."""
        over, known = threading.Event(), set(self._ours())

        def block():
            while not over.wait(0.02):
                for name in set(self._ours()) - known:
                    known.add(name)
                    self._set_block(name, blocked=True)

        blocking = threading.Thread(target=block)
        blocking.start()
        try:
            yield
        finally:
            over.set()
            blocking.join()
            self._set_block(f"{ALIAS}*", blocked=None)

    @contextmanager
    def block_all(self):
        """Block what is there already: the live version, and the lock."""
        self._set_block(f"{ALIAS}*", blocked=True)
        try:
            yield
        finally:
            self._set_block(f"{ALIAS}*", blocked=None)

    @contextmanager
    def watermarks(self):
        """Let the cluster find its disks full."""
        self._set(_watermarks(_NEEDED))
        wait_for(self._is_full, LIMIT)
        try:
            yield
        finally:
            self._set(_watermarks(_ROOM))  # the cluster lifts its blocks by itself
            wait_for(lambda: not self._is_full(), LIMIT)
            self._set(dict.fromkeys(_watermarks(_ROOM), None))

    def _ours(self):
        return [name for name in self._cluster.ask("GET", f"{ALIAS}-*/_settings") if "2" in name]

    def _is_full(self):
        settings = self._cluster.ask("GET", f"{ALIAS}*/_settings", flat_settings="true")
        blocked = [each["settings"].get(_BLOCK) == "true" for each in settings.values()]
        of_all = self._cluster.ask("GET", "_cluster/state/blocks")["blocks"].get("global", {})
        return any(blocked) or bool(of_all)

    def _set(self, settings):
        self._cluster.ask("PUT", "_cluster/settings", {"persistent": settings})

    def _set_block(self, names, *, blocked):
        try:
            self._cluster.ask("PUT", f"{names}/_settings", {_BLOCK: blocked})
        except httpx.HTTPStatusError as error:
            if error.response.status_code != httpx.codes.NOT_FOUND:
                raise


def _watermarks(free):
    """Return the settings of a cluster that needs so much to be free."""
    return {
        f"{_DISK}.threshold_enabled": "true",
        **{f"{_DISK}.watermark.{name}": free for name in ("low", "high", "flood_stage")},
        "cluster.info.update.interval": "10s",
    }


def trial(tally, times, chance, given=None):
    """Let the disks become full so often, one way after the other."""
    with (
        in_memory() as folder,
        cluster_of(given) as cluster,
        Forks() as forks,
        closing(Disks(cluster, folder, forks, tally, chance)) as disks,
    ):
        ways = [
            ("a block on the new index", disks.block_new),
            ("a block on all that is there", disks.block_all),
            ("watermarks", disks.watermarks),
        ]
        for number in range(times):
            disks.attempt(*ways[number % len(ways)])
