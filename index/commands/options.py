"""The options that several of the operator's commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from index.articles.kinds import READERS
from index.indexer.build import MEMORY

F = TypeVar("F", bound=Callable[..., Any])


def _folder_option(name: str, default: str, variable: str, says: str) -> Callable[[F], F]:
    return click.option(
        name,
        default=default,
        show_default=True,
        envvar=variable,
        show_envvar=True,
        type=click.Path(file_okay=False, path_type=Path),
        help=says,
    )


index_dir_option = _folder_option(
    "--index-dir", "data/index", "IQTISAD_INDEX_DIR", "Where the index versions are kept."
)
archive_option = _folder_option(
    "--archive", "data/archive", "IQTISAD_ARCHIVE_DIR", "Where what was fetched is kept."
)
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


def reading_options(command: F) -> F:
    """Add to a command the options that say what is read: --language and --kind."""
    language = click.option(
        "--language",
        default="ar",
        show_default=True,
        type=click.Choice(["ar", "any"]),
        help="Pass over articles in other languages, or none.",
    )
    kind = click.option(
        "--kind",
        type=click.Choice(list(READERS)),
        help="What all files are.  [default: as their content says]",
    )
    return language(kind(command))


def sources_argument(command: F) -> F:
    """Add the argument SOURCES to a command: sources.toml, if it is not given."""
    return click.argument(
        "sources", default="sources.toml", type=click.Path(dir_okay=False, path_type=Path)
    )(command)
