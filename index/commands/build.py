"""The commands that make a version of the index: build and update."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import click

from index.articles import Fault, total_size
from index.cluster.publish import SendReport
from index.commands.cluster.connection import destination, sending_options
from index.commands.cluster.sending import print_sent, refuse_unreachable, send, sent_as_json
from index.commands.failures import mendable
from index.commands.options import (
    allow_shrink_option,
    index_dir_option,
    json_option,
    memory_option,
    reading_options,
)
from index.commands.printing import say, say_json
from index.commands.running import INTERRUPTED, interruptible
from index.indexer.build import BuildReport, build_index
from index.indexer.intake import Progress
from index.indexer.update import UpdateReport, update_index
from index.versions.ownership import WITHDRAWN
from index.versions.publish import NothingFoundError, outcome
from index.versions.store import current_version

#: The exit status where something could not be read, besides 0 (done), 1 (failed) and 2 (usage).
SOME_LEFT_OUT = 3


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@index_dir_option
@allow_shrink_option
@memory_option
@reading_options
@click.option(
    "--processes",
    type=click.IntRange(1, 2),
    help="Read in a second process, or not.  [default: if it pays]",
)
@sending_options
@json_option
def build(  # noqa: PLR0913  one for each option
    paths: tuple[Path, ...],
    index_dir: Path,
    *,
    allow_shrink: bool,
    memory: int,
    language: str,
    kind: str | None,
    processes: int | None,
    to: str | None,
    shards: int | None,
    replicas: int | None,
    as_json: bool,
) -> None:
    """Index the articles under PATHS and make the new version live.

    PATHS are files of articles (JSON, JSON Lines, CSV, RSS, Atom, HTML, WARC, NITF, NewsML,
    text, packed or not), or folders of them; what a file is its content says. The live index
    serves until the new one is ready, and stays if anything fails. Exit status 3 means that some
    articles or dates could not be read; each is listed. With --to, it is sent into a new index of a
    cluster, which goes live there in one step.
    """
    there = destination(to, shards, replicas, allow_shrink=allow_shrink)
    refuse_unreachable(there)
    with _told_what_is_live(index_dir):
        with _faults_told(), progress_bar(paths) as progress:
            report = build_index(
                paths,
                index_dir,
                allow_shrink=allow_shrink,
                memory=memory,
                language=language,
                kind=kind or "",
                processes=processes,
                progress=progress,
            )
        _print_build(report, index_dir, as_json=as_json)
        sent = send(index_dir, there, whole=True) if there else None
    _print_sent(_build_as_json(report), sent, as_json=as_json)
    if report.faults:
        sys.exit(SOME_LEFT_OUT)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--remove", "ids", multiple=True, metavar="ID", help="Remove the article; repeatable."
)
@click.option(
    "--remove-from",
    type=click.File(encoding="utf-8-sig", errors="replace"),  # an invalid id is reported as missing
    help="A file of ids, one a line.",
)
@index_dir_option
@allow_shrink_option
@memory_option
@reading_options
@sending_options
@json_option
def update(  # noqa: PLR0913  one for each option
    paths: tuple[Path, ...],
    ids: tuple[str, ...],
    remove_from: TextIO | None,
    index_dir: Path,
    *,
    allow_shrink: bool,
    memory: int,
    language: str,
    kind: str | None,
    to: str | None,
    shards: int | None,
    replicas: int | None,
    as_json: bool,
) -> None:
    """Add the articles under PATHS to the live index, replace those with the same id, remove.

    Removals come first, and are for good: withdrawn.jsonl beside the versions keeps them. Without
    anything named, what is listed there is removed. Only what changed is indexed, and readers see
    all changes at once. Exit status 3 means that something could not be read or that an id to
    remove does not exist; each is listed. With --to, what differs is sent to a cluster, also where
    nothing is named.
    """
    there = destination(to, shards, replicas, allow_shrink=allow_shrink)
    listed = [line.strip() for line in remove_from or () if line.strip()]
    changes = bool(paths or ids or listed or (index_dir / WITHDRAWN).exists())
    if not changes and not there:
        raise click.UsageError("name articles to add, or ids to --remove")
    refuse_unreachable(there)
    if not changes and there:
        _print_sent({}, send(index_dir, there, whole=False), as_json=as_json)
        return
    with _told_what_is_live(index_dir):
        with progress_bar(paths) as progress:
            report = update_index(
                paths,
                index_dir,
                remove=[*ids, *listed],
                allow_shrink=allow_shrink,
                memory=memory,
                language=language,
                kind=kind or "",
                progress=progress,
            )
        _print_update(report, index_dir, as_json=as_json)
        sent = send(index_dir, there, whole=False) if there else None
    _print_sent(_update_as_json(report), sent, as_json=as_json)
    if report.faults or report.missing:
        sys.exit(SOME_LEFT_OUT)


def _print_faults(faults: Sequence[Fault], count: int) -> None:
    say(*map(str, faults), err=True)
    if count > len(faults):
        say(f"… and {count - len(faults):,} more", err=True)


def _print_passed_over(passed_over: Mapping[str, int]) -> None:
    for reason, count in passed_over.items():
        say(f"Passed over {count:,} times: {reason}.", err=True)


def _print_editions(replaced: int, withdrawn: int, index_dir: Path) -> None:
    if replaced:
        say(f"{replaced:,} of another text than before: the later one counts", err=True)
    if withdrawn:
        say(
            f"{withdrawn:,} left out, because they were withdrawn: see {index_dir / WITHDRAWN}",
            err=True,
        )


def _print_mended(mended: Mapping[str, int]) -> None:
    for source, count in mended.items():
        numbers = "1 number" if count == 1 else f"{count:,} numbers"
        say(
            f"{source or 'articles without a source'}: {numbers} torn apart, read as whole",
            err=True,
        )


def _print_left_out(left_out: Mapping[str, int]) -> None:
    for source, count in left_out.items():
        told = "1 paragraph" if count == 1 else f"{count:,} paragraphs"
        are = "is" if count == 1 else "are"
        say(
            f"{source or 'articles without a source'}: {told} that many of its articles share"
            f" {are} left out of the index",
            err=True,
        )


def _print_update(report: UpdateReport, index_dir: Path, *, as_json: bool) -> None:
    _print_faults(report.faults, report.fault_count)
    _print_passed_over(report.passed_over)
    _print_mended(report.mended)
    _print_left_out(report.left_out)
    _print_editions(0, report.withdrawn, index_dir)
    for article_id in report.missing:
        say(f"{article_id}: no article with this id to remove", err=True)
    if not as_json:
        say(
            f"{report.articles} articles in {index_dir / report.version}"
            f" ({report.added} added, {report.replaced} replaced, {report.removed} removed,"
            f" {report.unchanged} unchanged, {report.fault_count} faults, {report.seconds:.1f} s)"
        )


def _update_as_json(report: UpdateReport) -> dict[str, Any]:
    return {**asdict(report), "faults": [str(fault) for fault in report.faults]}


def _print_build(report: BuildReport, index_dir: Path, *, as_json: bool) -> None:
    _print_faults(report.faults, report.fault_count)
    _print_passed_over(report.passed_over)
    _print_mended(report.mended)
    _print_left_out(report.left_out)
    _print_editions(report.replaced, report.withdrawn, index_dir)
    if report.removed:
        say(f"Removed leftovers of interrupted builds: {len(report.removed)}.", err=True)
    if not as_json:
        say(
            f"{report.articles} articles in {index_dir / report.version}"
            f" ({report.copies} identical copies left out, {report.fault_count} faults,"
            f" {report.seconds:.1f} s)"
        )


def _build_as_json(report: BuildReport) -> dict[str, Any]:
    return {
        "version": report.version,
        "articles": report.articles,
        "copies": report.copies,
        "replaced": report.replaced,
        "unchanged": report.unchanged,
        "withdrawn": report.withdrawn,
        "faults": [str(fault) for fault in report.faults],
        "fault_count": report.fault_count,
        "passed_over": report.passed_over,
        "mended": report.mended,
        "left_out": report.left_out,
        "seconds": round(report.seconds, 2),
    }


def _print_sent(made: dict[str, Any], sent: SendReport | None, *, as_json: bool) -> None:
    """Say what was sent to a cluster, if anything was; as JSON together with what was made."""
    if as_json:
        say_json({**made, **({"cluster": sent_as_json(sent)} if sent else {})}, indent=1)
    elif sent:
        print_sent(sent)


@contextmanager
def progress_bar(paths: tuple[Path, ...]) -> Iterator[Progress | None]:
    """Show progress on a terminal: the share that is read, the time left, the articles."""
    if not sys.stderr.isatty():
        yield None
        return
    articles = 0

    def shown(count: int | None) -> str:
        return f"{count:,} articles" if count else ""

    with click.progressbar(
        length=total_size(paths), label="Indexing", file=sys.stderr, item_show_func=shown
    ) as bar:

        def progress(size: int, more: int) -> None:
            nonlocal articles
            articles += more
            bar.update(size, articles)

        yield progress


@contextmanager
def _faults_told() -> Iterator[None]:
    """Print what was wrong with the files where no article was found in them."""
    try:
        yield
    except NothingFoundError as error:
        _print_faults(error.faults, error.fault_count)
        _print_passed_over(error.passed_over)
        raise


@contextmanager
def _told_what_is_live(index_dir: Path) -> Iterator[None]:
    """Say which version is live where Ctrl-C, SIGTERM or the file system ends a build."""
    live = current_version(index_dir)
    try:
        with interruptible():
            yield
    except KeyboardInterrupt:
        say("", f"Interrupted; {outcome(index_dir, live)}.", err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:
        raise click.ClickException(f"{mendable(error)}; {outcome(index_dir, live)}") from error
