"""The resident process that forks: python -m tests.trials.forking; see forks.

It reads jobs as lines of JSON, and answers each with a line when its fork has ended.
"""

import importlib
import json
import mmap
import os
import resource
import signal
import struct
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from index.indexer.build import build_index
from index.indexer.update import update_index
from search import Request, Searcher
from tests.conftest import SAMPLE
from tests.processes import heed_interrupts
from tests.trials.forks import UNEXPECTED, Ended, Job
from tests.trials.mounts import freeze, shrink

#: What changes a file system, besides opening a file to write.
CHANGES = frozenset(
    f"os.{name}" for name in "chmod link mkdir remove rename rmdir symlink truncate".split()
)
#: What sends the head or the body of a request, with whatever library.
SENT = "http.client.send"
#: What a process counts of itself, where its parent can read it: its steps, the step that replaced
#: CURRENT, and whether it was interrupted at a step.
COUNTS = struct.Struct("qqq")
#: The signals that wait while a process forks, and until its fork is at work.
WAITING = {signal.SIGCHLD, signal.SIGINT, signal.SIGTERM}
#: The longest that any process may take, in seconds: 100 times what the longest takes.
LIMIT = 300.0
#: The longest that other processes of a process may outlive it, in seconds.
LINGERING = 20.0


def serve():
    """Run the jobs of the standard input until it ends."""
    _warm()
    signal.pthread_sigmask(signal.SIG_BLOCK, WAITING)
    output = os.memfd_create("printed")
    for line in sys.stdin:
        print(json.dumps(_run(Job(**json.loads(line)), output)), flush=True)  # noqa: T201


def _warm():
    """Read what a command reads once in a process: lists, tables, patterns."""
    for module in ("index.commands.manage", "index.commands.fetch"):
        importlib.import_module(module)
    with suppress(ImportError):  # it is an extra
        importlib.import_module("opensearchpy")
    with TemporaryDirectory() as folder:
        index_dir = Path(folder) / "index"
        build_index([SAMPLE], index_dir)
        update_index([SAMPLE], index_dir, remove=["none"])
        searcher = Searcher(index_dir)
        searcher.snapshot().search(Request(text="أسعار النفطط"))
        searcher.close()


def _run(job, output):
    os.ftruncate(output, 0)
    os.lseek(output, 0, os.SEEK_SET)
    counts = mmap.mmap(-1, COUNTS.size)
    started = time.perf_counter()
    if not (process := os.fork()):
        os._exit(_work(job, output, counts))
    status, met = _awaited(process, job)
    seconds = time.perf_counter() - started
    steps, switch, interrupted = COUNTS.unpack(counts)
    printed = os.pread(output, os.fstat(output).st_size, 0).decode("utf-8", "replace")
    met = met or bool(interrupted)
    return Ended(status, printed, seconds, steps, switch, met, _lingers(process))


def _awaited(process, job):
    """Wait for a fork; return its status, and whether it was sent its signal from here."""
    ended = signal.sigtimedwait({signal.SIGCHLD}, LIMIT if job.seconds is None else job.seconds)
    if ended is None:
        os.kill(process, job.sent if job.seconds is not None else signal.SIGABRT)
        if signal.sigtimedwait({signal.SIGCHLD}, LIMIT) is None:
            os.kill(process, signal.SIGKILL)
            signal.sigtimedwait({signal.SIGCHLD}, LIMIT)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), ended is None


def _lingers(group):
    """Return whether processes of a group are left after a while; end them."""
    deadline = time.monotonic() + LINGERING
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.01)
    os.killpg(group, signal.SIGKILL)
    return True


def _work(job, output, counts):
    """Do a job in this process; return its status."""
    os.setpgid(0, 0)
    heed_interrupts()
    for stream in (1, 2):
        os.dup2(output, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if job.limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (job.limit, resource.RLIM_INFINITY))
    module, _, name = job.target.partition(":")
    try:
        target = getattr(importlib.import_module(module), name)
        sys.addaudithook(_watch(job, counts))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WAITING)
        target(job.arguments)
    except SystemExit as ended:
        status = ended.code or 0
    except BaseException:  # noqa: BLE001  a trial says what it was
        traceback.print_exc()
        status = UNEXPECTED
    else:
        status = 0
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def _watch(job, counts):
    """Return an audit hook that counts the steps, and interrupts at the one of the job."""
    steps, switch = 0, 0

    def step(event, arguments):
        nonlocal steps, switch
        if not (event == SENT if job.asking else _is_change(event, arguments)):
            return
        steps += 1
        if event == "os.rename" and str(arguments[1]).endswith("/CURRENT"):
            switch = steps
        is_due = job.step is not None and steps >= job.step and not COUNTS.unpack(counts)[2]
        COUNTS.pack_into(counts, 0, steps, switch, COUNTS.unpack(counts)[2])
        if is_due and _interrupted(job):
            COUNTS.pack_into(counts, 0, steps, switch, 1)
            if not job.frozen:
                os.kill(os.getpid(), job.sent)

    return step


def _interrupted(job):
    """Do to the disk what a job says; return whether that, or the signal, can be now."""
    if not job.frozen:
        return True
    if job.room is None:
        return freeze(Path(job.frozen))
    shrink(Path(job.frozen), room=job.room)
    return True


def _is_change(event, arguments):
    """Return whether an event changes a file system."""
    return event in CHANGES or (event == "open" and _writes(*arguments))


def _writes(_path, mode, flags):
    """Return whether a file is opened for more than to be read."""
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) or bool(
        set(mode or "") - set("rbtU")
    )


if __name__ == "__main__":
    serve()
