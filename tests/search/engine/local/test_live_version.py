"""What the live version says of itself."""

from datetime import UTC, datetime, timedelta

import pytest

from search import IndexUnavailableError, Searcher, live_version


def test_it_says_what_the_index_says(sample_index):
    """Without opening it."""
    searcher = Searcher(sample_index)
    index = searcher.snapshot().index
    told = live_version(sample_index)
    searcher.close()
    assert (told.id, told.articles) == (index.id, index.articles)
    assert told.made_by == "build"
    assert told.seconds > 0
    assert timedelta() < datetime.now(UTC) - told.created < timedelta(days=1)


def test_no_index_is_an_error_with_the_way_out(tmp_path):
    """As everywhere."""
    with pytest.raises(IndexUnavailableError, match="build"):
        live_version(tmp_path)
