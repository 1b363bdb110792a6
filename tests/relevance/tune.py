"""make tune COLLECTIONS=… CORPUS=…: try other weights, and say what they would be worth.

Each weight is moved alone, up and down, and every query of the collections is answered
again. What is printed is the mean nDCG@10 over the collections, and a cross-validation: the
weights that are best on four fifths of the queries, measured on the fifth that they have not
seen. A weight is worth moving only where the unseen fifth gains too.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import click
import numpy as np

from index.indexer.build import index_articles
from search import Searcher
from search.evaluation.collection import Collection, read_collection
from search.evaluation.command import bodies
from search.evaluation.measures import ndcg_by_query
from search.weights import WEIGHTS, Weights

FOLDS = 5
STEPS = (0.67, 1.5)


def candidates() -> Iterator[tuple[str, Weights]]:
    """Yield the weights as they are, and with each one moved."""
    yield "as they are", WEIGHTS
    for name, value in asdict(WEIGHTS).items():
        for step in STEPS:
            yield f"{name} {value * step:.2f}", replace(WEIGHTS, **{name: value * step})


def scores(collections: list[tuple[Collection, Path]], weights: Weights) -> list[np.ndarray]:
    """Return nDCG@10 of every query, an array a collection."""
    found = []
    for collection, directory in collections:
        searcher = Searcher(directory, weights=weights)
        found.append(ndcg_by_query(searcher.snapshot(), collection))
        searcher.close()
    return found


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--corpus", type=click.Path(path_type=Path))
def main(folders: tuple[Path, ...], corpus: Path | None) -> None:
    """Measure other weights on the collections in FOLDERS."""
    with tempfile.TemporaryDirectory(prefix="iqtisad-") as temporary:
        built: dict[Path, Path] = {}
        collections = []
        for collection in map(read_collection, folders):
            archive = collection.corpus or corpus
            if archive is None:
                sys.exit(f"{collection.name}: has no articles; name them with --corpus")
            if archive not in built:
                built[archive] = Path(temporary) / str(len(built))
                index_articles(bodies(archive), built[archive])
            collections.append((collection, built[archive]))
        tried = {}
        for name, weights in candidates():
            tried[name] = scores(collections, weights)
            means = [float(each.mean()) for each in tried[name]]
            shown = "  ".join(f"{mean:.4f}" for mean in means)
            click.echo(f"{name:20} {np.mean(means):.4f}   {shown}")
        cross_validate(tried)


def cross_validate(tried: dict[str, list[np.ndarray]]) -> None:
    """Print what the best weights of the other folds are worth on each fold."""
    chance = np.random.default_rng(0)
    folds = [chance.permutation(len(each)) % FOLDS for each in next(iter(tried.values()))]
    for fold in range(FOLDS):

        def mean(name: str, *, unseen: bool, fold: int = fold) -> float:
            parts = zip(tried[name], folds, strict=True)
            return float(np.mean([s[(f == fold) == unseen].mean() for s, f in parts]))

        best = max(tried, key=lambda name: mean(name, unseen=False))
        gain = mean(best, unseen=True) - mean("as they are", unseen=True)
        click.echo(f"fold {fold}: best on the others {best}; on the unseen fifth {gain:+.4f}")


if __name__ == "__main__":
    main()
