"""Which engine answers: chosen by where the index is. Today that is a directory."""

import logging
from collections.abc import Callable
from pathlib import Path

from search.engine.local.refresh import LiveLocalFinder
from search.engine.protocol import Finder, LiveFinder
from search.engine.scoring.code_cache import code_cache
from search.engine.scoring.kernels import NUMPY, Kernels
from search.weights import Weights

_log = logging.getLogger(__name__)
_ALLOW = "a unit of systemd must not have MemoryDenyWriteExecute"


def live_finder(  # noqa: PLR0913  one for each choice
    index_dir: Path,
    *,
    names: Path | None = None,
    cache_dir: Path | None = None,
    weights: Weights,
    compiled: bool,
    warm: Callable[[Finder], None],
) -> LiveFinder:
    """Return the finder of the live version in a directory; nothing is opened yet.

    names is a file of the names of labels, by default names.toml beside the directory. compiled
    runs the compiled loops, which take seconds to compile and are worth it for a server; their code
    is kept in cache_dir, see scoring.code_cache. warm is called with each version that replaces
    another.
    """
    kernels = _compiled(index_dir, cache_dir) if compiled else NUMPY
    return LiveLocalFinder(index_dir, names, weights=weights, kernels=kernels, warm=warm)


def _compiled(index_dir: Path, cache_dir: Path | None) -> Kernels:
    """Return the compiled loops, those of NumPy where nothing can be compiled, which is told."""
    try:
        # Not above: importing a compiler takes longer than a command's one query.
        from search.engine.scoring.compiled import COMPILED, LOOPS  # noqa: PLC0415
        from search.engine.scoring.compiled_cache import keep  # noqa: PLC0415
    except (ImportError, OSError) as error:  # OSError: no memory may be made executable
        _log.warning("queries take longer, Numba cannot compile here: %s; %s", error, _ALLOW)
        return NUMPY
    kept = code_cache(index_dir, cache_dir)
    if kept.told:
        _log.warning("%s", kept.told)
    if kept.directory:
        keep(LOOPS, kept.directory)
    return COMPILED
