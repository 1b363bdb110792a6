"""The command that shows what files give, without an index."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from index.articles import Article, Fault, read_articles
from index.commands.options import json_option

#: The exit status where something could not be read; 1 where nothing could.
SOME_LEFT_OUT = 3
_KEYS = ("id", "url", "title", "body", "source", "section", "author")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def extract(paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Print the articles of PATHS as JSON Lines, and the faults to standard error.

    With --json the faults are JSON Lines, too. Exit status 3 means that something could not be
    read, 1 that there was no article.
    """
    articles = faults = 0
    for item in read_articles(paths):
        if isinstance(item, Article):
            articles += 1
            click.echo(json.dumps(_record(item), ensure_ascii=False))
        elif isinstance(item, Fault):
            faults += 1
            click.echo(_told(item, as_json=as_json), err=True)
    if not articles:
        click.echo("no article found", err=True)
        sys.exit(1)
    sys.exit(SOME_LEFT_OUT if faults else 0)


def _record(article: Article) -> dict[str, str | None]:
    """Return an article as it is printed; published is the printed clock, null if there is none."""
    published = article.published.isoformat() if article.published else None
    return {**{key: getattr(article, key) for key in _KEYS}, "published": published}


def _told(fault: Fault, *, as_json: bool) -> str:
    fields = {**asdict(fault), "path": str(fault.path)}
    return json.dumps(fields, ensure_ascii=False) if as_json else str(fault)
