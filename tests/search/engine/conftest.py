"""Loops that are compiled once, and not for each run of the tests."""

from pathlib import Path

import pytest

from search.engine.scoring.code_cache import code_cache
from search.engine.scoring.compiled import LOOPS
from search.engine.scoring.compiled_cache import keep


@pytest.fixture(scope="session", autouse=True)
def _kept():
    """Keep the compiled code where all tests find it."""
    if directory := code_cache(Path()).directory:
        keep(LOOPS, directory)
