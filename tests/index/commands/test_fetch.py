"""fetch brings what is due into the archive and the index, and says how it went."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from filelock import FileLock

from index.commands.fetch import fetch
from index.indexer.build import build_index
from search import Request, Searcher
from tests.index.fetching.sites import ITEM, PAGE, Site, answer
from tests.index.indexer.archives import found


@pytest.fixture
def site():
    """Return a site."""
    running = Site()
    yield running
    running.close()


@pytest.fixture
def run(tmp_path, site):
    """Return a function that fetches paths of the site."""

    def run(*arguments, paths=("feed",), status=0, full_text="feed"):
        rows = (
            f'[[source]]\nname = "{p}"\nfeed = "{site.address}/{p}"\nfull_text = "{full_text}"\n'
            for p in paths
        )
        listed = tmp_path / "sources.toml"
        listed.write_text('[defaults]\ndelay = "0s"\n' + "".join(rows), "utf-8")
        archive = ["--archive", str(tmp_path / "archive"), "--index-dir", str(tmp_path / "index")]
        result = CliRunner().invoke(
            fetch, [str(listed), *archive, "--allow-local", *arguments], catch_exceptions=False
        )
        assert result.exit_code == status, result.output
        return result

    return run


def test_what_worked_is_counted(run, tmp_path):
    """And what is not due is not fetched again, unless it is forced."""
    assert "1 sources (1 changed, 0 failed)" in run("--no-index").stdout
    assert len(list((tmp_path / "archive").rglob("*.warc.gz"))) == 1
    assert "0 sources" in run("--no-index").stdout
    assert "1 sources (0 changed" in run("--no-index", "--force").stdout


def test_what_came_is_found(run, tmp_path, site):
    """The first fetch builds an index, under the name that the operator gave the source."""
    told = run().stdout
    assert "1 articles in the index" in told
    (hit,) = Searcher(tmp_path / "index").snapshot().search(Request(text="الحمضيات")).hits
    assert (hit.headline.source, hit.headline.url) == ("feed", f"{site.address}/n/1")
    assert hit.headline.published == datetime(2023, 5, 7, 10, 20, 30)  # noqa: DTZ001  as printed


def test_the_page_of_a_teaser_takes_its_place(run, tmp_path, site):
    """And keeps it when the feed comes again."""
    site.paths["/n/1"] = answer(body=PAGE)
    for arguments in ((), ("--force",)):
        run(*arguments, paths=("packed",), full_text="auto")
        assert len(found(tmp_path / "index", "أسعار الحمضيات")) == 1
        (hit,) = Searcher(tmp_path / "index").snapshot().search(Request(text="الحمضيات")).hits
        assert hit.headline.url == f"{site.address}/n/1"


def test_a_build_of_the_archive_finds_the_same(run, tmp_path, site):
    """Whatever came by updates comes from the archive alone, too."""
    run(paths=("packed",))
    site.item = ITEM.replace("الحمضيات", "الزيتون").replace("/n/1", "/n/2")
    run("--force", paths=("packed",))
    again = tmp_path / "again"
    build_index([tmp_path / "archive"], again)
    for text in ("الحمضيات", "الزيتون", "أسعار"):
        assert found(again, text) == found(tmp_path / "index", text) != []


def test_the_status_says_whether_some_or_none_worked(run):
    """3 with the list of those that failed, and 1."""
    told = run("--no-index", paths=("feed", "broken"), status=3).stderr
    assert told.startswith("broken: ")
    assert "answers 500" in told
    run("--no-index", "--force", paths=("broken", "loop"), status=1)


def test_another_fetch_is_told_of(run, tmp_path):
    """With status 4."""
    (tmp_path / "archive").mkdir()
    with FileLock(tmp_path / "archive" / ".lock"):
        assert "another fetch is at work" in run("--no-index", status=4).stderr


def test_a_dry_run_fetches_nothing(run, site):
    """It says what is due."""
    assert run("--dry-run").stdout == f"feed\t{site.address}/feed\n"
    assert json.loads(run("--dry-run", "--json").stdout)[0]["name"] == "feed"
    assert not site.asked


def test_one_source_by_name(run, site):
    """A name that is not there is a question."""
    run("--no-index", "--source", "feed", paths=("feed", "broken"))
    assert "/broken" not in site.asked
    assert "no source 'x'" in run("--source", "x", status=2).stderr


def test_outcomes_for_programs(run):
    """With --json."""
    (outcome,) = json.loads(run("--no-index", "--json").stdout)["sources"]
    assert (outcome["name"], outcome["changed"], outcome["faults"]) == ("feed", True, [])


def test_a_folder_that_cannot_be_used_is_told(run, tmp_path):
    """In a sentence with the way out: a file in its place, a state that is none."""
    (tmp_path / "archive").mkdir()
    month = tmp_path / "archive" / f"{datetime.now(UTC):%Y-%m}"
    month.write_text("x")
    assert "archive: cannot be written (File exists)" in run(status=1).stderr
    month.unlink()
    (tmp_path / "archive" / "state.sqlite").write_text("no database" * 100)
    assert "delete it: it is made again" in run(status=1).stderr
    (tmp_path / "archive" / "state.sqlite").unlink()
    assert "1 articles in the index" in run().stdout
