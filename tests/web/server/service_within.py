"""python -m tests.web.server.service_within INDEX_DIR PROCESSES LIMITS: a service of a test."""

import json
import sys
from pathlib import Path

from web.server import listeners
from web.serving import Service
from web.settings.settings import Limits, Settings

if __name__ == "__main__":
    index_dir, processes, limits = sys.argv[1:]
    listening = listeners.at_address("127.0.0.1", 0, int(processes))
    settings = Settings(
        index_dir=Path(index_dir), processes=int(processes), limits=Limits(**json.loads(limits))
    )
    Service(settings).run(listening)
