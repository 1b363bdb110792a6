"""The evaluate command: runs every query of test collections over an index of their articles."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import click

from index.articles import Article, Item, read_articles
from index.cluster.address import Address
from index.embedding.model.file import ModelUnavailableError
from index.indexer.build import index_articles
from index.text.controls import escaped, json_text
from search.engine.protocol import IndexUnavailableError
from search.evaluation.collection import (
    Collection,
    CollectionError,
    read_collection,
    request_of,
)
from search.evaluation.embedding import embed_first
from search.location import Location
from search.options import AddressType
from search.searcher import Searcher
from search.snapshot.snapshot import Snapshot

if TYPE_CHECKING:
    from search.evaluation.measures import Evaluation, TransformScore


@click.command("evaluate")
@click.argument(
    "collections", nargs=-1, required=True, type=click.Path(file_okay=False, path_type=Path)
)
@click.option(
    "--corpus", type=click.Path(path_type=Path), help="Articles, where a collection has none."
)
@click.option(
    "--judgments",
    type=click.Path(dir_okay=False, path_type=Path),
    help="More grades, in a file like qrels.tsv.",
)
@click.option("--body-only", is_flag=True, help="Index the bodies without their titles.")
@click.option(
    "--index-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="An index of the articles, in place of a temporary one.",
)
@click.option("--index", type=AddressType(), help="The address of a cluster that has one.")
@click.option("--meaning", is_flag=True, help="Order by meaning, too; compare with words alone.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate_command(  # noqa: PLR0913  one for each option
    collections: tuple[Path, ...],
    corpus: Path | None,
    judgments: Path | None,
    index_dir: Path | None,
    index: Address | None,
    *,
    body_only: bool,
    meaning: bool,
    as_json: bool,
) -> None:
    """Measure the ranking on test COLLECTIONS: folders with queries.jsonl and qrels.tsv.

    The queries run as the web form runs them. Where a collection has a baseline.run, the
    difference is printed with its p-value. With --meaning that is the difference from the order by
    words; in a temporary index the first articles of each query are embedded for it. Needs:
    pip install 'iqtisad[evaluate]', or for --meaning 'iqtisad[evaluate,meaning]'
    """
    made: Location | None = index or index_dir
    if sum(map(bool, (index, index_dir, corpus or body_only))) > 1:
        raise click.UsageError(
            "--index, --index-dir, and --corpus with --body-only exclude each other:"
            " name one archive"
        )
    try:
        read = [read_collection(folder, judgments) for folder in collections]
        evaluations = list(
            _over(made, read, meaning=meaning)
            if made
            else _evaluations(read, corpus, body_only=body_only, meaning=meaning)
        )
    except (CollectionError, IndexUnavailableError, ModelUnavailableError) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        rows = [_as_json(each) for each in evaluations]
        click.echo(json_text(rows, indent=1))
    else:
        for each in evaluations:
            rows_of = (_row(each), *map(_row_of_transform, each.transforms))
            click.echo("\n".join(map(escaped, rows_of)))


def _evaluations(
    read: Iterable[Collection], corpus: Path | None, *, body_only: bool, meaning: bool
) -> "Iterator[Evaluation]":
    """Yield the evaluation of each collection; an archive that several share is built once."""
    _measures()  # before anything is built
    by_corpus: dict[Path, list[Collection]] = {}
    for collection in read:
        archive = corpus or collection.corpus
        if archive is None:
            raise CollectionError(f"{collection.name}: no articles in it; name them with --corpus")
        by_corpus.setdefault(archive, []).append(collection)
    for archive, collections in by_corpus.items():
        with tempfile.TemporaryDirectory(prefix="iqtisad-") as directory:
            found = bodies(archive) if body_only else read_articles([archive], language="any")
            index_articles(found, Path(directory))
            if meaning:
                embed_first(Path(directory), collections)
            yield from _over(Path(directory), collections, meaning=meaning)


def _over(index: Location, read: Iterable[Collection], *, meaning: bool) -> "Iterator[Evaluation]":
    """Yield the evaluation of each collection over an index of its articles."""
    measures = _measures()
    with closing(Searcher(index)) as searcher:
        for collection in read:
            snapshot = searcher.snapshot()
            if meaning:
                _require_vectors(index, snapshot, collection)
            found = measures.evaluate(snapshot, collection, meaning=meaning)
            if snapshot.is_partial:
                raise CollectionError(
                    f"{collection.name}: {index}: only a part of the archive answered some of the"
                    " queries; see whether all nodes run, and measure again"
                )
            yield found


def _require_vectors(index: Location, snapshot: Snapshot, collection: Collection) -> None:
    """Raise CollectionError unless all that is ordered by meaning has a vector."""
    if not snapshot.index.meaning:
        raise CollectionError(
            f"{index}: there are no vectors, or no model; see: iqtisad index embed --help"
        )
    for text in collection.queries.values():
        request = replace(request_of(text, meaning=True), literal=True)  # the list that is measured
        if "embedding" in snapshot.search(request).notes:
            raise CollectionError(
                f"{index}: some of the first articles have no vector yet; make them with:"
                " iqtisad index embed"
            )


def _measures() -> ModuleType:
    """Return the module of measures; raise CollectionError if ir-measures is not installed."""
    try:
        return import_module("search.evaluation.measures")
    except ImportError as error:
        raise CollectionError(
            f"evaluating needs {error.name}; install it with: pip install 'iqtisad[evaluate]'"
        ) from error


def bodies(archive: Path) -> Iterator[Item]:
    """Yield the articles of an archive without their titles."""
    for found in read_articles([archive], language="any"):
        yield replace(found, title="") if isinstance(found, Article) else found


def _as_json(found: "Evaluation") -> dict[str, Any]:
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


def _row(found: "Evaluation") -> str:
    scores = "  ".join(f"{name} {value:.4f}" for name, value in found.scores.items())
    against = (
        f"  baseline {found.baseline['ndcg@10']:.4f}  {found.difference:+.4f}  p {found.p:.4f}"
        if found.baseline is not None
        else ""
    )
    return f"{found.collection:22} {found.queries:5} queries  {scores}{against}"


def _row_of_transform(found: "TransformScore") -> str:
    against = f"  baseline {found.baseline:.4f}" if found.baseline is not None else ""
    return f"  {found.transform:20} {found.queries:5} queries  ndcg@10 {found.ndcg:.4f}{against}"
