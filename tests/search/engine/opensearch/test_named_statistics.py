"""The numbers of an archive by the names of its labels."""

import numpy as np
import pytest

from index.cluster.statistics.archive import read_statistics
from index.cluster.statistics.writer import write_statistics
from index.indexer.build import index_articles
from index.labels import day_spans
from index.schema import FACETS, moment
from index.versions.store import open_index
from search.engine.local.named_reader import NamedReader
from search.engine.opensearch.named_statistics import NamedStatistics
from search.names.reader import read_names
from tests.index.indexer.archives import numbered

NAMES = """\
[source.marfa]
name = "جريدة المرفأ"
english = "Al-Marfa"
aliases = ["المرفأ"]
"""
#: Labels as they are printed: what is one source in different spellings, and what is none.
SOURCES = ("marfa", "MARFA", "المرفأ", "port", "Port", "", "port")


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """Return the reader of a version, and the statistics that it has in a cluster."""
    folder = tmp_path_factory.mktemp("named")
    articles = (
        numbered(number, source=source, published=moment(40 * number * 86_400))
        for number, source in enumerate(SOURCES)
    )
    index_articles(articles, folder / "index")
    (folder / "names.toml").write_text(NAMES, "utf-8")
    names = read_names(folder / "names.toml", needed=True).table
    opened = open_index(folder / "index")
    (folder / "statistics").mkdir()
    seqs = np.arange(opened.segment.documents)
    write_statistics(opened, folder / "statistics", seqs)
    kept = read_statistics(folder / "statistics")
    return NamedReader(opened, names), NamedStatistics(kept, names)


def test_labels_that_are_called_the_same_are_one(archives):
    """Their counts and days are those of all their spellings."""
    reader, statistics = archives
    for facet in FACETS:
        assert statistics.label_counts(facet.name) == reader.label_counts(facet.name)
        assert statistics.label_spans(facet.name) == day_spans(
            reader.labels(facet.name), reader.published
        )
    assert statistics.label_counts("source")[0] == ("port", 3)
    assert statistics.printed["source"]["جريدة المرفأ"] == ["MARFA", "marfa", "المرفأ"]
    assert statistics.printed_values("source") == len(set(SOURCES))


def test_all_else_is_passed_on(archives):
    """As the version has it."""
    reader, statistics = archives
    for name in ("name", "articles", "built", "span"):
        assert getattr(statistics, name) == getattr(reader, name)
    assert statistics.daily_counts() == reader.daily_counts()
    assert statistics.held("body", "النفط") == reader.held("body", "النفط") == len(SOURCES)
    assert statistics.average_length("body") == reader.average_length("body")
    assert statistics.expand_prefix("body", "ال", 5) == reader.expand_prefix("body", "ال", 5)
    assert statistics.vocabulary.count("النفط") == reader.vocabulary.count("النفط")
    assert statistics.phrases.complete("اسعار", 5) == reader.phrases.complete("اسعار", 5)
    assert statistics.marks == [0]
