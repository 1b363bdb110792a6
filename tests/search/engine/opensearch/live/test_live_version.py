"""What the version that is live in a cluster says of itself."""

from datetime import UTC, datetime

import pytest

from search import IndexUnavailableError, live_version
from tests.index.cluster.fake_nodes import reply
from tests.search.engine.opensearch.live.archives import VERSION_NAME, about, mapping


def test_it_says_what_its_index_says(node, address):
    """Without opening it; what it does not say is no number."""
    node.script = [reply(mapping(about(copies=2, made_by="update", seconds=1.5)))]
    told = live_version(address)
    assert (told.id, told.articles) == (VERSION_NAME, 3)
    assert (told.copies, told.faults, told.made_by, told.seconds) == (2, 0, "update", 1.5)
    assert told.created == datetime(2026, 11, 27, 19, tzinfo=UTC)


def test_no_alias_is_an_error_with_the_way_out(node, address):
    """As everywhere."""
    node.script = [reply({})]
    with pytest.raises(IndexUnavailableError, match="iqtisad index build --to"):
        live_version(address)
