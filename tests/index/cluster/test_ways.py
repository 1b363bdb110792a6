"""The ways out that messages name: commands and requests that an operator can type."""

import pytest

from index.cluster.ways import lifted

READ_ONLY = "index [news-1] blocked by: [FORBIDDEN/5/index read-only (api)];"


@pytest.mark.parametrize(
    ("reason", "way"),
    [
        pytest.param(READ_ONLY, 'PUT /news-1/_settings {"index.blocks.read_only": null}', id="all"),
        pytest.param(
            "index [news-1] blocked by: [FORBIDDEN/8/index write (api)];",
            'PUT /news-1/_settings {"index.blocks.write": null}',
            id="writing",
        ),
        pytest.param(
            "index [news-1] blocked by: [FORBIDDEN/9/index metadata (api)];",
            'PUT /news-1/_settings {"index.blocks.metadata": null}',
            id="metadata",
        ),
        pytest.param(
            "blocked by: [FORBIDDEN/6/cluster read-only (api)];",
            'PUT /_cluster/settings {"persistent": {"cluster.blocks.read_only": null}}',
            id="every index",
        ),
    ],
)
def test_a_block_that_somebody_set_is_named_as_it_is_set(reason, way):
    """By its setting, and the request that lifts it."""
    assert lifted(reason) == f"lift it with: {way}"


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param("flood stage", id="no block"),
        pytest.param(
            "index [a] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage"
            " watermark, index has read-only-allow-delete block];",
            id="full disk",
        ),
        pytest.param("index [a] blocked by: [SERVICE/1/state not recovered];", id="no state"),
    ],
)
def test_other_blocks_are_no_matter_of_a_setting(reason):
    """Room is, or nodes are."""
    assert lifted(reason) == ""
