"""Faults of a cluster: the node, what OpenSearch says, and the way out, in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cluster.faults import BrokenError, LateError, NotConnectedError, RejectedError, refusal
from index.versions.manifest import IndexUnavailableError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["error", "type", "reason", "root_cause", "status"]), inner
        )
    ),
)


@given(st.sampled_from([200, 400, 401, 403, 404, 429, 500, 502, 503, 504, 599]), JSON)
def test_any_answer_is_a_fault_in_one_line_or_none(status, answer):
    """Whatever a program at the address sends, nobody sees a stack trace."""
    fault = refusal("a:9200", status, answer)
    assert fault is None or isinstance(fault, IndexUnavailableError)
    assert fault is None or (
        str(fault).startswith("a:9200: ") and len(str(fault).splitlines()) == 1
    )


def said(kind, reason, **more):
    """Return the body of an error."""
    return {"error": {"type": kind, "reason": reason, **more}}


@pytest.mark.parametrize(
    ("status", "answer", "sentence"),
    [
        pytest.param(
            404,
            {"error": "alias [news] missing", "status": 404},
            "a:9200: alias [news] missing (status 404); make it with: iqtisad index build",
            id="no alias",
        ),
        pytest.param(
            429,
            said("cluster_block_exception", "flood stage"),
            "a:9200: flood stage (cluster_block_exception, status 429); make room on the disks",
            id="full disk",
        ),
        pytest.param(
            403,
            said("cluster_block_exception", "index [n-1] blocked by: [FORBIDDEN/5/index read-only"),
            "a:9200: index [n-1] blocked by: [FORBIDDEN/5/index read-only (cluster_block_exception,"
            " status 403); lift it with: PUT /n-1/_settings",
            id="read-only",
        ),
        pytest.param(
            400,
            said("index_closed_exception", "closed", index="n-1"),
            "a:9200: n-1 is closed (index_closed_exception, status 400); open it with: POST /n-1/_",
            id="closed",
        ),
        pytest.param(
            429,
            said("rejected_execution_exception", "queue"),
            "a:9200: queue (rejected_execution_exception, status 429); it has too much to do",
            id="too much to do",
        ),
        pytest.param(
            400,
            said("all", "all shards failed", root_cause=[{"type": "one", "reason": "why"}]),
            "a:9200: why (one, status 400); the log",
            id="the cause, not that all failed",
        ),
        pytest.param(
            503,
            said("any", "all shards failed", root_cause=[]),
            "a:9200: all shards failed (any, status 503); it has too much",
            id="no cause",
        ),
        pytest.param(
            502, None, "a:9200: Bad Gateway (status 502); it has too much", id="a proxy's"
        ),
    ],
)
def test_what_opensearch_says_is_told_with_the_way_out(status, answer, sentence):
    """By its kind, or else by its status."""
    fault = refusal("a:9200", status, answer)
    assert isinstance(fault, RejectedError)
    assert str(fault).startswith(sentence)


@pytest.mark.parametrize(
    ("status", "kind", "fault"),
    [
        pytest.param(500, "task_cancelled_exception", LateError, id="no time left"),
        pytest.param(500, "node_not_connected_exception", NotConnectedError, id="starts"),
        pytest.param(503, "cluster_block_exception", NotConnectedError, id="no cluster"),
        pytest.param(500, "node_disconnected_exception", BrokenError, id="another ended"),
        pytest.param(503, "search_phase_execution_exception", NotConnectedError, id="no shard"),
        pytest.param(500, "search_phase_execution_exception", BrokenError, id="between phases"),
    ],
)
def test_what_another_node_may_do_is_no_rejection(status, kind, fault):
    """A node that starts, or has lost the others, is as good as none."""
    assert type(refusal("a", status, said(kind, "x", root_cause=[]))) is fault


def test_a_message_is_short_though_the_reason_is_not():
    """Who wants all of it has the reason."""
    fault = refusal("a", 400, said("x", "\x1b[2J" + "نفط " * 1000))
    assert isinstance(fault, RejectedError)
    assert len(fault.reason) > 4000
    assert len(str(fault)) < 300
    assert "\x1b" not in str(fault)
