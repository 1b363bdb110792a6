"""The live version changes under readers: every page is whole, and of one version.

Each version has all articles in another edition, which stands in every text. A page is of one
version if all editions on it are one, and its tag and its JSON name the index of that edition.
"""

import asyncio
import json
import re
from itertools import repeat
from pathlib import Path

from index.versions.ownership import versions
from index.versions.store import current_version
from tests.trials.build_kills import INDEX
from tests.trials.forks import Forks, Job
from tests.trials.holdings import ARTICLES, article, write
from tests.trials.mounts import in_memory
from tests.trials.service.running import gone_files_of, serving, wait_for
from tests.trials.service.wire import Readers

READERS = 12
_EDITION = re.compile(r"في الأسبوع (\d+) من الموسم")
_TAG = re.compile(r'"(\d{8}T\d+-[0-9a-f]{8})')
_MARKS = re.compile("</?mark>")
_QUERY = "%D8%A7%D9%84%D9%85%D9%88%D8%B3%D9%85"
TARGETS = (
    f"/search?q={_QUERY}&size=50", f"/search?q={_QUERY}&page=2", "/article/n1", "/article/n7.json",
    f"/api/v1/search?q={_QUERY}&size=20", "/api/v1/articles/n3", f"/search.jsonl?q={_QUERY}",
    f"/search.atom?q={_QUERY}", "/article/n2.txt", f"/api/v1/search?q={_QUERY}&lang=en&group=0",
)  # fmt: skip
#: The seconds after which files of versions that are gone must be let go.
_SOON = 20


class Swaps:
    """An index whose versions come and go, and what readers see of it."""

    def __init__(self, folder, forks, tally):
        """Build the first edition."""
        self.index_dir, self._folder, self._forks, self._tally = (
            folder / "index",
            folder,
            forks,
            tally,
        )
        self._edition, self._editions = 0, {}
        self._make("build")

    def switch(self, number):
        """Make another version live: a new one, the one before, the newest."""
        way = ("update", "rollback", "activate")[number % 3]
        if way == "update":
            self._make(way)
        else:
            self._command(way, *versions(self.index_dir)[-1:] * (way == "activate"))
        self._tally.tried[way] += 1

    def _make(self, way):
        self._edition += 1
        records = [article(number, self._edition) for number in range(ARTICLES)]
        self._command(way, str(write(self._folder / "articles.jsonl", records)))
        self._editions[current_version(self.index_dir)] = str(self._edition)

    def _command(self, name, *arguments):
        given = [name, *arguments, "--index-dir", str(self.index_dir)]
        ended = self._forks.run(Job(target=INDEX, arguments=given))
        if ended.status:
            self._tally.wrong.append(f"{name}: {ended}")

    def heard(self, target, reply):
        """Tell what is wrong with a page."""
        text = _MARKS.sub("", reply.body.decode())
        editions, named = set(_EDITION.findall(text)), set(_TAG.findall(reply.header("etag")))
        if target.startswith("/api/") and reply.status == 200:
            named.add(json.loads(text).get("index", {}).get("id", next(iter(named), "")))
        if reply.status != 200:
            self._tally.lost.append(f"{target}: {reply.status}")
            return
        if len(editions) != 1:
            self._tally.wrong.append(f"{target}: editions {sorted(editions)}")
            return
        # A tag of the text itself is one of an edition, too; that of a version becomes known when
        # the command that made it has ended.
        for name in named or {f"{target} {reply.header('etag')}"}:
            if self._editions.setdefault(name, *editions) not in editions:
                self._tally.wrong.append(f"{target}: editions {editions} as {name}")


async def _read_meanwhile(service, swaps, tally, times):
    over, at = False, 0

    def targets():
        nonlocal at
        for _ in repeat(None):
            if over:
                return
            at += 1
            yield TARGETS[at % len(TARGETS)]

    readers = Readers(service.address, READERS, targets())
    readers.heard = swaps.heard
    reading = asyncio.create_task(readers.read())
    for number in range(times):
        await asyncio.to_thread(swaps.switch, number)
    over = True
    await reading
    tally.tried[" pages"] += len(readers.waits)
    tally.lost += map(str, readers.lost)
    tally.note = f"asked once more {readers.retried}"


def _look_at_files(service, index_dir, tally):
    """Tell what files of versions that are gone are still open, and what is left of them."""
    kept = [version for version in index_dir.iterdir() if version.name[:2] == "20"]
    if len(kept) > 2:
        tally.wrong.append(f"{len(kept)} versions are left")

    def let_go():
        return not _old_files(service, index_dir)

    if not wait_for(let_go, _SOON):
        files = sorted(_old_files(service, index_dir))
        tally.wrong.append(f"{len(files)} files that are gone are open: {files[:3]}")


def _old_files(service, index_dir):
    """Return the files of index_dir that are gone and that a process of a service keeps open."""
    pids = (service.pid, *service.workers())
    return {
        file for pid in pids for file in gone_files_of(pid) if Path(file).is_relative_to(index_dir)
    }


def trial(tally, times, _chance):
    """Switch so many times under readers."""
    with Forks() as forks, in_memory() as folder:
        swaps = Swaps(folder, forks, tally)
        with serving(swaps.index_dir) as service:
            before = service.workers()
            asyncio.run(_read_meanwhile(service, swaps, tally, times))
            if service.workers() != before:
                tally.lost.append("a process ended")
            _look_at_files(service, swaps.index_dir, tally)
