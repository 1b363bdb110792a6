"""Which engine answers: chosen by where the index is. Today that is a directory."""

from collections.abc import Callable
from pathlib import Path

from search.engine.local.refresh import LiveLocalFinder
from search.engine.protocol import Finder, LiveFinder
from search.engine.scoring.kernels import NUMPY
from search.weights import Weights


def live_finder(
    index_dir: Path,
    *,
    names: Path | None = None,
    weights: Weights,
    compiled: bool,
    warm: Callable[[Finder], None],
) -> LiveFinder:
    """Return the finder of the live version in a directory; nothing is opened yet.

    names is a file of the names of labels, by default names.toml beside the directory. compiled
    runs the compiled loops, which take seconds to compile once for an installation and are worth it
    for a server. warm is called with each version that replaces another.
    """
    kernels = NUMPY
    if compiled:
        # Not above: importing a compiler takes longer than a command's one query.
        from search.engine.scoring.compiled import COMPILED  # noqa: PLC0415

        kernels = COMPILED
    return LiveLocalFinder(index_dir, names, weights=weights, kernels=kernels, warm=warm)
