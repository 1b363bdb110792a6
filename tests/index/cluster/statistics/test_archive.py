"""Statistics give the very numbers that a reader of the version gives."""

import random
import shutil
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cluster.statistics import read_statistics
from index.cluster.statistics.about import NAME, About
from index.codec.segment import FIELDS
from index.indexer.build import index_articles
from index.indexer.update import update_articles
from index.labels import day_spans
from index.quantities.terms import Interval, term_range
from index.reader import ArticleReader
from index.schema import FACETS
from index.versions.manifest import (
    IndexDamagedError,
    IndexUnavailableError,
    IndexUnreadableError,
    checksums,
)
from index.versions.store import open_index
from tests.conftest import examples
from tests.index.indexer.archives import numbered
from tests.index.segments import articles

PREFIXES = ("", "ا", "ال", "~", "^", "#", "س", "زق")
#: Amounts of a unit, of several, between limits, and of none.
RANGES = (
    [term_range("usd", Interval())],
    [term_range("pct", Interval(low=3.5)), term_range("usd", Interval(high=5e9, strict_high=True))],
    [term_range("pct", Interval(3, 4)), term_range("pct", Interval(3.2, 4.5))],
    [term_range("usd", Interval(1e15, 1e16))],
    [],
)


def terms_of(opened, field):
    """Return the terms of a field in all segments, those of deleted documents too."""
    parts = getattr(opened.segment, "parts", None)
    segments = [part.segment for part in parts] if parts else [opened.segment]
    return {term.decode() for segment in segments for term in segment.fields[field].terms}


def between(reader, field, ranges):
    """Return how many articles have an amount in any of some ranges."""
    found = [reader.documents_between(field, *limits).tolist() for limits in ranges]
    return len(set().union(*found))


def assert_equal(statistics, opened):
    """Compare all that statistics give with what a reader of the version gives."""
    reader = ArticleReader(opened)
    assert statistics.name == reader.name
    assert statistics.articles == reader.articles
    assert (statistics.span, statistics.built) == (reader.span, reader.built)
    assert statistics.daily_counts() == reader.daily_counts()
    assert list(statistics.vocabulary) == list(reader.vocabulary)
    assert list(statistics.phrases) == list(reader.phrases)
    for field in FIELDS:
        assert statistics.average_length(field) == reader.average_length(field)
        for term in (*terms_of(opened, field), "زقزقة", "", "#"):
            assert statistics.held(field, term) == reader.held(field, term)
        for prefix in PREFIXES:
            for limit in (0, 1, 3, 64):
                expanded = statistics.expand_prefix(field, prefix, limit)
                assert expanded == reader.expand_prefix(field, prefix, limit)
        for ranges in RANGES:
            assert statistics.held_between(field, ranges) == between(reader, field, ranges)
    for facet in FACETS:
        assert statistics.label_counts(facet.name) == reader.label_counts(facet.name)
        spans = day_spans(reader.labels(facet.name), reader.published)
        assert statistics.label_spans(facet.name) == spans


def test_the_sample_archive(sample_index, statistics_of):
    """Every term, every facet, every day."""
    opened = open_index(sample_index)
    assert_equal(statistics_of(opened), opened)


@settings(max_examples=examples(20))
@given(
    st.lists(articles(), min_size=1, max_size=8, unique_by=lambda article: article.id),
    st.lists(
        st.tuples(st.lists(articles(), max_size=4), st.sets(st.sampled_from("abcdefgh"))),
        max_size=3,
    ),
)
def test_an_archive_however_it_was_updated(tmp_path_factory, statistics_of, first, updates):
    """In one segment or in several, with articles that were replaced or removed."""
    index_dir = tmp_path_factory.mktemp("updated")
    index_articles(iter([*first, numbered(1)]), index_dir)
    for found, removed in updates:
        update_articles(iter(found), index_dir, remove=removed, allow_shrink=True)
    opened = open_index(index_dir)
    assert_equal(statistics_of(opened), opened)


def test_dates_before_1970(tmp_path, statistics_of):
    """Days are those of the wall clock, whenever it was."""
    published = datetime(1956, 7, 26, 23, 59)  # noqa: DTZ001
    index_articles(iter([numbered(1, published=published, section="قناة")]), tmp_path / "index")
    statistics = statistics_of(open_index(tmp_path / "index"))
    assert statistics.daily_counts() == [(published.date(), 1)]
    assert statistics.label_spans("section") == {"قناة": (published.date(), published.date())}
    assert statistics.label_counts("year") == [("1956", 1)]


def test_only_amounts_have_ranges(updated, statistics_of):
    """Which articles have a word is not kept: a count of them would be wrong."""
    statistics = statistics_of(updated)
    assert statistics.held_between("body", [term_range("pct", Interval())]) == 1
    for first, last in (("ا", "ب"), ("#pct0", "ب"), ("!", "#pct9")):
        with pytest.raises(ValueError, match="no range of amounts"):
            statistics.held_between("body", [(first, last)])


def changed(content, chance):
    """Return what a file has after a bit of it changed, its end was lost, or all of it was."""
    place = chance.randrange(len(content))
    flipped = bytes([content[place] ^ 1 << chance.randrange(8)])
    return chance.choice([content[:place] + flipped + content[place + 1 :], content[:place], b""])


def test_damage_to_any_file_is_told_in_a_sentence(folder):
    """No number is given that the archive does not have."""
    chance = random.Random(14)  # noqa: S311  no secret
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        for _ in range(5):
            path.write_bytes(changed(whole, chance))
            with pytest.raises(IndexUnavailableError, match=path.name) as told:
                read_statistics(folder)
            assert "\n" not in str(told.value)
        path.unlink()
        with pytest.raises(IndexDamagedError, match=f"{path.name}: missing"):
            read_statistics(folder)
        path.mkdir()
        with pytest.raises(IndexDamagedError, match=path.name):
            read_statistics(folder)
        path.rmdir()
        path.write_bytes(whole)
    assert read_statistics(folder).articles == 41


@pytest.mark.usefixtures("permissions_hold")
def test_a_file_that_may_not_be_read_is_not_called_damaged(folder):
    """Its content is not known."""
    (folder / "marks.npy").chmod(0)
    with pytest.raises(IndexUnreadableError, match=r"marks\.npy: cannot be read"):
        read_statistics(folder)


@pytest.mark.parametrize("content", [b"", b"{}", b"\x80\x04cos\nsystem\n", b"\x93NUMPY\x01\x00"])
@pytest.mark.parametrize("name", ["labels.days.npy", "terms.body.letters.npy", "phrases.ends.npy"])
def test_foreign_files_are_refused(folder, name, content):
    """A checksum that fits does not make a file one of ours: nothing is unpickled."""
    (folder / name).write_bytes(content)
    about = About.read(folder)
    (folder / NAME).unlink()
    replace(about, files=checksums(folder)).write(folder)
    with pytest.raises(IndexDamagedError, match="cannot be read"):
        read_statistics(folder)


def test_a_file_that_is_not_named_is_missed(folder):
    """Whoever wrote about.json without it."""
    about = About.read(folder)
    (folder / "marks.npy").unlink()
    replace(about, files={}).write(folder)
    with pytest.raises(IndexDamagedError, match=r"marks\.npy: missing"):
        read_statistics(folder)


def test_what_is_open_outlives_its_folder(folder, updated):
    """A cache may remove it: what was mapped stays."""
    statistics = read_statistics(folder)
    shutil.rmtree(folder)
    assert_equal(statistics, updated)
