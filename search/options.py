"""The options of a command that searches: where the index is."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from index.cluster.address import Address
from search.location import Location


class AddressType(click.ParamType):  # type: ignore[type-arg]  # Click 8.1 has none
    """The address of a cluster; "" is none."""

    name = "address"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Address | None:
        """Return the address; what is refused is not quoted, it may hold a secret."""
        if not value or isinstance(value, Address):
            return value or None
        try:
            return Address.parse(value.strip())
        except ValueError as error:
            return self.fail(str(error), param, ctx)


def index_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --index-dir and --index to a command, which is called with the one that holds as index.

    A cluster takes the place of a directory, unless the directory is named nearer to the command.
    """

    @wraps(command)
    def with_index(*, index_dir: Path, index: Address | None, **others: Any) -> None:  # noqa: ANN401
        command(index=_chosen(index_dir, index), **others)

    directory = click.option(
        "--index-dir",
        default="data/index",
        show_default=True,
        envvar="IQTISAD_INDEX_DIR",
        show_envvar=True,
        type=click.Path(file_okay=False, path_type=Path),
    )
    cluster = click.option(
        "--index",
        envvar="IQTISAD_INDEX",
        show_envvar=True,
        type=AddressType(),
        help="The address of a cluster, in place of a directory.",
    )
    return directory(cluster(with_index))


def _chosen(index_dir: Path, address: Address | None) -> Location:
    if address is None or _nearness("index_dir") > _nearness("index"):
        return index_dir
    return address


def _nearness(parameter: str) -> int:
    """Return how near to the command a value was given."""
    given = click.get_current_context().get_parameter_source(parameter)
    near = click.core.ParameterSource
    order = (near.DEFAULT, near.DEFAULT_MAP, near.ENVIRONMENT, near.COMMANDLINE)
    return order.index(given) if given in order else 0
