"""A service that runs as operators start it, its processes, and what they take of the machine."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import urlsplit

from tests.processes import heed_interrupts
from tests.web.server.running import gone

#: Seconds in which a busy machine has done anything at all.
LIMIT = 120
ROOT = Path(__file__).parents[3]
#: What a terminal would run: this interpreter, these modules.
COMMAND = ("-c", "import sys; sys.argv[0] = 'iqtisad'; from web.entry import main; main()", "serve")
#: Where the tests keep compiled code; a service that compiles takes half a minute to start.
_COMPILED = ROOT / ".pytest_cache" / "compiled"
_KILOBYTES = 1024


class Service:
    """A service of some processes, and where it is."""

    def __init__(self, process, said):
        """Wait until the first of its processes is there; said is what it writes of errors."""
        self._process, self._said = process, said
        line = process.stdout.readline()
        where = next((word for word in line.split() if "://" in word), None)
        if where is None:
            raise OSError(f"the service does not start: {self.said()}")
        self.host, self.port = urlsplit(where).hostname, urlsplit(where).port

    @property
    def pid(self):
        """Return the process that looks after the others."""
        return self._process.pid

    @property
    def address(self):
        """Return host and port."""
        return self.host, self.port

    def workers(self):
        """Return the processes that answer."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(child) for child in listed.split() if not gone(int(child))]

    def said(self):
        """Return what it has written of errors."""
        self._said.seek(0)
        return self._said.read().decode(errors="replace")

    def tell(self, sent):
        """Send a signal to the process that looks after the others."""
        os.kill(self.pid, sent)

    def ended(self):
        """Wait for its end, and return its status."""
        return self._process.wait(LIMIT)


@contextmanager
def serving(index_dir, *options, processes=2, said=None, prepare=heed_interrupts, variables=None):
    """Start a service; whatever becomes of the trial, it and its processes end.

    index_dir is a directory, or the address of a cluster, a text. said is a file for its errors,
    prepare is called in its process, variables are set there.

    Its coverage is not measured: coverage takes a lock whenever it meets a new file, and a process
    that a signal interrupts while it holds that lock waits for it for ever.
    """
    uncovered = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    where = ["--index" if isinstance(index_dir, str) else "--index-dir", index_dir]
    given = [*where, "--port", "0", "--processes", processes, *options]
    own = {"PYTHONPATH": str(ROOT)} | (variables or {})
    with (
        TemporaryFile() as errors,
        subprocess.Popen(
            [sys.executable, *map(str, (*COMMAND, *given))],
            env={"NUMBA_CACHE_DIR": str(_COMPILED)} | uncovered | own,
            stdout=subprocess.PIPE,
            stderr=said or errors,
            text=True,
            preexec_fn=prepare,  # noqa: PLW1509  it only sets what a process may, or what a signal does
        ) as process,
    ):
        left = []
        try:
            service = Service(process, errors)
            wait_for(lambda: len(service.workers()) == processes)
            yield service
        finally:
            if process.poll() is None:
                left = [process.pid, *Service.workers(process)]
            for each in left:
                _kill(each)


def _kill(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def wait_for(told, seconds=LIMIT):
    """Return what told returns, once that is something; what it is by then, after seconds."""
    until = time.monotonic() + seconds
    while not (answer := told()) and time.monotonic() < until:
        time.sleep(0.05)
    return answer


def memory_of(pid):
    """Return the bytes that a process has in memory."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    line = next(line for line in status if line.startswith("VmRSS:"))
    return int(line.split()[1]) * _KILOBYTES


def sockets_of(pid):
    """Return the ports of those who are connected to a process."""
    mine = set(_open_in(pid))
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {int(row[2].split(":")[1], 16) for row in rows if f"socket:[{row[9]}]" in mine}


def gone_files_of(pid):
    """Return the files that a process keeps, mapped or open, although they are gone."""
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    kept = {line.split(maxsplit=5)[-1] for line in maps if line.endswith("(deleted)")}
    kept |= {each for each in _open_in(pid) if each.endswith("(deleted)")}
    return {each for each in kept if each.startswith("/")}


def _open_in(pid):
    """Yield what a process has open, as the system names it."""
    with suppress(FileNotFoundError):  # it has ended
        for each in list(Path(f"/proc/{pid}/fd").iterdir()):
            with suppress(FileNotFoundError):  # closed meanwhile
                yield str(each.readlink())
