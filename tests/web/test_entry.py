"""The entry of the console command: Ctrl-C is one sentence from the first moment on."""

import subprocess
import sys

import pytest

from tests.processes import heed_interrupts
from web.entry import INTERRUPTED

#: Seconds in which a busy machine has started a command.
LIMIT = 120
#: Interrupts the command when it begins to import a module.
CODE = """
import sys

MODULE = sys.argv[1]

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == MODULE:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
from web.entry import main
sys.argv[:] = ["iqtisad", *sys.argv[2:]]
main()
"""


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("click", ["--help"]),
        ("web.command", ["--help"]),
        ("importlib.metadata", ["--help"]),
        ("numpy", ["index", "list"]),
        ("index.commands.manage", ["index", "list"]),
        ("search.command", ["search", "نفط"]),
        ("flask", ["serve", "--port", "0"]),
    ],
    ids=["click", "command", "metadata", "numpy", "index", "search", "serve"],
)
def test_whatever_is_imported_an_interrupt_is_a_sentence(module, arguments):
    """And the status is that of an interrupted program."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, module, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT,
    )
    assert (done.returncode, done.stderr.strip()) == (INTERRUPTED, "Interrupted.")


def test_a_real_interrupt_while_it_starts_prints_no_stack_trace():
    """The signal comes when the command has begun to import."""
    code = CODE.replace("raise KeyboardInterrupt", "import os, signal; os.kill(os.getpid(), 2)")
    done = subprocess.run(
        [sys.executable, "-c", code, "index.commands.manage", "index", "list"],
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT,
        preexec_fn=heed_interrupts,
    )
    assert (done.returncode, done.stderr.strip()) == (INTERRUPTED, "Interrupted.")


def test_without_an_interrupt_it_is_the_command():
    """Its name is that of the program."""
    code = "import sys; sys.argv[:] = ['x', '--version']; from web.entry import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("iqtisad, version")
    assert done.returncode == 0
