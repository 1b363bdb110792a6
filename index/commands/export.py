"""The command that prints the articles of an index, as files that an index can be built from."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from index.articles import Article
from index.articles.records.record import as_record
from index.commands.options import index_dir_option
from index.commands.printing import heard, say_json
from index.versions.articles import articles_of
from index.versions.store import open_index


@click.command()
@index_dir_option
def export(index_dir: Path) -> None:
    """Print every article of the live index as JSON Lines: id, url, title, body and so on.

    What was withdrawn is not among them. A build of what is printed gives the same articles:
    iqtisad index export > all.jsonl; iqtisad index build all.jsonl
    """
    opened = open_index(index_dir)
    total = opened.manifest.articles + opened.manifest.copies
    with heard(), _shown(articles_of(opened), total) as articles:
        for article in articles:
            say_json(as_record(article))


@contextmanager
def _shown(articles: Iterable[Article], total: int) -> Iterator[Iterable[Article]]:
    """Show progress on a terminal, unless the articles go there."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield articles
        return
    with click.progressbar(articles, length=total, label="Exporting", file=sys.stderr) as bar:
        yield bar
