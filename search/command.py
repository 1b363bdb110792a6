"""The search command: the best articles for a query, in a terminal or as JSON."""

import json
from pathlib import Path

import click

from index.manifest import IndexUnavailableError
from search.request import Request
from search.results import Fragment, Hit, Page
from search.searcher import Searcher
from search.serialize import page_to_json


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("-n", "size", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option(
    "--index-dir",
    default="data/index",
    show_default=True,
    envvar="IQTISAD_INDEX_DIR",
    show_envvar=True,
    type=click.Path(file_okay=False, path_type=Path),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as the API gives it.")
def search(query: tuple[str, ...], size: int, index_dir: Path, *, as_json: bool) -> None:
    """Print the articles that best match QUERY, best first.

    A query that begins with - follows two dashes: iqtisad search -- -غاز
    """
    try:
        page = Searcher(index_dir).search(Request(text=" ".join(query), size=size))
    except IndexUnavailableError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(page_to_json(page), ensure_ascii=False, indent=1))
    else:
        _print(page)


def _print(page: Page) -> None:
    others = page.total - page.complete
    with_most = f", then {others} that hold most of the words" if others else ""
    click.echo(f"{page.complete} articles for: {page.echo}{with_most}", err=True)
    for hit in page.hits:
        click.echo(_line(hit))
        for snippet in hit.snippets:
            click.echo(f"    {' '.join(_marked(snippet).split())}")


def _line(hit: Hit) -> str:
    day = f"{hit.published:%Y-%m-%d}" if hit.published else " " * len("2015-07-21")
    return f"{day}  {_marked(hit.title)}  [{hit.source}]  {hit.id}"


def _marked(fragment: Fragment) -> str:
    """Return the text with its marks in bold; Click drops them where there is no terminal."""
    shown, place = "", 0
    for start, end in fragment.marks:
        shown += fragment.text[place:start] + click.style(fragment.text[start:end], bold=True)
        place = end
    return shown + fragment.text[place:]
