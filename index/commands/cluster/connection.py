"""The options that name a cluster, and the connection to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from index.cluster.address import Address, Credentials
from index.cluster.client import Cluster
from index.cluster.versions import Versions

F = TypeVar("F", bound=Callable[..., Any])

#: The seconds for an answer: an operator waits longer than a reader.
_DEADLINE = 30.0


def _in_a_cluster(
    context: click.Context, parameter: click.Parameter, address: str | None
) -> str | None:
    """Return the address, None if it is in the environment and the command names a directory."""
    given = (context.get_parameter_source(each) for each in (str(parameter.name), "index_dir"))
    if tuple(given) == (ParameterSource.ENVIRONMENT, ParameterSource.COMMANDLINE):
        return None
    return (address or "").strip() or None


def index_option(command: F) -> F:
    """Add --index to a command that has --index-dir; what was typed counts before the environment.

    Else who names a directory would change what all readers see.
    """
    cluster = click.option(
        "--index",
        "address",
        envvar="IQTISAD_INDEX",
        show_envvar=True,
        metavar="ADDRESS",
        callback=_in_a_cluster,
        help="A cluster: opensearch+https://user@host:9200/ALIAS. --index-dir is not read then.",
    )
    return cluster(command)


def sending_options(command: F) -> F:
    """Add to a command the options that say to which cluster a version is sent, and how."""
    to = click.option(
        "--to",
        metavar="ADDRESS",
        help="Send it to a cluster, too: opensearch+https://user@host:9200/ALIAS.",
    )
    shards = click.option(
        "--shards",
        type=click.IntRange(1, 1024),  # OpenSearch's own limit
        help="The shards of a new index.  [default: one for 25 GB, or for each node]",
    )
    replicas = click.option(
        "--replicas",
        type=click.IntRange(0, 100),
        help="The further copies of each shard.  [default: 1, or 0 on one node]",
    )
    return to(shards(replicas(command)))


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a version is sent, and how: see publish.Options."""

    address: str
    shards: int | None
    replicas: int | None
    allow_shrink: bool


def destination(
    to: str | None, shards: int | None, replicas: int | None, *, allow_shrink: bool
) -> Destination | None:
    """Return where a version is sent, None if nowhere; raises click.UsageError.

    An empty address is that of a shell's variable that is not set: nothing would be sent, and
    nobody told.
    """
    if to is None and (shards is not None or replicas is not None):
        raise click.UsageError(
            "--shards and --replicas are of a cluster; name it with --to ADDRESS"
        )
    if to is not None and not to.strip():
        raise click.UsageError("--to is empty; name the address of a cluster, or leave it out")
    return None if to is None else Destination(to.strip(), shards, replicas, allow_shrink)


@contextmanager
def connected(address: str) -> Iterator[Versions]:
    """Yield the versions at an address; raises AddressError, or ClusterError if nobody answers."""
    parsed = Address.parse(address)
    cluster = Cluster(parsed, Credentials.from_environment(), deadline=_DEADLINE)
    try:
        yield Versions(cluster, parsed.alias)
    finally:
        cluster.close()
