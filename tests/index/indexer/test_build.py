"""Articles in, a live index out; whatever goes wrong, the live index stays."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from index.codec.multi import open_parts
from index.indexer.build import build_index
from index.reader import ArticleReader
from index.versions.ownership import BUILDING
from index.versions.publish import BuildError
from index.versions.store import IndexBusyError, current_version, open_index
from search import Request, Searcher
from tests.index.indexer.archives import write_archive
from tests.processes import heed_interrupts

#: Seconds in which a busy machine has done anything at all.
LIMIT = 300
TEXTS = ("ارتفعت أسعار النفط اليوم", "خفض البنك المركزي سعر الفائدة")


@pytest.fixture
def archive(tmp_path):
    """Return a small archive."""
    return write_archive(tmp_path / "articles.jsonl", *TEXTS)


@pytest.fixture
def live(tmp_path, archive):
    """Return the directory of a live index of the small archive."""
    build_index([archive], tmp_path / "index")
    return tmp_path / "index"


def found(index_dir, text="النفط"):
    """Return how many articles a fresh searcher finds."""
    searcher = Searcher(index_dir)
    total = searcher.snapshot().search(Request(text=text)).total_matching_all
    searcher.close()
    return total


def texts(index_dir):
    """Return the source and the text of every article of the live index, sorted."""
    reader = ArticleReader(open_index(index_dir))
    stored = (reader.stored(number) for number in range(len(reader)))
    return sorted((each.headline.source, each.body) for each in stored)


#: A build that stops before a step of it: a file appears, and once that is gone it goes on.
HELD = """
import sys, time
from importlib import import_module
from pathlib import Path
from index.commands.manage import index
(module, step), file = sys.argv[1].split("."), Path(sys.argv[2])
place = import_module(f"index.indexer.{module}")
done = getattr(place, step)
def held(*arguments, **options):
    file.touch()
    while file.exists():
        time.sleep(0.02)
    setattr(place, step, done)
    return done(*arguments, **options)
