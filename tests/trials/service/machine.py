"""What serves, fails: disks, files, permissions, the clock. Pages go on, or 503 says what is true.

A process answers from the files that it has opened, whatever becomes of their names. When all is as
it was, pages are answered as before, and another version is taken live.
"""

import asyncio
import ctypes
import json
import os
import shutil
import signal
import struct
import subprocess
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from index.indexer.build import build_index
from index.versions.ownership import CURRENT, versions
from index.versions.store import activate, current_version
from tests.oddities import ODDITIES, in_place_of
from tests.processes import heed_interrupts
from tests.trials.holdings import ARTICLES, article, write
from tests.trials.mounts import in_memory
from tests.trials.service.running import serving, wait_for
from tests.trials.service.wire import LostError, asked

#: A file to which nothing can be written, as on a full disk.
_FULL = Path("/dev/full")
_PAGE = "/search?q=%D8%A7%D9%84%D9%85%D9%88%D8%B3%D9%85&size={}&from={}"
#: How long a fault lasts until what watches over the index has met it. Set by hand.
_LASTS = 0.6
#: The seconds by which the clock is changed: an hour, a day, years, forth and back.
_SHIFTS = (-3600, -86_400, 86_400, -300_000_000, 0)
#: linux/capability.h, linux/prctl.h: what lets root read everything, and how to do without.
_OVERRIDING, _CAPBSET_DROP = (1, 2), 24
_NAMES = '[section.economy]\nname = "اقتصاد"\n'
#: Changes what the C library says of the clock by the seconds in a file that both map.
_CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
static const volatile long long *shift;
__attribute__((constructor)) static void begin(void) {
    shift = mmap(0, 8, PROT_READ, MAP_SHARED, open(getenv("CLOCK_SHIFT"), O_RDONLY), 0);
}
int clock_gettime(clockid_t id, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int failed = real(id, now);
    if (shift && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) now->tv_sec += *shift;
    return failed;
}
time_t time(time_t *where) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (where) *where = now.tv_sec;
    return now.tv_sec;
}
int gettimeofday(struct timeval *where, void *zone) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    where->tv_sec = now.tv_sec;
    where->tv_usec = now.tv_nsec / 1000;
    return 0;
}
"""


class Machine:
    """A service whose machine fails."""

    def __init__(self, service, index_dir, clock, tally):
        """Let its clock be changed by a file, which is None where it cannot be."""
        self._service, self._index_dir, self._tally = service, index_dir, tally
        self._clock, self._asked = clock, count()
        self._workers = service.workers()

    def fail(self, number):
        """Let the next of all faults happen, and be mended; then take the other version live."""
        faults = list(self._faults())
        name, fault = faults[number % len(faults)]
        if self._service.workers() != self._workers:
            self._tally.lost.append(f"a process ended before {name}")
        with fault():
            self._look(name)
            if number // len(faults) % 2 != number % 2:
                name += ", a process killed"
                self._replace_one()
            wait_for(lambda: False, _LASTS)
            for _ in range(4):
                self._look(name)
        self._tally.tried[name.partition(" ")[0]] += 1
        self._workers = self._service.workers()
        self._mend(name)

    def _replace_one(self):
        """Kill a process: another must open what is there now."""
        before = self._service.workers()
        os.kill(before[0], signal.SIGKILL)
        self._tally.tried[" killed meanwhile"] += 1
        wait_for(lambda: before[0] not in (now := self._service.workers()) and len(now) > 1)

    def _mend(self, name):
        """Tell if pages are not answered after a fault, or not from the version that is live."""
        live = current_version(self._index_dir)
        other = next(each for each in versions(self._index_dir) if each != live)
        activate(self._index_dir, other)
        for _ in self._workers * 2:
            if not wait_for(lambda: self._serves(other)):
                self._tally.lost.append(f"{other} is not served after {name}")
                return

    def _faults(self):
        """Yield the faults by name; each is entered, and mended when it is left."""
        names = self._index_dir.with_name("names.toml")
        for oddity in ODDITIES:
            yield f"CURRENT {oddity.__name__}", lambda o=oddity: self._odd(CURRENT, o)
            yield f"names {oddity.__name__}", lambda o=oddity: in_place_of(names, o)
            yield f"index {oddity.__name__}", lambda o=oddity: in_place_of(self._index_dir, o)
            live = current_version(self._index_dir)
            yield f"version {oddity.__name__}", lambda o=oddity, v=live: self._odd(v, o)
        for shift in _SHIFTS if self._clock else ():
            yield f"clock {shift:+}", lambda s=shift: self._shifted(s)

    def _odd(self, name, oddity):
        return in_place_of(self._index_dir / name, oddity)

    @contextmanager
    def _shifted(self, seconds):
        """Change the clock; it stays so until it is changed again."""
        self._clock.write_bytes(struct.pack("q", seconds))
        yield

    def _look(self, name):
        for target in (self._page(), "/healthz"):
            try:
                reply = asyncio.run(asked(self._service.address, target))
            except LostError as error:
                self._tally.lost.append(f"{name}: {error}")
                continue
            self._tally.tried[f" {reply.status}"] += 1
            is_told = reply.status == 200 or reply.header("retry-after")
            if reply.status not in {200, 503} or not is_told:
                self._tally.wrong.append(f"{name}: {target} is answered {reply.status}")

    def _page(self):
        """Return the address of a page that nobody has asked for."""
        number = next(self._asked)
        return _PAGE.format(number % 50 + 1, 1900 + number // 50)

    def _serves(self, version):
        """Return whether the process that answers does it from a version."""
        reply = asyncio.run(asked(self._service.address, "/api/v1/stats"))
        return reply.status == 200 and json.loads(reply.body)["index"]["id"] == version


def _of_a_user():
    """Do without root's right to read everything, in the program that follows."""
    heed_interrupts()
    if not os.geteuid():
        for capability in _OVERRIDING:
            ctypes.CDLL(None).prctl(_CAPBSET_DROP, capability, 0, 0, 0)


def _clock(folder):
    """Return the file by which the clock is changed and the variables for that; None and {}."""
    compiler = shutil.which("cc")
    if not compiler:
        return None, {}
    (folder / "clock.c").write_text(_CLOCK)
    made, file = folder / "clock.so", folder / "clock"
    command = [compiler, "-shared", "-fPIC", "-o", made, folder / "clock.c", "-ldl"]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        return None, {}
    file.write_bytes(bytes(8))
    return file, {"LD_PRELOAD": str(made), "CLOCK_SHIFT": str(file)}


def trial(tally, times, _chance):
    """Let so many faults happen, one after the other."""
    with ExitStack() as stack:
        folder = stack.enter_context(in_memory())
        index_dir = folder / "index"
        records = [article(number) for number in range(ARTICLES)]
        for _ in range(2):
            build_index([write(folder / "articles.jsonl", records)], index_dir, processes=1)
        (folder / "names.toml").write_text(_NAMES)
        clock, variables = _clock(folder)
        if not clock:
            tally.note = "no C compiler here: the clock was not changed"
        # What it has to say of the faults, it cannot write: that must not matter either.
        full = stack.enter_context(_FULL.open("wb"))
        options = {"said": full, "prepare": _of_a_user, "variables": variables}
        service = stack.enter_context(serving(index_dir, "--log-access", _FULL, **options))
        machine = Machine(service, index_dir, clock, tally)
        for number in range(times):
            machine.fail(number)
