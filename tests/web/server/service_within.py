"""python -m tests.web.server.service_within INDEX_DIR PROCESSES LIMITS: a service of a test.

Each of its processes says on stderr when it has given its first sign of life.
"""

import json
import os
import sys
from pathlib import Path

from web.server import listeners
from web.server.watch import Watch
from web.serving import Service
from web.settings.settings import Limits, Settings

_beat, _told = Watch.beat, set()


def beat(watch):
    """Give a sign of life, and say so once."""
    _beat(watch)
    if os.getpid() not in _told:
        _told.add(os.getpid())
        os.write(2, f"Process {os.getpid()} goes on\n".encode())


if __name__ == "__main__":
    Watch.beat = beat
    index_dir, processes, limits = sys.argv[1:]
    listening = listeners.at_address("127.0.0.1", 0, int(processes))
    settings = Settings(
        index_dir=Path(index_dir), processes=int(processes), limits=Limits(**json.loads(limits))
    )
    Service(settings).run(listening)
