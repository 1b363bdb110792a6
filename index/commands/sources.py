"""The commands about sources: what is known of each, and whether the list is sound."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from index.commands.failures import told
from index.commands.options import archive_option, json_option, sources_argument
from index.commands.printing import say, say_json
from index.commands.source_trial import try_address
from index.fetching.notes import address_of, state_of
from index.fetching.sources import Source, SourcesError, read_sources
from index.fetching.state import NAME, State, opened


@click.group()
def sources() -> None:
    """Look after the list of sources."""


@sources.command("list")
@sources_argument
@archive_option
@json_option
def list_sources(sources: Path, archive: Path, *, as_json: bool) -> None:
    """List the sources: when each is due, and its last fault."""
    with told(SourcesError):
        listed = read_sources(sources)
    where = archive / NAME
    with opened(where if where.is_file() else Path(":memory:")) as state:
        rows = [_row(source, state) for source in listed.sources]
    if as_json:
        say_json(rows, indent=1)
        return
    for row in rows:
        say("\t".join(str(row[key]) for key in ("name", "due", "address", "last_fault")))


def _row(source: Source, state: State) -> dict[str, Any]:
    known = state_of(source, state)
    due = "never" if known.due is None else _moment(known.due)
    return {
        "name": source.name,
        "address": address_of(known),
        "moved": address_of(known) != source.address,
        "due": due,
        "failures": known.failures,
        "last_fault": known.last_fault,
    }


def _moment(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%MZ}" if seconds else "now"


@sources.command()
@sources_argument
def check(sources: Path) -> None:
    """Say whether the list can be used; no request is made."""
    with told(SourcesError):
        listed = read_sources(sources)
    say(f"{sources}: {len(listed.sources)} sources, sound")


sources.add_command(try_address)
