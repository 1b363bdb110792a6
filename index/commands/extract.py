"""The command that shows what files give, without an index."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from index.articles import (
    Article,
    Fault,
    Item,
    PassedOver,
    Withdrawal,
    read_articles,
    total_size,
)
from index.articles.files.limits import MOST_LISTED
from index.articles.files.stream import BytesRead
from index.articles.items import Reasons
from index.articles.records.record import parts_of
from index.commands.options import json_option, reading_options
from index.commands.printing import heard, say, say_json
from index.commands.running import INTERRUPTED

#: The exit status where something could not be read. 1 says that there was no article.
SOME_LEFT_OUT = 3


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@reading_options
@json_option
def extract(paths: tuple[Path, ...], *, language: str, kind: str | None, as_json: bool) -> None:
    """Print the articles of PATHS as JSON Lines, and the faults to standard error.

    With --json the faults are JSON Lines, too. Exit status 3 means that something could not be
    read, 1 that there was no article.
    """
    counts, passed_over = Counter[type[Item]](), Reasons()
    try:
        with heard(), _progress_bar(paths) as progress:
            for item in read_articles(paths, language=language, kind=kind or "", progress=progress):
                if isinstance(item, Article | Fault):
                    counts[type(item)] += 1
                    _print(item, counts[Fault], as_json=as_json)
                else:
                    passed_over.note(_why(item))
    except KeyboardInterrupt:
        say("", "Interrupted; each article that is printed is whole.", err=True)
        sys.exit(INTERRUPTED)
    sys.exit(_told_in_the_end(counts, passed_over, as_json=as_json))


def _print(item: Article | Fault, faults: int, *, as_json: bool) -> None:
    """Print an article, or a fault: all of them for programs, the first ones for people."""
    if isinstance(item, Article):
        say_json(parts_of(item))
    elif as_json:
        say_json({**asdict(item), "path": str(item.path)}, err=True)
    elif faults <= MOST_LISTED:
        say(str(item), err=True)


def _why(item: Withdrawal | PassedOver) -> str:
    return item.reason if isinstance(item, PassedOver) else "withdrawn by its publisher"


def _told_in_the_end(
    counts: Counter[type[Item]], passed_over: Mapping[str, int], *, as_json: bool
) -> int:
    """Print how often something was passed over; return the exit status."""
    if (beyond := counts[Fault] - MOST_LISTED) > 0 and not as_json:
        say(f"… and {beyond:,} more", err=True)
    say(*(f"Passed over {count:,} times: {why}." for why, count in passed_over.items()), err=True)
    if not counts[Article]:
        say("no article found", err=True)
        return 1
    return SOME_LEFT_OUT if counts[Fault] else 0


@contextmanager
def _progress_bar(paths: tuple[Path, ...]) -> Iterator[BytesRead | None]:
    """Show the share that is read and the time left, on a terminal that shows no articles."""
    if sys.stdout.isatty() or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=total_size(paths), label="Reading", file=sys.stderr) as bar:
        yield bar.update
