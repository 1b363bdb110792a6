"""The command that fetches sources into the archive, and their articles into the index."""

import json
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import FrameType

import click
from filelock import FileLock, Timeout

from index.commands.failures import told
from index.commands.options import archive_option, index_dir_option, json_option, sources_argument
from index.fetching.archive import Archive
from index.fetching.fetcher import Fetcher, Outcome, address_of, state_of
from index.fetching.hosts import Hosts
from index.fetching.recovery import cut_torn_tail, seen_in
from index.fetching.request.client import Client
from index.fetching.sources import Sources, SourcesError, read_sources
from index.fetching.state import NAME, State, opened
from index.indexer.build import build_index
from index.indexer.update import update_index
from index.versions.store import current_version

#: Exit statuses besides 0 (all worked) and 2 (usage).
NONE_WORKED, SOME_FAILED, BUSY = 1, 3, 4
#: The longest sleep of --loop, in seconds: a clock that is set forward is noticed.
_LONGEST_SLEEP = 600.0


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
    listed; 4 that another fetch is at work. SIGTERM ends it between two requests.
    """
    with told(SourcesError):
        listed = _chosen(read_sources(sources), names)
    archive.mkdir(parents=True, exist_ok=True)
    stop = threading.Event()
    index = None if no_index else index_dir
    with _locked(archive), _recovered(archive) as state, _ending(stop):
        client = Client(listed.user_agent, allow_local=allow_local)
        store = Archive(archive)
        hosts = Hosts(client, state, listed.delay, stop)
        fetcher = Fetcher(listed, state, store, hosts)
        if dry_run:
            _print_due(fetcher, state, force=force, as_json=as_json)
            return
        status = _round(fetcher, store, archive, index, force=force, as_json=as_json)
        while loop and not stop.wait(_pause(fetcher)):
            status = _round(fetcher, store, archive, index, force=False, as_json=as_json)
    sys.exit(0 if loop else status)


def _round(  # noqa: PLR0913  a round, and how it is told
    fetcher: Fetcher,
    store: Archive,
    archive: Path,
    index_dir: Path | None,
    *,
    force: bool,
    as_json: bool,
) -> int:
    """Fetch what is due, index what came, print both; return the exit status."""
    due = fetcher.due(force=force)
    outcomes = fetcher.run(due)
    store.close()
    indexed = _index(store, archive, index_dir, outcomes) if index_dir else None
    _print(outcomes, indexed, as_json=as_json)
    if outcomes and all(outcome.failed for outcome in outcomes):
        return NONE_WORKED
    return SOME_FAILED if any(outcome.faults for outcome in outcomes) else 0


def _index(
    store: Archive, archive: Path, index_dir: Path, outcomes: list[Outcome]
) -> tuple[int, list[str]] | None:
    """Bring the index up to the archive; return its articles and the faults, None if it is."""
    if not (new := store.pending()):
        return None
    gone = [each for outcome in outcomes for each in outcome.withdrawn]
    if current_version(index_dir):
        updated = update_index(new, index_dir, remove=gone)
        store.indexed()
        return updated.articles, list(map(str, updated.faults))
    built = build_index([archive], index_dir)
    store.indexed()
    return built.articles, list(map(str, built.faults))


def _chosen(listed: Sources, names: tuple[str, ...]) -> Sources:
    known = {source.name: source for source in listed.sources}
    for name in names:
        if name not in known:
            raise click.UsageError(f"no source {name!r}; there are: {', '.join(known)}")
    chosen = tuple(known[name] for name in names) if names else listed.sources
    return Sources(user_agent=listed.user_agent, delay=listed.delay, sources=chosen)


def _pause(fetcher: Fetcher) -> float:
    """Return the seconds until a source is due, at least one."""
    return min(max(fetcher.next_due() - time.time(), 1.0), _LONGEST_SLEEP)


def _print_due(fetcher: Fetcher, state: State, *, force: bool, as_json: bool) -> None:
    due = [
        (source.name, address_of(state_of(source, state))) for source in fetcher.due(force=force)
    ]
    if as_json:
        rows = [{"name": name, "address": address} for name, address in due]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for name, address in due:
        click.echo(f"{name}\t{address}")


def _print(
    outcomes: list[Outcome], indexed: tuple[int, list[str]] | None, *, as_json: bool
) -> None:
    articles, faults = indexed or (None, [])
    for fault in [*(each for outcome in outcomes for each in outcome.faults), *faults]:
        click.echo(fault, err=True)
    if as_json:
        told_of = {"sources": [asdict(each) for each in outcomes], "articles": articles}
        click.echo(json.dumps({**told_of, "faults": faults}, ensure_ascii=False))
        return
    changed, failed = sum(o.changed for o in outcomes), sum(o.failed for o in outcomes)
    pages = sum(outcome.pages for outcome in outcomes)
    line = f"{len(outcomes)} sources ({changed} changed, {failed} failed), {pages} pages"
    click.echo(line if articles is None else f"{line}; {articles} articles in the index")


@contextmanager
def _recovered(archive: Path) -> Iterator[State]:
    """Open the state, after mending what a killed fetch or a lost file left."""
    cut_torn_tail(archive)
    lost = not (archive / NAME).exists()
    with opened(archive / NAME) as state:
        if lost:
            state.put(*seen_in(archive))
        yield state


@contextmanager
def _locked(archive: Path) -> Iterator[None]:
    """Keep other fetches out of the archive; end with BUSY if one is at work."""
    lock = FileLock(archive / ".lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        click.echo(f"{archive}: another fetch is at work; wait until it has finished", err=True)
        sys.exit(BUSY)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _ending(stop: threading.Event) -> Iterator[None]:
    """Let SIGTERM and Ctrl-C end a fetch between two requests."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    before = [(number, signal.signal(number, end)) for number in (signal.SIGTERM, signal.SIGINT)]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
