"""Where this machine keeps what is known of a cluster's archive: it is fetched once.

In the directory that is named, else in that of the environment, else in the user's own cache.
"""

import os
from pathlib import Path

from index.cluster.statistics.cache import VARIABLE
from index.versions.manifest import IndexUnavailableError

#: Ours, which every command reads, and what systemd sets for a unit with CacheDirectory=.
_VARIABLES = (VARIABLE, "CACHE_DIRECTORY")
_OURS, _FOLDER = "iqtisad", "clusters"


def cache_directory(named: Path | None) -> Path:
    """Return the directory for statistics, which may have to be made.

    Raises IndexUnavailableError if there is none.
    """
    chosen = named or next(filter(None, map(os.environ.get, _VARIABLES)), None)
    if chosen:
        return Path(chosen) / _FOLDER
    return _of_user() / _OURS / _FOLDER


def _of_user() -> Path:
    users = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if users.is_absolute():  # others do not count, says its specification
        return users
    try:
        return Path.home() / ".cache"
    except RuntimeError as error:  # a user without home
        raise IndexUnavailableError(
            "what is known of the archive has no place, this user has no home; name a directory"
            f" that this user can write to in {VARIABLE}"
        ) from error
