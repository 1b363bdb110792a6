"""The compiled loops."""

from index.reader import open_reader
from search import Request, Searcher
from search.engine.scoring import compiled, compiled_scorer
from search.engine.scoring.compiled import COMPILED
from tests.search.queries import QUERIES


def test_compiled_kernels_are_ready_when_an_index_is_opened(sample_index):
    """After prepare no query compiles anything."""
    COMPILED.prepare(open_reader(sample_index))
    loops = (
        *(compiled._follow, compiled._candidates, compiled._tally),  # noqa: SLF001
        *(compiled._opening, compiled._beside),  # noqa: SLF001
        *(compiled_scorer._add, compiled_scorer._add_to),  # noqa: SLF001
    )
    signatures = [len(loop.signatures) for loop in loops]
    for text in QUERIES:
        Searcher(sample_index, compiled=True).snapshot().search(Request(text=text))
    assert signatures == [len(loop.signatures) for loop in loops]
