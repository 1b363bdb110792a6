"""A version of the index directory -> a cluster, after a build or an update."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from index.cluster.faults import ClusterError
from index.cluster.filling.sending import SendingError
from index.cluster.publish import Options, Progress, SendReport, send_differences, send_whole
from index.cluster.versions import Versions
from index.commands.cluster.connection import Destination, connected
from index.commands.printing import say
from index.commands.running import INTERRUPTED, interruptible
from index.versions.manifest import IndexUnavailableError
from index.versions.store import open_index


def refuse_unreachable(there: Destination | None) -> None:
    """Raise what is wrong with a cluster, before there is work that it would spoil."""
    if there:
        with connected(there.address) as versions:
            versions.live()


def send(index_dir: Path, there: Destination, *, whole: bool) -> SendReport:
    """Send the live version of an index directory to a cluster: all of it, or what differs.

    Raises click.ClickException, which says what is live there.
    """
    opened = open_index(index_dir)
    publish = send_whole if whole else send_differences
    with (
        connected(there.address) as versions,
        _told_what_is_live(versions, whole=whole),
        _progress_bar() as progress,
    ):
        options = Options(
            shards=there.shards,
            replicas=there.replicas,
            allow_shrink=there.allow_shrink,
            progress=progress,
        )
        return publish(versions.cluster, versions.alias, opened, options)


def sent_as_json(report: SendReport) -> dict[str, Any]:
    """Return what was sent, for programs."""
    return {**asdict(report), "seconds": round(report.seconds, 2)}


def print_sent(report: SendReport) -> None:
    """Say what was sent."""
    if report.note:
        say(report.note, err=True)
    if report.waits:
        say(f"The cluster was busy: {report.waits:,} requests were sent later.", err=True)
    if not report.sent and not report.removed:
        say(f"{report.articles} articles in {report.index}: nothing to send")
        return
    rate = f", {report.sent / report.seconds:,.0f} a second" if report.sent else ""
    say(
        f"{report.articles} articles in {report.index} ({report.sent} sent, {report.removed}"
        f" removed, {report.unchanged} unchanged, {report.bytes / 1e6:.1f} MB in"
        f" {report.requests} requests, {report.seconds:.1f} s{rate})"
    )


@contextmanager
def _told_what_is_live(versions: Versions, *, whole: bool) -> Iterator[None]:
    """Say what is live in the cluster where Ctrl-C, SIGTERM or a fault ends the sending."""
    before = versions.live()
    try:
        with interruptible():
            yield
    except KeyboardInterrupt:
        say("", f"Interrupted; {_outcome(versions, before, whole=whole)}.", err=True)
        sys.exit(INTERRUPTED)
    except (SendingError, ClusterError) as error:
        told = f"{error}; {_outcome(versions, before, whole=whole)}"
        raise click.ClickException(told) from error


def _outcome(versions: Versions, before: str | None, *, whole: bool) -> str:
    """Return what is live in the cluster, in words; before is the index that was."""
    again = "send it again with: iqtisad index update --to ADDRESS"
    try:
        now = versions.live()
    except IndexUnavailableError as error:
        return f"which version is live in the cluster is not known ({error}); {again}"
    if now != before:
        return f"the new version {now} is live in the cluster"
    if now is None:
        return f"there is no live version in the cluster yet; {again}"
    changed = "" if whole else ", perhaps with a part of the changes"
    return f"{now} is live in the cluster as before{changed}; {again}"


@contextmanager
def _progress_bar() -> Iterator[Progress | None]:
    """Show progress on a terminal, once something is to be sent."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label="Sending", file=sys.stderr) as bar:

        def progress(count: int, number: int) -> None:
            bar.length = number
            bar.update(count)

        yield progress
