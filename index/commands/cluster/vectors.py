"""The vectors of an index directory -> a cluster, after they were made."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from index.cluster.faults import ClusterError
from index.cluster.filling.sending import SendingError
from index.cluster.vectors.sending import VectorsSent, send_vectors
from index.commands.cluster.connection import connected
from index.commands.embedding.passages import newest_first
from index.commands.printing import say
from index.commands.running import INTERRUPTED, interruptible, shown_progress
from index.embedding.store import VectorStore
from index.reader import open_reader

_AGAIN = "what has arrived stays; send the rest with: iqtisad index embed --to ADDRESS"


def send_vectors_to(index_dir: Path, address: str) -> VectorsSent:
    """Send the vectors of the live version of an index directory that a cluster has not.

    Raises click.ClickException, which says how to go on; Ctrl-C and SIGTERM end the command.
    """
    reader = open_reader(index_dir)
    with (
        connected(address) as versions,
        _told_how_to_go_on(),
        shown_progress(len(reader), "Sending vectors") as progress,
    ):
        return send_vectors(
            versions.cluster,
            versions.alias,
            VectorStore(index_dir),
            newest_first(reader),
            progress,
        )


def vectors_sent_as_json(report: VectorsSent) -> dict[str, Any]:
    """Return what was sent, for programs."""
    return {**asdict(report), "seconds": round(report.seconds, 2)}


def print_vectors_sent(report: VectorsSent) -> None:
    """Say what was sent, and what lacks."""
    lacking = f", {report.lacking} articles have none yet" if report.lacking else ""
    if not report.sent and not report.removed:
        say(f"{report.known} vectors in {report.index}: nothing to send{lacking}")
        return
    say(
        f"{report.known + report.sent} vectors in {report.index} ({report.sent} sent,"
        f" {report.removed} removed, {report.bytes / 1e6:.1f} MB, {report.seconds:.1f} s){lacking}"
    )


@contextmanager
def _told_how_to_go_on() -> Iterator[None]:
    try:
        with interruptible():
            yield
    except KeyboardInterrupt:
        say("", f"Interrupted; {_AGAIN}.", err=True)
        sys.exit(INTERRUPTED)
    except (SendingError, ClusterError) as error:
        raise click.ClickException(f"{error}; {_AGAIN}") from error
