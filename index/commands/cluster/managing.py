"""What the operator's commands do with the versions in a cluster."""

import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from index.cluster.checking import damaged, faults, statistics
from index.cluster.filling.finishing import primary_bytes
from index.cluster.filling.locking import locked
from index.cluster.statistics import ArchiveStatistics
from index.cluster.version import ClusterVersion, refuse_outdated
from index.cluster.versions import Versions
from index.cluster.ways import BUILD, SEND_AGAIN
from index.commands.cluster.connection import connected
from index.commands.printing import say, say_json
from index.schema import NAMED_FACETS, PRINTED_FACETS
from index.versions.manifest import IndexNotFoundError, IndexUnavailableError

#: The names that stats lists of each facet, and the damaged articles that verify names.
_SHOWN, _NAMED = 50, 5


def list_versions(address: str, *, as_json: bool) -> None:
    """List the versions in a cluster; * marks the live one."""
    with connected(address) as versions:
        rows = [_summary(versions, each) for each in versions.all()]
        if as_json:
            say_json(rows, indent=1)
        elif not rows:
            say(f"{versions.alias}: no version; {BUILD}", err=True)
    for row in rows if not as_json else ():
        mark = "*" if row["live"] else " "
        size = f"{row['articles']} articles  {row['megabytes']} MB"
        say(f"{mark} {row['version']}  {row.get('fault') or size}")


def figures(
    address: str, unlisted: Callable[[ArchiveStatistics], Iterator[tuple[str, int]]]
) -> dict[str, Any]:
    """Return what the live version in a cluster contains; unlisted yields words of no list."""
    with connected(address) as versions, TemporaryDirectory(prefix="iqtisad-") as directory:
        live = versions.require_live()
        refuse_outdated(live)
        read = statistics(versions.cluster, live, Path(directory))
        first, last = read.span
        return {
            **_summary(versions, live),
            "copies": live.about.get("copies"),
            "faults": live.about.get("faults"),
            "first": first and first.isoformat(),
            "last": last and last.isoformat(),
            "schema": live.about.get("schema"),
            "analysis": live.about.get("analysis"),
            "unlisted": dict(islice(unlisted(read), _SHOWN)),
            **{f"{each.name}s": dict(read.label_counts(each.name)) for each in PRINTED_FACETS},
            **{
                each.name: dict(islice(read.label_counts(each.name), _SHOWN))
                for each in NAMED_FACETS
            },
        }


def check(address: str) -> None:
    """Check that the live version in a cluster is sound, and finds its articles."""
    with connected(address) as versions:
        live = versions.require_live()
        refuse_outdated(live)
        if found := list(faults(versions.cluster, live)):
            raise click.ClickException(f"{live.name}: {'; '.join(found)}; {_again(versions, live)}")
        say(f"{live.name}: sound")


def verify(address: str, names: tuple[str, ...], *, as_json: bool) -> None:
    """Read every article of versions in a cluster; exit with 1 if one is damaged, or none live."""
    with connected(address) as versions:
        chosen = [_required(versions, name) for name in names] or versions.all()
        rows = [_verified(versions, each) for each in chosen]
        if as_json:
            say_json({"versions": rows}, indent=1)
        for row in rows if not as_json else ():
            mark = "*" if row["live"] else " "
            say(f"{mark} {row['name']}  {row['state']}  {row['articles']} articles")
            say(*(f"    {fault}" for fault in row["faults"]))
        live = versions.require_live()
        if any(row["state"] == "damaged" for row in rows):
            say(f"Error: {versions.alias}: {_again(versions, live)}", err=True)
            sys.exit(1)


def rollback(address: str) -> None:
    """Make the version before the live one live again, after checking it."""
    with connected(address) as versions:
        _activate(versions, versions.previous())


def activate(address: str, name: str) -> None:
    """Make a version in a cluster live, after checking it."""
    with connected(address) as versions:
        _activate(versions, name)


def _activate(versions: Versions, name: str) -> None:
    version = _required(versions, name)
    refuse_outdated(version)
    with locked(versions.cluster, versions.alias, "activating a version"):
        if found := list(faults(versions.cluster, version)):
            raise click.ClickException(f"{name}: {'; '.join(found)}; the live version is as it was")
        versions.activate(name, versions.live())
    say(f"{name} is live")


def _required(versions: Versions, name: str) -> ClusterVersion:
    """Return the version of a name; raises IndexNotFoundError if there is none."""
    for each in versions.all():
        if each.name == name:
            return each
    raise IndexNotFoundError(
        f"{versions.alias}: no version {name}; iqtisad index list --index ADDRESS shows them"
    )


def _summary(versions: Versions, version: ClusterVersion) -> dict[str, Any]:
    size = sum(primary_bytes(versions.cluster, version.name))
    fault = {"fault": version.fault} if version.fault else {}
    return {
        "version": version.name,
        "live": version.live,
        "articles": version.articles,
        "created": version.created,
        "megabytes": round(size / 1e6, 1),
        "sent": version.about.get("version"),
        **fault,
    }


def _verified(versions: Versions, version: ClusterVersion) -> dict[str, Any]:
    row = {"name": version.name, "live": version.live, "articles": version.articles}
    try:
        refuse_outdated(version)
    except IndexUnavailableError as error:
        return {**row, "state": "outdated", "faults": [str(error)]}
    found = list(faults(versions.cluster, version))
    bad = list(islice(damaged(versions.cluster, version), _NAMED))
    found += [f"articles that are not as they were sent: {', '.join(bad)}"] if bad else []
    return {**row, "state": "damaged" if found else "whole", "faults": found}


def _again(versions: Versions, live: ClusterVersion) -> str:
    """Return the way back to a sound version."""
    older = [each.name for each in versions.all() if each.complete and each.name < live.name]
    back = f"go back with: iqtisad index activate {older[-1]} --index ADDRESS, or " if older else ""
    return back + SEND_AGAIN
