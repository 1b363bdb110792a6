"""Questions: how values are written, and what may be asked twice."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cluster.question import Question

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("ابجx"), inner),
    max_leaves=8,
)


@given(VALUES.filter(lambda value: value is not None and not isinstance(value, str)))
def test_a_body_is_what_was_asked(value):
    """In one line: several searches have a line for each."""
    body = Question.of("POST", "news/_search", value).body
    assert json.loads(body) == value
    assert b"\n" not in body


def test_half_a_letter_is_sent_as_none():
    """A query may hold what no article does; OpenSearch would take all of it for garbage."""
    body = Question.of("POST", "news/_search", {"a": "نفط\ud800"}).body
    assert json.loads(body) == {"a": "نفط?"}


@pytest.mark.parametrize(
    ("method", "path", "repeatable"),
    [
        pytest.param("GET", "_alias/news", True, id="reads"),
        pytest.param("POST", "news/_search", True, id="searches"),
        pytest.param("POST", "news/_bulk", True, id="whole articles"),
        pytest.param("POST", "news/_refresh", True, id="refreshes"),
        pytest.param("PUT", "news", False, id="makes"),
        pytest.param("DELETE", "news", False, id="removes"),
        pytest.param("POST", "_aliases", False, id="switches"),
        pytest.param("POST", "news/_forcemerge", False, id="merges"),
    ],
)
def test_what_may_be_asked_twice(method, path, repeatable):
    """What reads, and what writes the same again."""
    assert Question.of(method, path).repeatable is repeatable


def test_only_searches_are_cancelled():
    """And as the caller says, where it says so."""
    interval = "cancel_after_time_interval"
    assert f"{interval}=1500ms" in Question.of("POST", "news/_search").request(1.5).path
    assert interval not in Question.of("POST", "news/_bulk").request(1.5).path
    own = Question.of("POST", "news/_search", None, {interval: "9s"})
    assert own.request(1.5).path == f"/news/_search?{interval}=9s"
