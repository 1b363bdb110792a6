"""A record says itself when it is no article for readers."""

import pytest

from index.articles.records.statuses import other_kind, withdrawn


@pytest.mark.parametrize(
    ("status", "word"),
    [
        pytest.param({"pubstatus": "canceled"}, "canceled", id="word"),
        pytest.param({"pubStatus": "stat:withheld"}, "withheld", id="code"),
        pytest.param({"pubstatus": "http://cv.example/status/withheld"}, "withheld", id="address"),
        pytest.param({"status": "auto-draft"}, "autodraft", id="sign"),
        pytest.param({"status": "Private"}, "private", id="case"),
        pytest.param({"status": "embargoed"}, "embargoed", id="embargo"),
        pytest.param({"embargoed": "2098-01-01T00:00:00Z"}, "embargoed", id="a far day"),
        pytest.param({"embargoed": "until further notice"}, "embargoed", id="no day"),
        pytest.param({"embargoed": "No"}, "", id="no embargo"),
        pytest.param({"embargoed": "2020-01-01T00:00:00Z"}, "", id="embargo that is over"),
        pytest.param({"status": "published"}, "", id="published"),
        pytest.param({"status": "ok", "pubstatus": None}, "", id="of an answer"),
        pytest.param({"status": {"x": "draft"}}, "", id="object"),
        pytest.param({}, "", id="none"),
    ],
)
def test_what_a_status_says(status, word):
    """Of agencies and of WordPress."""
    assert withdrawn(status) == word


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        pytest.param({"type": "picture", "uri": "urn:1"}, "picture", id="picture"),
        pytest.param({"type": "video", "versioncreated": "x"}, "video", id="video"),
        pytest.param({"type": "text", "uri": "urn:1"}, "", id="text"),
        pytest.param({"type": "video", "title": "x"}, "", id="of no agency"),
        pytest.param({"type": ["picture"], "uri": "urn:1"}, "", id="list"),
    ],
)
def test_items_that_are_no_text(record, kind):
    """Pictures and plans have no text of their own."""
    assert other_kind(record) == kind
