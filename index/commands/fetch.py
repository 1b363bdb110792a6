"""The command that fetches sources into the archive, and their articles into the index."""

import signal
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from index.commands.failures import told
from index.commands.fetch_rounds import Rounds
from index.commands.options import archive_option, index_dir_option, json_option, sources_argument
from index.commands.printing import say, say_json
from index.commands.running import INTERRUPTED, alone, ended_by_signals
from index.fetching.archive import ArchiveError
from index.fetching.clock import Clock
from index.fetching.notes import address_of, state_of
from index.fetching.recovery import recovered
from index.fetching.request.client import Client
from index.fetching.sources import Source, Sources, SourcesError, read_sources
from index.fetching.state import NAME, State


@click.command()
@sources_argument
@archive_option
@index_dir_option
@click.option("--source", "names", multiple=True, metavar="NAME", help="Only this; repeatable.")
@click.option("--force", is_flag=True, help="Fetch also what is not due.")
@click.option("--dry-run", is_flag=True, help="Say what is due, and fetch nothing.")
@click.option("--no-index", is_flag=True, help="Only add to the archive.")
@click.option("--loop", is_flag=True, help="Go on: sleep until the next source is due.")
@click.option("--allow-local", is_flag=True, hidden=True, help="For tests: private addresses, too.")
@json_option
def fetch(  # noqa: PLR0913  one for each option
    sources: Path,
    archive: Path,
    index_dir: Path,
    names: tuple[str, ...],
    *,
    force: bool,
    dry_run: bool,
    no_index: bool,
    loop: bool,
    allow_local: bool,
    as_json: bool,
) -> None:
    """Fetch the sources that are due into the archive, and update the index once.

    SOURCES is the list of them. Exit status 3 means that some failed, 1 that none worked, each is
    listed; 4 that another fetch is at work. SIGTERM and Ctrl-C end it between two requests.
    """
    with told(SourcesError):
        listed = _chosen(read_sources(sources), names)
    clock = Clock()
    with (
        _usable(archive),
        alone(archive),
        recovered(archive) as state,
        ended_by_signals(clock) as signals,
    ):
        client = Client(listed.user_agent, allow_local=allow_local, clock=clock)
        index = None if no_index else index_dir
        rounds = Rounds(listed, state, client, clock, archive, index)
        if dry_run:
            _print_due(rounds.due(force=force), state, as_json=as_json)
            return
        status = rounds.run(force=force, as_json=as_json)
        while loop and not clock.wait(rounds.pause()):
            status = rounds.run(as_json=as_json)
    if signal.SIGINT in signals and not loop:
        sys.exit(INTERRUPTED)
    sys.exit(0 if loop else status)


@contextmanager
def _usable(archive: Path) -> Iterator[None]:
    """Make the folder of an archive; turn what fails in it into one sentence and status 1."""
    state = archive / NAME
    try:
        archive.mkdir(parents=True, exist_ok=True)
        yield
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    except sqlite3.Error as error:
        full = "full" in str(error)
        remedy = "free some space" if full else "delete it: it is made again from the archive"
        raise click.ClickException(f"{state}: cannot be used ({error}); {remedy}") from error
    except OSError as error:
        where = error.filename or archive
        raise click.ClickException(f"{where}: {error.strerror}; check its permissions") from error


def _chosen(listed: Sources, names: tuple[str, ...]) -> Sources:
    known = {source.name: source for source in listed.sources}
    for name in names:
        if name not in known:
            raise click.UsageError(f"no source {name!r}; there are: {', '.join(known)}")
    return replace(listed, sources=tuple(known[name] for name in names)) if names else listed


def _print_due(due: Iterable[Source], state: State, *, as_json: bool) -> None:
    rows = [{"name": each.name, "address": address_of(state_of(each, state))} for each in due]
    if as_json:
        say_json(rows, indent=1)
        return
    for row in rows:
        say(f"{row['name']}\t{row['address']}")
