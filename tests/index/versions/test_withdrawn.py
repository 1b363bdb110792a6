"""What was withdrawn stays out, whoever brings it again."""

import json
import resource

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Withdrawal
from index.versions.ownership import WITHDRAWN
from index.versions.publish import BuildError
from index.versions.withdrawn import Withdrawn, record
from tests.index.segments import article

PAGE = "https://marfa.example/n/1"
TEXTS = st.text(max_size=8)


def test_nothing_is_withdrawn_where_there_is_no_list(tmp_path):
    """A new index."""
    assert not Withdrawn.read(tmp_path).covers(article("a"))


@pytest.mark.parametrize(
    ("withdrawal", "fields", "covered"),
    [
        pytest.param(("a", "", "x", "س"), {"source": "س"}, True, id="its id"),
        pytest.param(("a", "", "x", "س"), {"source": "ص"}, False, id="the id of another source"),
        pytest.param(("a", "", "x", "س"), {}, True, id="its id, without a source"),
        pytest.param(("a", "", "x", ""), {"source": "ص"}, True, id="of any source"),
        pytest.param(("b", PAGE, "x", "س"), {"url": PAGE}, True, id="its address"),
        pytest.param(
            ("b", PAGE, "x", "س"),
            {"url": "http://www.marfa.example/n/1/?utm_source=x"},
            True,
            id="another form of it",
        ),
        pytest.param(("b", PAGE, "x", "س"), {"url": PAGE[:-1]}, False, id="another address"),
        pytest.param(
            ("b", "https://marfa.example/", "x", "س"),
            {"url": "https://marfa.example/"},
            False,
            id="the front page, which many name",
        ),
    ],
)
def test_an_article_is_known_by_its_id_or_its_address(withdrawal, fields, covered):
    """Ids are those of a source."""
    assert Withdrawn([Withdrawal(*withdrawal)]).covers(article("a", **fields)) == covered


@given(st.lists(st.builds(Withdrawal, TEXTS, TEXTS, TEXTS, TEXTS), max_size=5))
def test_the_list_comes_back(tmp_path_factory, withdrawals):
    """Whatever its texts; what is on it is not written again."""
    index_dir = tmp_path_factory.mktemp("index")
    withdrawn = Withdrawn()
    for each in withdrawals:
        if each.id:
            withdrawn.add(each)
    record(index_dir, withdrawn.new, by_way_of=tmp_path_factory.mktemp("new"))
    again = Withdrawn.read(index_dir)
    assert again.known == tuple(withdrawn.new)
    for each in again.known:
        again.add(each)
    assert again.new == []


def test_a_gone_address_is_known_without_an_id():
    """And is written once."""
    withdrawn = Withdrawn()
    for _ in range(2):
        withdrawn.add(Withdrawal("", PAGE, "HTTP 410", "المرفأ"))
    assert len(withdrawn.new) == 1
    assert withdrawn.covers(article("a", url=PAGE))


@pytest.mark.parametrize(
    "line",
    ["not json", "[]", "{}", '{"id": 1}', '{"id": ""}', "\udcff", "[" * 100_000],
    ids=["text", "list", "nothing", "number", "empty", "bytes", "deep"],
)
def test_a_damaged_line_stops_a_build(tmp_path, line):
    """Before what was withdrawn comes back; file, line and way out are named."""
    good = json.dumps({"id": "a", "url": "", "why": "x"})
    data = f"\ufeff{good}\n\n{line}\n".encode("utf-8", "surrogateescape")
    (tmp_path / WITHDRAWN).write_bytes(data)
    with pytest.raises(BuildError, match=rf"{WITHDRAWN}:3: no withdrawn article"):
        Withdrawn.read(tmp_path)


def test_an_editor_may_leave_the_last_line_open(tmp_path):
    """The next one begins on its own."""
    (tmp_path / WITHDRAWN).write_text('{"id": "a"}', "utf-8")
    (tmp_path / "new").mkdir()
    record(tmp_path, [Withdrawal("b", "", "canceled", "")], by_way_of=tmp_path / "new")
    assert [each.id for each in Withdrawn.read(tmp_path).known] == ["a", "b"]


def test_a_list_that_cannot_be_written_stays_as_it_was(tmp_path):
    """Half a line would stop every build after it: a full disk, a kill leave none."""
    before = b'{"id": "a"}\n'
    (tmp_path / WITHDRAWN).write_bytes(before)
    (tmp_path / "new").mkdir()
    many = [Withdrawal(f"n{number}", "", "canceled", "") for number in range(1000)]
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            record(tmp_path, many, by_way_of=tmp_path / "new")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (tmp_path / WITHDRAWN).read_bytes() == before


def test_the_list_keeps_its_permissions(tmp_path):
    """Who may read it decides the operator."""
    path = tmp_path / WITHDRAWN
    path.write_text('{"id": "a"}\n')
    path.chmod(0o640)
    (tmp_path / "new").mkdir()
    record(tmp_path, [Withdrawal("b", "", "canceled", "")], by_way_of=tmp_path / "new")
    assert path.stat().st_mode & 0o777 == 0o640
