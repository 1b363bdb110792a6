"""python -m tests.relevance.near_duplicates ARCHIVE…: measure the groups of near duplicates.

near-duplicates.tsv holds pairs of articles that were read and judged: 1 where both tell the same
story in nearly the same words, so that a reader is content with one; 0 where the numbers, the
day or the story are others (a template, a next story), or where one tells a fifth more (an
extension). They were drawn at random from all pairs of two archives that share two fifths of
their threes of words or more, found without the index's signatures: so many from each class
of that share, of what this rule or an earlier one groups and of what neither does. So the last
number of a row tells how many pairs it stands for, and what is printed holds for the archive
and not only for the sample.

The pairs that are in the given archive are measured. Precision is the share of the grouped
that was judged the same, recall the share of the same that is grouped.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click
import numpy as np

from index.analysis import ArabicAnalyzer
from index.indexer.build import build_index
from index.reader import ArticleReader, open_reader

JUDGED = Path(__file__).with_name("near-duplicates.tsv")
#: Classes of the share of threes that two articles have in common.
CLASSES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles by their ids, and whether they were judged the same.

    note says in a word why; pairs is the number of those that this one was drawn for.
    """

    one: str
    other: str
    same: bool
    note: str
    pairs: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A judged pair: whether the index groups it, and what share of threes it has in common."""

    pair: Pair
    grouped: bool
    shared: float


def judged() -> list[Pair]:
    """Return the judged pairs."""
    rows = (line.split("\t") for line in JUDGED.read_text("utf-8").splitlines())
    return [
        Pair(one, other, same == "1", note, float(pairs))
        for _, one, other, same, note, pairs in rows
    ]


def threes(text: str) -> set[tuple[str, ...]]:
    """Return the folded words of a text by threes, each three once."""
    words = [word.exact for word in ArabicAnalyzer().words(text) if word.exact]
    return set(zip(words, words[1:], words[2:], strict=False))


def measured(reader: ArticleReader, pairs: Iterable[Pair]) -> Iterator[Measured]:
    """Yield the pairs of which both articles are in the index."""
    group = reader.near_duplicates.group
    for pair in pairs:
        one, other = reader.document(pair.one), reader.document(pair.other)
        if one is not None and other is not None:
            first, second = (
                threes(f"{stored.headline.title}\n{stored.body}")
                for stored in (reader.stored(one), reader.stored(other))
            )
            shared = len(first & second) / max(1, len(first | second))
            yield Measured(pair, bool(group[one] == group[other]), shared)


def precision_and_recall(found: Iterable[Measured]) -> tuple[float, float]:
    """Return precision and recall over the pairs that the judged ones stand for."""
    found = list(found)
    grouped = sum(each.pair.pairs for each in found if each.grouped)
    same = sum(each.pair.pairs for each in found if each.pair.same)
    both = sum(each.pair.pairs for each in found if each.grouped and each.pair.same)
    return both / grouped if grouped else np.nan, both / same if same else np.nan


def rows(found: list[Measured]) -> Iterator[str]:
    """Yield what is known of some pairs: of all, by share of threes, and by why they differ."""
    yield row("all pairs", found)
    for low, high in pairwise(CLASSES):
        of_class = [each for each in found if low <= each.shared < high]
        yield row(f"threes {low:.1f}-{high:.1f}", of_class)
    for note in sorted({each.pair.note for each in found if not each.pair.same}):
        grouped = [each.grouped for each in found if each.pair.note == note]
        yield f"{note:16} {sum(grouped):4} of {len(grouped):3} grouped"


def row(name: str, found: list[Measured]) -> str:
    """Return a line of counts as judged, and of precision and recall as in the archive."""
    grouped = [each.pair.same for each in found if each.grouped]
    same = sum(each.pair.same for each in found)
    precision, recall = precision_and_recall(found)
    return (
        f"{name:16} {len(found):4} judged {same:4} same {len(grouped):4} grouped"
        f" {sum(grouped):4} of them same   precision {precision:.3f}  recall {recall:.3f}"
    )


def groups(reader: ArticleReader) -> str:
    """Return a line of how many groups there are, and of how many articles the largest."""
    duplicates = reader.near_duplicates
    _, sizes = np.unique(duplicates.group[duplicates.members], return_counts=True)
    largest = " ".join(map(str, np.sort(sizes)[::-1][:10]))
    return f"{len(duplicates.members)} articles in {len(sizes)} groups, the largest of {largest}"


@click.command()
@click.argument("archives", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
def main(archives: tuple[Path, ...]) -> None:
    """Measure the near duplicates of each of ARCHIVES."""
    for archive in archives:
        with tempfile.TemporaryDirectory(prefix="iqtisad-") as temporary:
            build_index([archive], Path(temporary))
            reader = open_reader(Path(temporary))
            found = list(measured(reader, judged()))
            if not found:
                sys.exit(f"{archive}: holds none of the judged pairs; see {JUDGED.name}")
            click.echo("\n".join([f"{archive}: {groups(reader)}", *rows(found)]))


if __name__ == "__main__":
    main()
