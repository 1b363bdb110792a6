"""Which engine answers: chosen by where the index is, a directory or a cluster.

Nothing of a cluster is imported for a directory, and no compiler for a cluster: it scores a few
hundred articles.
"""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.cluster.address import Address
from search.engine.local.live_version import live_version as live_in_directory
from search.engine.local.versions import DirectoryVersions
from search.engine.protocol import Finder, LiveFinder
from search.engine.refresh import FollowingFinder, Versions
from search.engine.scoring.code_cache import code_cache
from search.engine.scoring.kernels import NUMPY, Kernels
from search.location import Location
from search.results import LiveVersion
from search.weights import Weights

if TYPE_CHECKING:
    from search.engine.opensearch.live.examination import Found

_log = logging.getLogger(__name__)
_ALLOW = "a unit of systemd must not have MemoryDenyWriteExecute"


def live_finder(  # noqa: PLR0913  one for each choice
    index: Location,
    *,
    names: Path | None = None,
    cache_dir: Path | None = None,
    weights: Weights,
    compiled: bool,
    candidates: int | None = None,
    warm: Callable[[Finder], None],
) -> LiveFinder:
    """Return the finder of the live version of an index; nothing is opened yet.

    names is a file of the names of labels, by default names.toml beside the directory, or where
    the program was started. compiled runs the compiled loops, which take seconds to compile and are
    worth it for a server; their code is kept in cache_dir, see scoring.code_cache. With a cluster
    it keeps the statistics of the archive, candidates are the articles that are ranked here, and
    compiled learns the words that the archive prints most before the first page.
    warm is called with each version that replaces another.
    """
    if isinstance(index, Address):
        versions: Versions = _in_cluster(
            index, names, cache_dir, weights, candidates, serving=compiled
        )
    else:
        kernels = _compiled(index, cache_dir) if compiled else NUMPY
        versions = DirectoryVersions(index, names, weights=weights, kernels=kernels)
    return FollowingFinder(versions, warm=warm)


def live_version(index: Location) -> LiveVersion:
    """Return the live version of an index, without opening it; raise IndexUnavailableError."""
    if isinstance(index, Address):
        from search.engine.opensearch.live.live_version import live_version as live  # noqa: PLC0415

        return live(index)
    return live_in_directory(index)


def cluster_findings(index: str, cache_dir: Path | None) -> "Iterator[Found]":
    """Yield what a server would meet at the address of a cluster; raises AddressError."""
    from search.engine.opensearch.live.examination import examine  # noqa: PLC0415

    return examine(Address.parse(index), cache_dir)


def _in_cluster(  # noqa: PLR0913  one for each choice
    address: Address,
    names: Path | None,
    cache_dir: Path | None,
    weights: Weights,
    candidates: int | None,
    *,
    serving: bool,
) -> Versions:
    # Not above: it is for those who have a cluster.
    from search.engine.opensearch.live.versions import CANDIDATES, ClusterVersions  # noqa: PLC0415

    return ClusterVersions(
        address,
        names,
        cache_dir=cache_dir,
        weights=weights,
        candidates=candidates or CANDIDATES,
        serving=serving,
    )


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
