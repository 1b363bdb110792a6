"""The options that several of the operator's commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from index.indexer.build import MEMORY

F = TypeVar("F", bound=Callable[..., Any])


def index_dir_option(command: F) -> F:
    """Add --index-dir to a command."""
    return click.option(
        "--index-dir",
        default="data/index",
        show_default=True,
        envvar="IQTISAD_INDEX_DIR",
        show_envvar=True,
        type=click.Path(file_okay=False, path_type=Path),
        help="Where the index versions are kept.",
    )(command)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
allow_shrink_option = click.option(
    "--allow-shrink", is_flag=True, help="Go live with less than half of the articles of now."
)
memory_option = click.option(
    "--memory",
    default=MEMORY,
    show_default=True,
    type=click.IntRange(min=1),
    help="The memory for postings before they are written to disk, in MiB.",
)
