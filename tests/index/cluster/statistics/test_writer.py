"""Writing statistics: from one segment or several, within memory, and the same again."""

import numpy as np
import pytest

from index.cluster.statistics import read_statistics, writer
from index.cluster.statistics.writer import write_statistics
from index.indexer.build import index_articles
from index.indexer.update import update_articles
from index.versions.store import open_index
from tests.index.indexer.archives import numbered


def contents(directory):
    """Return the files of a folder."""
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_the_same_version_gives_the_same_files(updated, folder, tmp_path):
    """So that an index that has them needs no others."""
    again = tmp_path / "again"
    write_statistics(updated, again, np.arange(41))
    assert contents(again) == contents(folder)


@pytest.mark.parametrize("postings", [1, 7, 100])
def test_postings_are_looked_at_in_slices(updated, folder, tmp_path, monkeypatch, postings):
    """However few of them, the numbers are the same: a field of a large archive is not read whole.

    A slice has one term at least.
    """
    monkeypatch.setattr(writer, "_POSTINGS", postings)
    sliced = tmp_path / "sliced"
    write_statistics(updated, sliced, np.arange(41))
    assert contents(sliced) == contents(folder)


@pytest.mark.parametrize(("articles", "marks"), [(1, 1), (1000, 1), (1001, 2), (2001, 3)])
def test_every_thousandth_article_is_marked(updated, tmp_path, articles, marks):
    """By its place in the archive: some places are of articles that are gone."""
    seqs = np.arange(articles, dtype=np.int64) * 3 + 5
    write_statistics(updated, tmp_path / "marked", seqs, shards=7)
    statistics = read_statistics(tmp_path / "marked")
    assert statistics.marks.tolist() == [5 + 3000 * mark for mark in range(marks)]
    assert (statistics.last, statistics.shards) == (3 * articles + 2, 7)


def test_words_of_removed_articles_are_gone(tmp_path, statistics_of):
    """The segments still have them; nobody who asks what to complete is to see them."""
    index_dir = tmp_path / "index"
    index_articles((numbered(n) for n in range(30)), index_dir)
    update_articles(iter([numbered(99, "زعفران 7%")]), index_dir)
    assert statistics_of(open_index(index_dir)).expand_prefix("body", "زعف", 5) == ["زعفران"]
    update_articles(iter([]), index_dir, remove=["99"])
    statistics = statistics_of(open_index(index_dir))
    assert statistics.expand_prefix("body", "زعف", 5) == []
    assert statistics.held("body", "زعفران") == 0
    assert statistics.held_between("body", [("#pct0", "#pct:")]) == 0
