"""The search command: the best articles for a query, in a terminal or as JSON."""

import re
from pathlib import Path

import click

from index.embedding.model.file import COMMAND
from index.text.controls import escaped, json_text
from search.engine.protocol import IndexUnavailableError
from search.location import Location
from search.options import index_options
from search.request import Request, Window
from search.results import Fragment, Hit, Page
from search.searcher import Searcher
from search.serialize import page_to_json

_BLANKS = re.compile(r"\s+")
#: What is said of the notes of a page (see results.Page).
_SAID = {
    "no-meaning": "in the order of words: there are no vectors, or no model for them; install it"
    f" with: {COMMAND}; then: iqtisad index embed",
    "embedding": "some of the first articles have no vector yet: iqtisad index embed",
}


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("-n", "size", default=10, show_default=True, type=click.IntRange(1, 1000))
@index_options
@click.option(
    "--names",
    envvar="IQTISAD_NAMES",
    show_envvar=True,
    show_default="names.toml beside the index directory, or here",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What sources and sections are called.",
)
@click.option("--meaning", is_flag=True, help="Order the best by what they mean, too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as the API does.")
def search(  # noqa: PLR0913  one for each option
    query: tuple[str, ...],
    size: int,
    index: Location,
    names: Path | None,
    *,
    meaning: bool,
    as_json: bool,
) -> None:
    """Print the articles that best match QUERY, best first.

    A query that begins with - follows two dashes: iqtisad search -- -غاز
    """
    request = Request(text=" ".join(query), meaning=meaning, window=Window(size=size))
    try:
        page = Searcher(index, names=names).snapshot().search(request)
    except IndexUnavailableError as error:
        raise click.ClickException(str(error)) from error
    for note in page.notes:
        if note in _SAID:
            click.echo(_SAID[note], err=True)
    if as_json:
        click.echo(json_text(page_to_json(page), indent=1))
    else:
        _print(page)


def _print(page: Page) -> None:
    if page.repaired:
        repaired = f"Nothing matches {page.repaired.typed}: searched {page.repaired.text}"
        click.echo(escaped(repaired), err=True)
    others = page.total - page.total_matching_all
    with_most = f", then {others} that match most of the words" if others else ""
    found = f"{page.total_matching_all} articles for: {page.echo}{with_most}"
    click.echo(escaped(found), err=True)
    for hit in page.hits:
        click.echo(_line(hit))
        for snippet in hit.snippets:
            click.echo(f"    {' '.join(_highlighted(snippet).split())}")


def _line(hit: Hit) -> str:
    headline = hit.headline
    day = f"{headline.published:%Y-%m-%d}" if headline.published else " " * len("2015-07-21")
    return f"{day}  {_highlighted(hit.title)}  [{escaped(headline.source)}]  {headline.id}"


def _highlighted(fragment: Fragment) -> str:
    """Return the text with highlights in bold; Click drops the codes if there is no terminal."""
    shown, end_before = "", 0
    for start, end in fragment.highlights:
        shown += _printed(fragment.text[end_before:start])
        shown += click.style(_printed(fragment.text[start:end]), bold=True)
        end_before = end
    return shown + _printed(fragment.text[end_before:])


def _printed(text: str) -> str:
    """Return text in one line: its own line ends are blanks, other controls are escaped."""
    return escaped(_BLANKS.sub(" ", text))
