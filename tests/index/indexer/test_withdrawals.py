"""What is withdrawn leaves the index, and no archive brings it back."""

import json

import pytest

from index.articles import Withdrawal, article_id
from index.indexer.build import index_articles
from index.indexer.update import update_articles
from index.versions.ownership import WITHDRAWN, versions
from index.versions.publish import BuildError
from tests.index.indexer.archives import found, numbered

ARCHIVE = [numbered(1), numbered(2, source="المرفأ", url="https://marfa.example/2"), numbered(3)]
GONE = Withdrawal("2", "https://marfa.example/2", "canceled", "المرفأ")


def lines(index_dir):
    """Return what the list of an index says."""
    text = (index_dir / WITHDRAWN).read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def remaining(index_dir):
    """Return the ids of the articles that are found, sorted."""
    return sorted(found(index_dir, "النفط"))


@pytest.mark.parametrize("kept", [2, 3], ids=["after it", "after another"])
def test_a_withdrawn_article_leaves_a_build(tmp_path, kept):
    """Wherever it stands, and when it comes once more after that."""
    items = [*ARCHIVE[:kept], GONE, *ARCHIVE[kept:], ARCHIVE[1]]
    report = index_articles(items, tmp_path)
    assert remaining(tmp_path) == ["1", "3"]
    assert report.withdrawn == 2
    (line,) = lines(tmp_path)
    assert (line["id"], line["source"], line["why"]) == ("2", "المرفأ", "canceled")


def test_no_rebuild_brings_it_back(tmp_path):
    """Of an archive that never knew that it was withdrawn."""
    index_articles(ARCHIVE, tmp_path)
    report = update_articles([GONE], tmp_path)
    assert (report.removed, remaining(tmp_path)) == (1, ["1", "3"])
    assert index_articles(ARCHIVE, tmp_path).withdrawn == 1
    assert remaining(tmp_path) == ["1", "3"]
    assert update_articles(ARCHIVE, tmp_path).withdrawn == 1
    assert remaining(tmp_path) == ["1", "3"]
    assert len(lines(tmp_path)) == 1


def test_what_the_operator_removes_is_withdrawn(tmp_path):
    """Under its id and under its address."""
    index_articles(ARCHIVE, tmp_path)
    update_articles([], tmp_path, remove=["2"])
    again = numbered(9, "أسعار النفط", url="http://www.marfa.example/2/")
    report = index_articles([*ARCHIVE, again], tmp_path)
    assert (report.withdrawn, remaining(tmp_path)) == (2, ["1", "3"])


def test_a_line_that_is_deleted_allows_the_article_again(tmp_path):
    """The list is the operator's."""
    index_articles(ARCHIVE, tmp_path)
    update_articles([GONE], tmp_path)
    (tmp_path / WITHDRAWN).write_text("")
    update_articles(ARCHIVE, tmp_path)
    assert remaining(tmp_path) == ["1", "2", "3"]


def test_a_line_that_the_operator_writes_counts_at_the_next_update(tmp_path):
    """Also of an article that is in the index."""
    index_articles(ARCHIVE, tmp_path)
    (tmp_path / WITHDRAWN).write_text('{"id": "1"}\n', "utf-8")
    assert update_articles([numbered(4)], tmp_path).removed == 1
    assert remaining(tmp_path) == ["2", "3", "4"]


def test_what_is_not_shown_for_now_may_come_again(tmp_path):
    """A draft, an embargo."""
    index_articles(ARCHIVE, tmp_path)
    update_articles([Withdrawal("2", "", "embargoed", "المرفأ")], tmp_path)
    assert remaining(tmp_path) == ["1", "3"]
    update_articles(ARCHIVE, tmp_path)
    assert remaining(tmp_path) == ["1", "2", "3"]
    assert not (tmp_path / WITHDRAWN).exists()


def test_a_refused_update_withdraws_nothing(tmp_path):
    """A slip of the operator that the guard against shrinking stops."""
    index_articles(ARCHIVE, tmp_path)
    with pytest.raises(BuildError):
        update_articles([], tmp_path, remove=["1", "2"])
    assert not (tmp_path / WITHDRAWN).exists()
    assert remaining(tmp_path) == ["1", "2", "3"]


def test_a_withdrawal_of_what_never_came_is_remembered(tmp_path):
    """Without a new version."""
    index_articles([ARCHIVE[0]], tmp_path)
    assert update_articles([GONE], tmp_path).removed == 0
    assert len(versions(tmp_path)) == 1
    assert update_articles(ARCHIVE, tmp_path).withdrawn == 1


def test_a_gone_address_without_an_id_is_that_of_its_article(tmp_path):
    """An id that was made of source and address can be made again."""
    page = "https://marfa.example/2"
    own = article_id("المرفأ", page, "")
    made = numbered(own, "أسعار النفط", source="المرفأ", url=page)
    index_articles([numbered(1), made], tmp_path)
    update_articles([Withdrawal("", page, "HTTP 410", "المرفأ")], tmp_path)
    assert remaining(tmp_path) == ["1"]


@pytest.mark.parametrize(
    "order", [(0, 1, 2), (1, 0, 2), (2, 0, 1)], ids=["before", "then", "after"]
)
def test_the_address_counts_whatever_came_first(tmp_path, order):
    """Another dump has the same page under an id of its own."""
    page = "https://marfa.example/2"
    other = numbered(7, "أسعار النفط اليوم", source="المرفأ", url=f"{page}?utm_source=x")
    items = [ARCHIVE[1], other, Withdrawal("2", page, "canceled", "المرفأ")]
    index_articles([numbered(1), *(items[number] for number in order)], tmp_path / "built")
    index_articles([numbered(1)], tmp_path / "updated")
    for number in order:
        update_articles([items[number]], tmp_path / "updated", allow_shrink=True)
    for index_dir in (tmp_path / "built", tmp_path / "updated"):
        assert remaining(index_dir) == ["1"]


def test_an_id_that_two_sources_share_is_withdrawn_for_one(tmp_path):
    """Also where the order of the sources is another the next time."""
    first = numbered(1, "أسعار النفط", source="الأفق")
    second = numbered(1, "أسعار النفط اليوم", source="المرفأ")
    index_articles([first, second], tmp_path)
    (gone,) = {*remaining(tmp_path)} - {"1"}
    update_articles([], tmp_path, remove=[gone])
    index_articles([second, first], tmp_path)
    assert remaining(tmp_path) == ["1"]
    assert update_articles([first], tmp_path).unchanged == 1


def test_a_damaged_list_stops_a_build_and_an_update(tmp_path):
    """The live index stays."""
    index_articles(ARCHIVE, tmp_path)
    (tmp_path / WITHDRAWN).write_text("…\n", "utf-8")
    for change in (index_articles, update_articles):
        with pytest.raises(BuildError, match=f"{WITHDRAWN}:1"):
            change([numbered(4)], tmp_path)
    assert remaining(tmp_path) == ["1", "2", "3"]
