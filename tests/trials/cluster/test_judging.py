"""A judge knows a whole page, a part that says so, and a refusal; and tells of everything else."""

import json

import pytest

from tests.trials.cluster.judging import Judge
from tests.trials.service.wire import Reply

PAGE = "<!doctype html><p>48</p></html>"
SAID = '<!doctype html><p class="part">ﬀ</p><p>30</p></html>'


def reply(body, status=200, **headers):
    """Return an answer with a body."""
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Reply(status, named, body.encode(), kept=True)


def api(total, *notes, took=1.0):
    """Return a page of the API."""
    return json.dumps({"total": total, "notes": notes, "took_ms": took})


@pytest.fixture
def judge():
    """Return a judge who has read two pages in peace."""
    known = Judge()
    known.know("/search", reply(PAGE))
    known.know("/api/v1/search", reply(api(48)))
    known.know("/search.csv", reply("a,b"))
    return known


def test_a_whole_page_is_what_it_was(judge):
    """However long it took."""
    assert not judge.whole("/search", reply(PAGE))
    assert not judge.whole("/api/v1/search", reply(api(48, took=7.5)))
    assert judge.whole("/search", reply(SAID, cache_control="no-store"))
    assert judge.whole("/api/v1/search", reply(api(47)))


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        pytest.param("/search", reply(PAGE), id="whole"),
        pytest.param("/search", reply(SAID, cache_control="no-store"), id="page"),
        pytest.param(
            "/api/v1/search", reply(api(30, "unanswered"), cache_control="no-store"), id="API"
        ),
        pytest.param(
            "/search.csv", reply("a", x_iqtisad_partial="1", cache_control="no-store"), id="table"
        ),
        pytest.param("/search", reply("<p></html>", 503, retry_after="30"), id="refusal"),
    ],
)
def test_a_part_that_says_so_is_right(judge, target, answer):
    """On the page, in the API, in a header; or there is no page, which is explained."""
    assert not judge.part(target, answer)


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        pytest.param("/search", reply(PAGE.replace("48", "30")), id="page"),
        pytest.param("/search", reply(SAID), id="a page that may be kept"),
        pytest.param("/search", reply("<p></html>", 404), id="nothing there"),
        pytest.param("/search", reply("Traceback", 503, retry_after="30"), id="no sentence"),
        pytest.param("/search", reply("<p></html>", 503), id="no time to come again"),
        pytest.param("/api/v1/search", reply(api(30), cache_control="no-store"), id="API"),
        pytest.param("/search.csv", reply("a", cache_control="no-store"), id="table"),
    ],
)
def test_a_part_that_does_not_say_so_is_told(judge, target, answer):
    """A smaller number is a wrong one."""
    assert judge.part(target, answer)
