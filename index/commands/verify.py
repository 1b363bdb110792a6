"""The command that looks for damage in every version that is kept."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from index.commands.cluster import managing
from index.commands.cluster.connection import index_option
from index.commands.options import index_dir_option, json_option
from index.commands.printing import say, say_json
from index.versions.store import require_index, require_version, require_versions
from index.versions.verification import State, VerifiedVersion, way_back
from index.versions.verification import verify as verify_versions


@click.command()
@click.argument("names", metavar="[VERSION]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Verify all that are kept.  [the default]")
@index_dir_option
@index_option
@json_option
def verify(
    names: tuple[str, ...], index_dir: Path, address: str | None, *, every: bool, as_json: bool
) -> None:
    """Read every byte of each VERSION, or of all that are kept, and say which are whole.

    For a nightly timer. Versions share files: a bad byte in one of those spoils all that share it,
    and is told of each. Exit status 1 means that a version is damaged, or that none is live.
    """
    if address:
        managing.verify(address, () if every else names, as_json=as_json)
        return
    require_versions(index_dir)
    for name in names:
        require_version(index_dir, name)
    verified = list(verify_versions(index_dir, () if every else names))
    way = way_back(verified) if every or not names else _WHICH
    if as_json:
        rows = [_row(each) for each in verified]
        say_json({"versions": rows, "way_back": way or None}, indent=1)
    else:
        for each in verified:
            say(*_lines(each))
    require_index(index_dir)
    if any(each.state is State.DAMAGED for each in verified):
        say(f"Error: {index_dir}: {way}", err=True)
        sys.exit(1)


#: Where only some versions were verified.
_WHICH = "a version is damaged; iqtisad index verify says which are whole, and the way back"


def _row(verified: VerifiedVersion) -> dict[str, object]:
    return {**asdict(verified), "state": verified.state.value}


def _lines(verified: VerifiedVersion) -> Iterator[str]:
    mark = "*" if verified.live else " "
    size = f"  {verified.articles} articles  {verified.size / 1e6:.1f} MB" * bool(verified.size)
    why = f": {verified.reason}" * (verified.state is State.OUTDATED)
    yield f"{mark} {verified.name}  {verified.state.value}{size}{why}"
    for bad in verified.bad_files:
        shared = f", and so in {', '.join(bad.shared_with)}" if bad.shared_with else ""
        yield f"    {bad.name}: {bad.reason}{shared}"
