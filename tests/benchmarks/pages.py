"""Answer pages in this process as a server does, and say how long each took.

    python pages.py INDEX_DIR ROUNDS < targets

Prints the CPU milliseconds of each page as JSON, round by round. PYTHONPATH names the code: that of
another commit is measured by the same script.
"""

import json
import sys
import time
from contextlib import suppress
from pathlib import Path

from web import create_app
from web.settings.settings import Settings


def measured(client, target):
    """Return the CPU milliseconds of a page."""
    started = time.process_time()
    assert client.get(target).status_code == 200
    return (time.process_time() - started) * 1000


def main(index_dir, rounds, targets):
    """Print how long the targets took; once before they are measured all are answered."""
    client = create_app(Settings(index_dir=Path(index_dir)), compiled=True).test_client()
    for target in targets:
        measured(client, target)
    with suppress(ImportError):  # of a commit whose server did nothing about garbage
        from web.server.garbage import look_seldom  # noqa: PLC0415

        look_seldom()
    print(json.dumps([measured(client, each) for _ in range(int(rounds)) for each in targets]))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:], sys.stdin.read().split())
