"""One node of OpenSearch: a process of its own that can be killed and started again on its data."""

import subprocess
from contextlib import suppress
from typing import NamedTuple

from tests.cluster.installation import OPTIONS

#: Seconds for a node to close its files. Set by hand: it takes one.
_PATIENCE = 30


class Ports(NamedTuple):
    """Where a node listens: for clients, and for other nodes."""

    http: int
    transport: int


class Node:
    """Runs as long as whoever made it: the node's input ends with that process."""

    def __init__(self, home, ports, installation, settings, options=OPTIONS):
        """Be a node whose data lie in a directory; it is not started. options are Java's."""
        self.name, self.port = home.name, ports.http
        self._home, self._installation, self._options = home, installation, options
        self._settings = settings | {
            "node.name": self.name,
            "path.home": home,
            "http.port": ports.http,
            "transport.port": ports.transport,
        }
        self._process = None

    @property
    def pid(self):
        """Return the id of the process."""
        return self._process.pid

    @property
    def runs(self):
        """Return whether the process has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def log(self):
        """Return what the node has said."""
        path = self._home / "log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def start(self):
        """Start on the data that are there; waits for nothing."""
        (self._home / "config").mkdir(parents=True, exist_ok=True)
        settings = [f"{key}={value}" for key, value in self._settings.items()]
        classes = f"-XX:SharedArchiveFile={self._installation.shared_classes}"
        path = ("-cp", self._installation.class_path)
        command = ["java", *self._options, classes, *path, "OneNode", *settings]
        with (self._home / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self._home,
                start_new_session=True,  # Ctrl-C is for who started it
            )

    def kill(self):
        """End at once, as a machine without power does."""
        self._process.kill()
        self._wait()

    def stop(self):
        """End in order; nothing happens if it has ended."""
        if not self.runs:
            return
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._wait()
        except subprocess.TimeoutExpired:
            self.kill()

    def _wait(self):
        self._process.wait(_PATIENCE)
        with suppress(BrokenPipeError):
            self._process.stdin.close()
