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
