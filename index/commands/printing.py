"""What commands print: lines and JSON that command no terminal, whatever they quote.

Whoever reads it may go away before it has heard all.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from index.text.controls import escaped, json_text

#: The exit status where whoever reads the articles went away, as a shell has it for SIGPIPE.
UNHEARD = 141


def say(*lines: str, err: bool = False) -> None:
    """Print lines; a line end inside one, of a file name or a title, makes no other."""
    if lines:
        click.echo("\n".join(map(escaped, lines)), err=err)


def say_json(value: Any, *, indent: int | None = None, err: bool = False) -> None:  # noqa: ANN401
    """Print a value as JSON, in UTF-8 whatever the locale."""
    click.echo(json_text(value, indent).encode(), err=err)


@contextmanager
def heard() -> Iterator[None]:
    """End without a word where nobody reads what is printed any more."""
    try:
        yield
    except BrokenPipeError:
        # Python would write what is left in the buffer once more, and complain.
        sys.stdout = None
        sys.exit(UNHEARD)
