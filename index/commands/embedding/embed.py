"""The command that gives the articles of the live version their vectors."""

import math
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

import click

from index.cluster.vectors.sending import VectorsSent
from index.commands.cluster.connection import destination
from index.commands.cluster.sending import refuse_unreachable
from index.commands.cluster.vectors import (
    print_vectors_sent,
    send_vectors_to,
    vectors_sent_as_json,
)
from index.commands.embedding.passages import newest_first
from index.commands.options import index_dir_option, json_option
from index.commands.printing import say, say_json
from index.commands.running import INTERRUPTED, interruptible, shown_progress
from index.embedding.embedder import TextEncoder, embed, threads_for
from index.embedding.model.model import load
from index.embedding.passage import key_of
from index.embedding.vector_file import made_otherwise
from index.embedding.writer import VectorWriter, writing
from index.reader import ArticleReader
from index.versions.store import current_version, open_index

#: A file is written anew when it has so many times as many vectors as the live version needs.
_TOO_MANY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """What was embedded of a version, and the size of the file after that."""

    version: str
    articles: int
    embedded: int
    removed: int
    seconds: float
    cpu_seconds: float
    bytes: int

    def after(self, other: Self) -> Self:
        """Return the report of this work and what was done before it."""
        return replace(
            self,
            embedded=other.embedded + self.embedded,
            removed=other.removed + self.removed,
            seconds=other.seconds + self.seconds,
            cpu_seconds=other.cpu_seconds + self.cpu_seconds,
        )


def _number(_context: click.Context, _parameter: click.Parameter, share: float) -> float:
    """Return a share that is a number: nan is in every range."""
    if math.isnan(share):
        raise click.BadParameter("nan is no number")
    return share


@click.command("embed")
@index_dir_option
@click.option(
    "--cpu",
    "share",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0, os.cpu_count() or 1, min_open=True),
    callback=_number,
    help="How much of one core it takes: .25 is a quarter, 2 are two cores.",
)
@click.option("--to", metavar="ADDRESS", help="Send the vectors to a cluster, too.")
@json_option
def embed_command(index_dir: Path, share: float, to: str | None, *, as_json: bool) -> None:
    """Give each article of the live version a vector, so that readers can order by meaning.

    The newest come first, and readers have the use of each at once. It can be ended and begun again
    at any time: what has a vector keeps it, in every version to come. After a build or an update it
    embeds what is new. With --to, vectors that a cluster has not are sent there. Needs:
    pip install 'iqtisad[meaning]'
    """
    there = destination(to, None, None, allow_shrink=False)
    refuse_unreachable(there)
    open_index(index_dir)  # a fault of the index is told before the model is loaded
    if other := made_otherwise(index_dir):
        say(f"{index_dir}: its vectors are of another kind ({other}): all are made anew", err=True)
    encoder = load(threads=threads_for(share))
    with _kept_when_interrupted(), writing(index_dir) as writer:
        report = _embed_live(index_dir, writer, encoder, share)
        while current_version(index_dir) != report.version:  # another went live meanwhile
            report = _embed_live(index_dir, writer, encoder, share).after(report)
    if not as_json:
        _print(report, index_dir)
    sent = send_vectors_to(index_dir, there.address) if there else None
    _print_sent(report, sent, as_json=as_json)


def _embed_live(
    index_dir: Path, writer: VectorWriter, encoder: TextEncoder, share: float
) -> _Report:
    """Embed what has no vector yet in the live version, and remove what it has no use for."""
    opened = open_index(index_dir)
    reader = ArticleReader(opened)
    with shown_progress(len(reader), "Embedding") as progress:
        passages = newest_first(reader)
        done = embed(passages, writer, encoder, share=share, progress=progress)
    return _Report(
        version=opened.name,
        articles=len(reader),
        embedded=done.embedded,
        removed=_without_useless(reader, writer),
        seconds=round(done.seconds, 1),
        cpu_seconds=round(done.cpu_seconds, 1),
        bytes=writer.store.path.stat().st_size,
    )


def _without_useless(reader: ArticleReader, writer: VectorWriter) -> int:
    """Remove vectors of texts that the live version does not have, if they are many; count them."""
    before = len(writer.store)
    if before < _TOO_MANY * len(reader):
        return 0
    writer.keep(map(key_of, newest_first(reader)))
    return before - len(writer.store)


def _print(report: _Report, index_dir: Path) -> None:
    each = report.cpu_seconds / report.embedded * 1000 if report.embedded else 0
    took = f", {each:.0f} ms of CPU each, {report.seconds:,.0f} s" if report.embedded else ""
    say(
        f"{report.articles} articles in {index_dir / report.version}: all have a vector"
        f" ({report.embedded} embedded{took}, {report.bytes / 1e6:.1f} MB)"
    )
    if report.removed:
        say(f"Removed vectors of texts that it does not have: {report.removed}.", err=True)


def _print_sent(report: _Report, sent: VectorsSent | None, *, as_json: bool) -> None:
    """Say what was sent to a cluster, if anything was; as JSON together with what was embedded."""
    if as_json:
        cluster = {"cluster": vectors_sent_as_json(sent)} if sent else {}
        say_json({**asdict(report), **cluster}, indent=1)
    elif sent:
        print_vectors_sent(sent)


@contextmanager
def _kept_when_interrupted() -> Iterator[None]:
    try:
        with interruptible():
            yield
    except KeyboardInterrupt:
        say("", "Interrupted; what is embedded is kept, the same command goes on.", err=True)
        sys.exit(INTERRUPTED)