setattr(place, step, held)
index(sys.argv[3:], prog_name="python -m index")
"""


def start_build(archive, index_dir, *options, held_before="revision.former_id"):
    """Start a build in a process of its own, and return it and a file once it is held.

    By then it writes the articles, or is at a later step; when the file is removed it goes on.

    Its coverage is not measured: coverage takes a lock whenever it meets a new file, and a
    process that is interrupted while it holds that lock waits for it for ever.
    """
    uncovered = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    file = index_dir.with_name("held")
    build = ["build", archive, "--index-dir", index_dir, *options]
    process = subprocess.Popen(
        [sys.executable, "-c", HELD, held_before, file, *build],
        env=uncovered,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509  no threads are running yet
    )
    wait_for(file.exists, process)
    return process, file


def wait_for(told, process):
    """Wait until told is true; fail, and end the process, where that never comes."""
    deadline = time.monotonic() + LIMIT
    while not told():
        if time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"it did not happen: {process.communicate()}")
        time.sleep(0.01)


def test_a_build_reports_what_it_did(tmp_path, archive):
    """The report names the version, and the counts are those of the archive."""
    report = build_index([archive], tmp_path / "index")
    assert (report.articles, report.copies, report.faults) == (2, 0, ())
    assert report.version == current_version(tmp_path / "index")
    assert found(tmp_path / "index") == 1


def test_the_same_text_is_kept_once_with_a_count(tmp_path):
    """Spelling and layout make no other text; another headline does."""
    copies = write_archive(
        tmp_path / "copies.jsonl",
        {"id": "a", "title": "أسعار النفط", "body": "ارتفعت الأسعار", "source": "أ"},
        {"id": "b", "title": "اسعار النَّفط", "body": "ارتفعت\u00a0\u00a0الأســعار", "source": "ب"},
        {"id": "c", "title": "أسعار الغاز", "body": "ارتفعت الأسعار"},
    )
    report = build_index([copies], tmp_path / "index")
    assert (report.articles, report.copies) == (2, 1)
    hits = Searcher(tmp_path / "index").snapshot().search(Request(text="النفط")).hits
    assert [(hit.headline.id, hit.headline.copies) for hit in hits] == [("a", 1)]


def test_the_later_text_of_an_id_counts(tmp_path):
    """And the report says that there was another."""
    twice = write_archive(
        tmp_path / "twice.jsonl",
        {"id": "a", "body": "أسعار النفط أمس"},
        {"id": "b", "body": "أسعار الغاز"},
        {"id": "a", "body": "أسعار النفط اليوم"},
    )
    report = build_index([twice], tmp_path / "index")
    assert (report.articles, report.replaced) == (2, 1)
    assert texts(tmp_path / "index") == [("", "أسعار الغاز"), ("", "أسعار النفط اليوم")]


def test_two_sources_may_number_their_articles_alike(tmp_path):
    """Both articles are kept, and each is replaced by later texts of its own source."""
    alike = write_archive(
        tmp_path / "alike.jsonl",
        {"id": "1", "body": "أسعار النفط", "source": "الأفق"},
        {"id": "1", "body": "أسعار الغاز", "source": "المرفأ"},
        {"id": "1", "body": "أسعار الغاز اليوم", "source": "المرفأ"},
        {"id": "1", "body": "أسعار النفط اليوم", "source": "الأفق"},
    )
    report = build_index([alike], tmp_path / "index")
    assert (report.articles, report.replaced) == (2, 2)
    assert texts(tmp_path / "index") == [
        ("الأفق", "أسعار النفط اليوم"),
        ("المرفأ", "أسعار الغاز اليوم"),
    ]


def test_what_a_build_replaces_is_not_kept(tmp_path):
    """A new index has no deleted articles: one segment, and words counted once."""
    rows = [{"id": str(n % 3), "body": f"سعر القمح {n}"} for n in range(9)]
    build_index([write_archive(tmp_path / "rows.jsonl", *rows)], tmp_path / "index")
    opened = open_index(tmp_path / "index")
    assert opened.segment.ids == ["0", "1", "2"]
    (part,) = open_parts(opened.directory, opened.manifest.segments)
    assert not len(part.deleted)
    assert ArticleReader(opened).vocabulary.count("القمح") == 3


def test_bad_lines_cost_only_themselves(tmp_path):
    """What cannot be read is reported, and the rest goes live."""
    path = tmp_path / "mixed.jsonl"
    path.write_text('{"body": "أسعار النفط"}\nnot json\n{"body": "سعر الغاز"}\n', "utf-8")
    report = build_index([path], tmp_path / "index")
    assert report.articles == 2
    assert [fault.line for fault in report.faults] == [2]


def test_an_archive_without_articles_does_not_go_live(live, tmp_path):
    """An empty archive is a mistake, not an order to forget everything."""
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n")
    with pytest.raises(BuildError, match="the live index is as it was"):
        build_index([empty], live)
    assert found(live) == 1


def test_a_second_builder_is_told_to_wait(live, archive):
    """Two builders at once would undo each other."""
    with FileLock(live / ".lock"), pytest.raises(IndexBusyError, match="wait"):
        build_index([archive], live)
    assert found(live) == 1


def test_builders_at_the_same_time(live, archive, tmp_path):
    """A builder that comes while another works leaves it alone, and says why."""
    other = write_archive(tmp_path / "other.jsonl", *TEXTS, "أسعار النفط غدا")
    first, held = start_build(other, live)
    second = subprocess.run(
        [sys.executable, "-m", "index", "build", archive, "--index-dir", live],
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert "another process is building this index" in second.stderr
    held.unlink()
    first.communicate(timeout=LIMIT)
    assert first.returncode == 0
    assert found(live) == 2


@pytest.mark.parametrize(
    "step",
    [
        "revision.former_id",
        "revision.write_vocabulary",
        "next_version.seal",
        "next_version.check",
        "next_version.record",
        "next_version.go_live",
    ],
)
def test_kill_at_any_step_leaves_the_live_index(live, archive, step):
    """A killed build costs nothing, and the next one cleans up after it."""
    process, _ = start_build(archive, live, held_before=step)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert found(live) == 1
    report = build_index([archive], live)
    assert report.removed
    assert not list(live.glob(f"{BUILDING}*"))
    assert found(live) == 1


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_an_interrupted_build_says_so(live, archive, sent):
    """Ctrl-C leaves the live index as it was, and nothing lying about."""
    process, _ = start_build(archive, live)
    process.send_signal(sent)
    _, errors = process.communicate(timeout=LIMIT)
    assert process.returncode == 130
    assert "the live index is as it was" in errors
    assert "Traceback" not in errors
    assert not list(live.glob(f"{BUILDING}*"))
    assert found(live) == 1


def test_two_processes_build_what_one_does(tmp_path, large_archive):
    """The same files, the same faults, and progress adds up to the size of the archive."""
    with large_archive.open("a", encoding="utf-8") as file:
        file.write("\nnot json")
    checksums, told = [], []
    for processes in (1, 2):
        progress = []
        report = build_index(
            [large_archive],
            tmp_path / str(processes),
            processes=processes,
            progress=lambda *done, progress=progress: progress.append(done),
        )
        files = open_index(tmp_path / str(processes)).manifest.files
        checksums.append({name: each for name, each in files.items() if "MAIN_0" in name})
        told.append((report.articles, report.copies, report.faults))
        sizes, articles = map(sum, zip(*progress, strict=True))
        assert (sizes, articles) == (large_archive.stat().st_size, 4000)
    assert checksums[0] == checksums[1]
    assert told[0] == told[1]
    assert len(told[0][2]) == 1


def is_running(process):
    """Return whether a process is there and more than a name that nobody asked for."""
    status = Path(f"/proc/{process}/status")
    try:
        return "State:\tZ" not in status.read_text()
    except FileNotFoundError:
        return False


def test_an_interrupted_build_of_two_processes_leaves_none(live, large_archive):
    """The reader goes with the build."""
    process, _ = start_build(large_archive, live, "--processes", "2")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=LIMIT)
    assert process.returncode == 130
    assert "the live index is as it was" in errors
    assert "Traceback" not in errors
    assert children
    wait_for(lambda: not any(map(is_running, children)), process)


def test_a_full_disk_leaves_the_live_index(live, large_archive):
    """A build that runs out of space says what to do, and leaves nothing behind."""
    process, held = start_build(large_archive, live, "--processes", "1")
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (20_000, 20_000))
    held.unlink()
    _, errors = process.communicate(timeout=LIMIT)
    assert process.returncode == 1
    assert "no space left" in errors
    assert "the live index is as it was" in errors
    assert not list(live.glob(f"{BUILDING}*"))
    assert found(live) == 1


def test_another_operating_system_error_is_not_called_a_full_disk(live, archive):
    """Only what freeing space would mend is blamed on space."""
    if os.geteuid() == 0:
        blocked = live / "file"
        blocked.write_text("")
    else:
        blocked = live
        live.chmod(0o500)
    try:
        with pytest.raises(OSError, match=r"(?i)not a directory|exists|denied"):
            build_index([archive], blocked)
    finally:
        live.chmod(0o700)
