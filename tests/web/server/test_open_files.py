"""As many connections as a process may open files for."""

import subprocess
import sys

import pytest

from tests.web.server.running import ROOT, on_linux

TELLS = """
import resource, sys
from web.server.open_files import allow_open_files
soft, hard, wanted = map(int, sys.argv[1:])
resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
print(allow_open_files(wanted), *resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@on_linux
@pytest.mark.parametrize(
    ("soft", "hard", "wanted", "allowed", "after"),
    [
        pytest.param(256, 4096, 1000, 1000, 1512, id="raised"),
        pytest.param(256, 1024, 1000, 512, 1024, id="as far as the system lets it"),
        pytest.param(2048, 4096, 100, 100, 2048, id="enough already"),
        pytest.param(256, 256, 1000, 1, 256, id="hardly any"),
    ],
)
def test_files_are_allowed_and_connections_counted(soft, hard, wanted, allowed, after):
    """Never lowered, never beyond what the system gives; one connection at least."""
    command = [sys.executable, "-c", TELLS, *map(str, (soft, hard, wanted))]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.split() == [str(allowed), str(after), str(hard)]
