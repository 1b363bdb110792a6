"""The choice of an engine."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from search import located
from search.engine.factory import live_finder, live_version
from search.engine.protocol import IndexUnavailableError
from search.weights import WEIGHTS
from tests.conftest import ROOT


@pytest.mark.parametrize("compiled", [False, True], ids=["numpy", "compiled"])
def test_a_directory_is_answered_by_this_machine(sample_index, compiled):
    """Whichever loops it runs."""
    live = live_finder(sample_index, weights=WEIGHTS, compiled=compiled, warm=lambda _: None)
    assert live.get().statistics.articles > 0
    live.close()


def test_nothing_is_opened_before_the_first_call(tmp_path):
    """A server may start before its index exists."""
    live = live_finder(tmp_path / "late", weights=WEIGHTS, compiled=False, warm=lambda _: None)
    with pytest.raises(IndexUnavailableError, match="iqtisad index build"):
        live.get()


def started(program, **environment):
    """Return a process that has run a program with nothing but the environment that is given."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**kept, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_importing_the_loops_asks_for_no_directory():
    """A user without a home can serve: where code is kept is decided later."""
    nowhere = {"NUMBA_CACHE_LOCATOR_CLASSES": "ZipCacheLocator"}
    told = started("import search.engine.scoring.compiled", **nowhere)
    assert (told.returncode, told.stderr) == (0, "")


#: What MemoryDenyWriteExecute of systemd does: PR_SET_MDWE, of Linux 6.3.
FORBIDDEN = """
import ctypes, pathlib, sys
if ctypes.CDLL(None).prctl(65, 1, 0, 0, 0):
    sys.exit(77)
from search import Request, Searcher
searcher = Searcher(pathlib.Path(sys.argv[1]), compiled=True)
print(searcher.snapshot().search(Request(text="نفط")).total > 0)
""".replace("sys.argv[1]", "{index_dir!r}")


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
def test_where_nothing_may_be_compiled_numpy_answers(sample_index):
    """And one line says so, with the way out."""
    told = started(FORBIDDEN.format(index_dir=str(sample_index)))
    if told.returncode == 77:
        pytest.skip("this kernel cannot forbid it")
    assert told.stdout == "True\n"
    assert "MemoryDenyWriteExecute" in told.stderr
    assert len(told.stderr.splitlines()) == 1


#: What a server over an index imports once it was asked: the modules that are heavy.
IMPORTED = """
import pathlib, sys
from search import IndexUnavailableError, Request, Searcher, located
searcher = Searcher(located({place}), compiled=True)
try:
    searcher.snapshot().search(Request(text="نفط"))
except IndexUnavailableError as error:
    print("not there:", error)
print(*sorted({{"numba", "opensearchpy", "urllib3"}} & set(sys.modules)))
"""


def test_nothing_of_a_cluster_is_imported_for_a_directory(sample_index):
    """Its client need not even be installed."""
    told = started(IMPORTED.format(place=f"pathlib.Path({str(sample_index)!r})"))
    assert (told.stdout, told.stderr) == ("numba\n", "")


def test_no_compiler_is_imported_for_a_cluster():
    """A few hundred candidates are scored without: its memory and its start are saved."""
    told = started(IMPORTED.format(place="'opensearch+http://127.0.0.1:1/news'"))
    missing, modules = told.stdout.splitlines()
    assert missing.startswith("not there: opensearch+http://127.0.0.1:1/news")
    assert (modules, told.stderr) == ("opensearchpy urllib3", "")


def test_each_engine_is_asked_what_is_live(sample_index):
    """Without opening it."""
    assert live_version(sample_index).articles > 0
    with pytest.raises(IndexUnavailableError, match="cannot be connected to"):
        live_version(located("opensearch+http://127.0.0.1:1/news"))


@pytest.fixture
def readable(sample_index):
    """Return the directory of an index that every user can read: tmp_path is for one alone."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield shutil.copytree(sample_index, Path(folder) / "index")


SERVED = """
import pathlib
from search import Request, Searcher
searcher = Searcher(pathlib.Path({index_dir!r}), compiled=True)
print(searcher.snapshot().search(Request(text="نفط")).total > 0)
"""


def as_nobody(program):
    """Return a process of a user who can write nowhere; raises PermissionError."""
    nobody = 65_534
    return subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": os.pathsep.join(sys.path), "XDG_CACHE_HOME": "/nowhere"},
        user=nobody,
        group=nobody,
        extra_groups=[],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def nobody_can_run():
    """Return whether there is such a user, who can run the interpreter and read the checkout."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    try:
        return as_nobody("import search").returncode == 0
    except PermissionError:
        return False


def test_a_user_without_a_place_of_its_own_compiles_in_memory(readable):
    """As nobody, who can read the index and write nowhere; it was a stack trace of Numba."""
    if not nobody_can_run():
        pytest.skip("only root becomes nobody, who can read neither a home of root nor this one")
    told = as_nobody(SERVED.format(index_dir=str(readable)))
    assert told.stdout == "True\n"
    assert "compiled code is not kept" in told.stderr
    assert len(told.stderr.splitlines()) == 1
