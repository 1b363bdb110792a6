"""The evaluate command: a temporary index, and every query of the collections over it."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from index.articles import Article, Fault, read_articles
from index.build import index_articles
from search import Searcher
from search.relevance import (
    Collection,
    CollectionError,
    Evaluation,
    OfTransform,
    evaluate,
    read_collection,
)


@click.command("evaluate")
@click.argument(
    "collections", nargs=-1, required=True, type=click.Path(file_okay=False, path_type=Path)
)
@click.option(
    "--corpus", type=click.Path(path_type=Path), help="Articles, where a collection has none."
)
@click.option("--body-only", is_flag=True, help="Index the bodies without their titles.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate_command(
    collections: tuple[Path, ...], corpus: Path | None, *, body_only: bool, as_json: bool
) -> None:
    """Measure the ranking on test COLLECTIONS: folders with queries.jsonl and qrels.tsv.

    The queries go the way of the web form. With a baseline.run the difference is told, and
    how likely chance would make it.
    """
    try:
        found = list(_evaluations(collections, corpus, body_only=body_only))
    except CollectionError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps([_as_json(each) for each in found], ensure_ascii=False, indent=1))
    else:
        for each in found:
            click.echo("\n".join([_row(each), *map(_row_of_transform, each.transforms)]))


def _evaluations(
    folders: tuple[Path, ...], corpus: Path | None, *, body_only: bool
) -> Iterator[Evaluation]:
    """Yield the evaluation of each collection, building each archive once."""
    by_corpus: dict[Path, list[Collection]] = {}
    for collection in map(read_collection, folders):
        archive = corpus or collection.corpus
        if archive is None:
            raise CollectionError(f"{collection.name}: has no articles; name them with --corpus")
        by_corpus.setdefault(archive, []).append(collection)
    for archive, collections in by_corpus.items():
        with tempfile.TemporaryDirectory(prefix="iqtisad-") as directory:
            found = bodies(archive) if body_only else read_articles([archive])
            index_articles(found, Path(directory))
            searcher = Searcher(Path(directory))
            yield from (evaluate(searcher, collection) for collection in collections)
            searcher.close()


def bodies(archive: Path) -> Iterator[Article | Fault]:
    """Yield the articles of an archive without their titles."""
    for found in read_articles([archive]):
        yield replace(found, title="") if isinstance(found, Article) else found


def _as_json(found: Evaluation) -> dict[str, Any]:
    return {
        "collection": found.collection,
        "queries": found.queries,
        **found.scores,
        "baseline": found.baseline,
        "difference": found.difference and round(found.difference, 4),
        "p": found.p,
        "transforms": {
            each.transform: {
                "queries": each.queries,
                "ndcg@10": each.ndcg,
                "baseline": each.baseline,
            }
            for each in found.transforms
        },
    }


def _row(found: Evaluation) -> str:
    scores = "  ".join(f"{name} {value:.4f}" for name, value in found.scores.items())
    against = (
        f"  baseline {found.baseline['ndcg@10']:.4f}  {found.difference:+.4f}  p {found.p:.4f}"
        if found.baseline is not None
        else ""
    )
    return f"{found.collection:22} {found.queries:5} queries  {scores}{against}"


def _row_of_transform(found: OfTransform) -> str:
    against = f"  baseline {found.baseline:.4f}" if found.baseline is not None else ""
    return f"  {found.transform:20} {found.queries:5} queries  ndcg@10 {found.ndcg:.4f}{against}"
