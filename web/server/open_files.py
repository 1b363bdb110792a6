"""How many files a process may have open: a connection is one."""

from contextlib import suppress

#: The files of a process beside its connections: the index, its libraries. Measured, doubled.
_OTHERS = 512


def allow_open_files(connections: int) -> int:
    """Return for how many connections this process may open files, raised if the system lets it."""
    try:
        import resource  # noqa: PLC0415  not every system has it
    except ImportError:
        return connections
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + _OTHERS
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
            now = wanted
    return connections if now == resource.RLIM_INFINITY else max(min(connections, now - _OTHERS), 1)
