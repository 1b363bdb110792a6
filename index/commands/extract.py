"""The command that shows what files give, without an index."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from index.articles import Article, Fault, Item, PassedOver, read_articles, total_size
from index.articles.files.stream import BytesRead
from index.articles.records.record import parts_of
from index.commands.options import json_option, reading_options
from index.commands.printing import UTF8, heard

#: The exit statuses where something could not be read, and after Ctrl-C. 1 says that there was no
#: article.
SOME_LEFT_OUT, INTERRUPTED = 3, 130
_ARTICLE, _FAULT = "article", "fault"


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@reading_options
@json_option
def extract(paths: tuple[Path, ...], *, language: str, kind: str | None, as_json: bool) -> None:
    """Print the articles of PATHS as JSON Lines, and the faults to standard error.

    With --json the faults are JSON Lines, too. Exit status 3 means that something could not be
    read, 1 that there was no article.
    """
    counts = Counter[str]()
    try:
        with heard(), _progress_bar(paths) as progress:
            for item in read_articles(paths, language=language, kind=kind or "", progress=progress):
                counts[_print(item, as_json=as_json)] += 1
    except KeyboardInterrupt:
        click.echo("\nInterrupted; each article that is printed is whole.", err=True)
        sys.exit(INTERRUPTED)
    sys.exit(_told_in_the_end(counts))


def _print(item: Item, *, as_json: bool) -> str:
    """Print an article or a fault; return which it is, or why it is none."""
    if isinstance(item, Article):
        click.echo(json.dumps(parts_of(item), ensure_ascii=False).encode(*UTF8))
        return _ARTICLE
    if isinstance(item, Fault):
        click.echo(_told(item, as_json=as_json), err=True)
        return _FAULT
    return item.reason if isinstance(item, PassedOver) else "withdrawn by its publisher"


def _told(fault: Fault, *, as_json: bool) -> str:
    fields = {**asdict(fault), "path": str(fault.path)}
    return json.dumps(fields, ensure_ascii=False) if as_json else str(fault)


def _told_in_the_end(counts: Counter[str]) -> int:
    """Print how often something was passed over; return the exit status."""
    articles, faults = counts.pop(_ARTICLE, 0), counts.pop(_FAULT, 0)
    for reason, count in counts.items():
        click.echo(f"Passed over {count:,} times: {reason}.", err=True)
    if not articles:
        click.echo("no article found", err=True)
        return 1
    return SOME_LEFT_OUT if faults else 0


@contextmanager
def _progress_bar(paths: tuple[Path, ...]) -> Iterator[BytesRead | None]:
    """Show the share that is read and the time left, on a terminal that shows no articles."""
    if sys.stdout.isatty() or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=total_size(paths), label="Reading", file=sys.stderr) as bar:
        yield bar.update
