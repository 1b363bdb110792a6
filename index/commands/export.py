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
from index.versions.store import OpenIndex, open_index, open_version, require_version


@click.command()
@click.argument("version", required=False)
@index_dir_option
def export(version: str | None, index_dir: Path) -> None:
    """Print every article of VERSION, or of the live one, as JSON Lines: id, url, title and so on.

    What was withdrawn before is not among them. A build of what is printed gives the same articles:
    iqtisad index export > all.jsonl; iqtisad index build all.jsonl
    """
    opened = _opened(index_dir, version)
    total = opened.manifest.articles + opened.manifest.copies
    with heard(), _shown(articles_of(opened), total) as articles:
        for article in articles:
            say_json(as_record(article))


def _opened(index_dir: Path, version: str | None) -> OpenIndex:
    if version is None:
        return open_index(index_dir)
    require_version(index_dir, version)
    return open_version(index_dir / version, name=version)


@contextmanager
def _shown(articles: Iterable[Article], total: int) -> Iterator[Iterable[Article]]:
    """Show progress on a terminal, unless the articles go there."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield articles
        return
    with click.progressbar(articles, length=total, label="Exporting", file=sys.stderr) as bar:
        yield bar
