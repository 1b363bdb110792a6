"""What readers of a changing index see is looked at."""

import json

import pytest

from tests.trials.report import Tally
from tests.trials.service.swaps import Swaps
from tests.trials.service.wire import Reply

OLD, NEW = (f"2026010{n}T000000000000-aaaaaaa{n}" for n in (1, 2))


def page(*editions, tag="", status=200, index=None):
    """Return a page with articles of some editions."""
    texts = [f"قمح 9 ليرة في <mark>الأسبوع</mark> {edition} من الموسم." for edition in editions]
    body = json.dumps({"index": {"id": index}, "hits": texts}, ensure_ascii=False)
    headers = [(b"etag", f'W/"{tag}-0123456789abcdef"'.encode())] * bool(tag)
    return Reply(status, headers, body.encode(), kept=True)


class Ended:
    """A command that has done what it should."""

    status = 0


class Done:
    """Runs no command, and says that it is done."""

    def run(self, _job):
        """Do nothing."""
        return Ended


@pytest.fixture
def swaps(tmp_path):
    """Return swaps whose versions are not known yet; an old page has been seen."""
    (tmp_path / "index").mkdir()
    tally = Tally("swaps", 1)
    made = Swaps(tmp_path, Done(), tally)
    made.heard("/search", page(1, 1, tag=OLD))
    made.heard("/api/v1/search", page(2, tag=NEW, index=NEW))
    assert not tally.failed
    return made, tally


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        pytest.param("/search", page(1, 2, tag=NEW), id="two editions"),
        pytest.param("/search", page(tag=NEW), id="none"),
        pytest.param("/search", page(1, tag=NEW), id="tag of another"),
        pytest.param("/api/v1/search", page(2, tag=NEW, index=OLD), id="JSON of another"),
        pytest.param("/search", page(1, status=503), id="no page"),
    ],
)
def test_a_page_of_two_versions_is_told(swaps, target, wrong):
    """Its editions, its tag and its JSON must be of one."""
    made, tally = swaps
    made.heard(target, wrong)
    assert tally.failed
