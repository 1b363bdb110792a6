"""python -m tests.web.server.service_within INDEX_DIR PROCESSES LIMITS: a service of a test."""

import json
import sys
from pathlib import Path

from web.server import listeners
from web.server.limits import Limits
from web.serving import Service

if __name__ == "__main__":
    index_dir, processes, limits = sys.argv[1:]
    listening = listeners.at_address("127.0.0.1", 0, int(processes))
    service = Service(index_dir=Path(index_dir), limits=Limits(**json.loads(limits)))
    service.open()
    print(listeners.url_of(listening[0]), flush=True)  # noqa: T201
    service.run(listening, int(processes))
