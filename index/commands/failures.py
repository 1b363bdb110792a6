"""Expected failures of a command, told in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def told(*expected: type[Exception]) -> Iterator[None]:
    """Turn expected errors into one sentence and status 1."""
    try:
        yield
    except expected as error:
        raise click.ClickException(str(error)) from error


def mendable(error: OSError) -> str:
    """Return what the file system refused, where, and what to do about it."""
    where = error.filename or "the file system"
    return (
        f"{where}: {error.strerror or error}; mend that, or name another directory with --index-dir"
    )
