"""make tune COLLECTIONS=… CORPUS=…: try other weights, and say what they would be worth.

Each weight is moved alone, up and down, and every query of the collections is answered
again. With --meaning that is the weight of meaning alone, beside the order by words. What is
printed is the mean nDCG@10 over the collections, and a cross-validation: the weights that are best
on four fifths of the queries, measured on the fifth that they have not seen. A weight is worth
moving only where the unseen fifth gains too.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import click
import numpy as np

from index.articles import read_articles
from index.indexer.build import index_articles
from search import Searcher
from search.evaluation.collection import Collection, read_collection
from search.evaluation.command import bodies
from search.evaluation.embedding import embed_first
from search.evaluation.measures import ndcg_by_query
from search.weights import WEIGHTS, Weights

FOLDS = 5
STEPS = (0.67, 1.5)
#: The weights of meaning that are tried; 0 is the order by words.
MEANINGS = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)
AS_THEY_ARE = "as they are"


def candidates(*, meaning: bool) -> Iterator[tuple[str, Weights]]:
    """Yield the weights as they are, and with each one moved; or with that of meaning alone."""
    if meaning:
        for value in MEANINGS:
            name = AS_THEY_ARE if value == WEIGHTS.meaning else f"meaning {value:g}"
            yield name, replace(WEIGHTS, meaning=value)
        return
    yield AS_THEY_ARE, WEIGHTS
    for name, value in asdict(WEIGHTS).items():
        if name == "meaning":  # by words it counts nothing
            continue
        for step in STEPS:
            yield f"{name} {value * step:.2f}", replace(WEIGHTS, **{name: value * step})


def scores(
    collections: list[tuple[Collection, Path]], weights: Weights, *, meaning: bool
) -> list[np.ndarray]:
    """Return nDCG@10 of every query, an array a collection."""
    found = []
    for collection, directory in collections:
        searcher = Searcher(directory, weights=weights)
        found.append(ndcg_by_query(searcher.snapshot(), collection, meaning=meaning))
        searcher.close()
    return found


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--corpus", type=click.Path(path_type=Path))
@click.option("--judgments", type=click.Path(path_type=Path))
@click.option("--meaning", is_flag=True)
@click.option("--titles", is_flag=True, help="Index titles, too: needs are not found by one.")
def main(
    folders: tuple[Path, ...],
    corpus: Path | None,
    judgments: Path | None,
    *,
    meaning: bool,
    titles: bool,
) -> None:
    """Measure other weights on the collections in FOLDERS."""
    with tempfile.TemporaryDirectory(prefix="iqtisad-") as temporary:
        built: dict[Path, Path] = {}
        collections = []
        for collection in (read_collection(folder, judgments) for folder in folders):
            archive = collection.corpus or corpus
            if archive is None:
                sys.exit(f"{collection.name}: has no articles; name them with --corpus")
            if archive not in built:
                built[archive] = Path(temporary) / str(len(built))
                read = read_articles([archive], language="any") if titles else bodies(archive)
                index_articles(read, built[archive])
            collections.append((collection, built[archive]))
            if meaning:
                embed_first(built[archive], [collection])
        tried = {}
        for name, weights in candidates(meaning=meaning):
            tried[name] = scores(collections, weights, meaning=meaning)
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
        gain = mean(best, unseen=True) - mean(AS_THEY_ARE, unseen=True)
        click.echo(f"fold {fold}: best on the others {best}; on the unseen fifth {gain:+.4f}")


if __name__ == "__main__":
    main()
