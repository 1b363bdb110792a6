"""Files and folders are read in order, as far as they can be read."""

import bz2
import gzip
import json
import lzma
import os
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.articles import Article, Fault, PassedOver, read_articles, total_size

PACKERS = [pytest.param("gz", gzip.compress, id="gz"), pytest.param("xz", lzma.compress, id="xz")]


MEMORY = Path("/proc/self/mem")


def record(number):
    """Return one article as a JSON line."""
    return json.dumps({"id": str(number), "title": f"نفط {number}", "body": "غاز" * 50}) + "\n"


def many(count):
    """Return articles as JSON lines that do not pack well."""
    rows = (
        json.dumps({"id": str(number), "title": "نفط", "body": os.urandom(50).hex()})
        for number in range(count)
    )
    return "".join(f"{row}\n" for row in rows).encode()


def ids(*paths):
    """Return the ids of the articles under paths, and str of each fault in its place."""
    return [
        each.id if isinstance(each, Article) else str(each)
        for each in read_articles(paths, language="any")
        if not isinstance(each, PassedOver)
    ]


@pytest.fixture
def folder(tmp_path):
    """Make a folder as an archive keeps it: years, packed files, and things of others."""
    files = {
        "2022/b.jsonl": record(3) + record(4),
        "2022/a/text.txt": "ارتفاع أسعار النفط\n\nارتفعت الأسعار.",
        "2023.jsonl": record(5),
        "2021.ndjson.gz": gzip.compress(record(1).encode()),
        "2021.json.XZ": lzma.compress(f"[{record(0)}]".encode()),
        "2024.txt.gz": gzip.compress("نفط".encode()),
        ".hidden.jsonl": record(9),
        ".git/a.jsonl": record(9),
        "readme.md": "# archive",
        "no-suffix": "a",
        "packed.gz": gzip.compress(b"a"),
    }
    for name, data in files.items():
        path = tmp_path / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return tmp_path / "archive"


def test_a_folder_is_walked_in_order(folder):
    """Sorted by name at each step; hidden files and those of other kinds are passed over."""
    found = [each for each in read_articles([folder]) if isinstance(each, Article)]
    assert [article.title for article in found] == [
        *("نفط 0", "نفط 1", "ارتفاع أسعار النفط", "نفط 3", "نفط 4", "نفط 5", "نفط"),
    ]


def test_paths_are_read_in_the_order_given(folder):
    """Each as often as it is given."""
    paths = [folder / "2023.jsonl", folder / "2022" / "b.jsonl", folder / "2023.jsonl"]
    assert ids(*paths) == ["5", "3", "4", "5"]


def test_articles_are_read_as_they_are_asked_for(tmp_path):
    """No archive is held in memory."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(many(20_000))
    read = []
    articles = read_articles([path], language="any", progress=read.append)
    assert next(articles).id == "0"
    assert sum(read) < path.stat().st_size / 2
    articles.close()


@pytest.mark.parametrize("name", ["readme.md", "no-suffix", "packed.gz"])
def test_a_file_of_unknown_kind_given_by_name_is_a_fault(folder, name):
    """It says what can be read."""
    (fault,) = ids(folder / name)
    assert "unknown kind" in fault
    for kind in (".jsonl", ".ndjson", ".json", ".txt", ".csv", ".xml", ".gz", ".xz", ".zip"):
        assert kind in fault


def test_a_hidden_file_given_by_name_is_read(folder):
    """Whoever names it means it."""
    assert ids(folder / ".hidden.jsonl", folder / ".git") == ["9", "9"]


def test_what_is_not_there_is_a_fault_and_the_rest_is_read(folder):
    """A path that does not exist is a fault; the other paths are read."""
    missing, found = ids(folder / "missing.jsonl", folder / "2023.jsonl")
    assert missing.startswith(f"{folder / 'missing.jsonl'}: cannot be opened (No such file")
    assert found == "5"


@pytest.mark.parametrize("name", ["a\0b.jsonl", "a" * 5000, "x.jsonl/y.jsonl"])
def test_what_cannot_be_there_is_a_fault(tmp_path, name):
    """Nothing is raised, whatever the path."""
    (tmp_path / "x.jsonl").write_text(record(1))
    (fault,) = ids(tmp_path / name)
    assert "cannot be opened" in fault
    assert total_size([tmp_path / name]) == 0


def test_an_empty_folder_is_a_fault(tmp_path):
    """Nothing to read in it is nothing at all."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.md").touch()
    (fault,) = ids(tmp_path)
    assert fault.startswith(f"{tmp_path}: no articles in this folder")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.txt", "a.jsonl.gz"])
def test_an_empty_file_is_a_fault(tmp_path, name):
    """A download may have failed."""
    (tmp_path / name).touch()
    (fault,) = ids(tmp_path / name)
    assert "no article in this file" in fault


def test_a_folder_may_be_named_like_a_file(tmp_path):
    """It is walked."""
    (tmp_path / "x.jsonl").mkdir()
    (tmp_path / "x.jsonl" / "y.jsonl").write_text(record(1))
    assert ids(tmp_path) == ids(tmp_path / "x.jsonl") == ["1"]


def test_links_are_followed_and_loops_end(tmp_path):
    """Each folder is entered once."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.jsonl").write_text(record(1))
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c.jsonl").symlink_to(tmp_path / "a" / "1.jsonl")
    assert ids(tmp_path) == ["1", "1"]


def test_links_to_themselves_are_faults(tmp_path):
    """And links to nothing."""
    (tmp_path / "self.jsonl").symlink_to(tmp_path / "self.jsonl")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "nothing.txt").symlink_to(tmp_path / "missing")
    (tmp_path / "2023").symlink_to(tmp_path / "unmounted")
    year, nothing, folder, self_reference = ids(tmp_path)
    assert "2023: cannot be opened (No such file" in year
    assert "nothing.txt: cannot be opened (No such file" in nothing
    assert "self: cannot be opened (Too many levels" in folder
    assert "self.jsonl: cannot be opened (Too many levels" in self_reference


@pytest.mark.parametrize("name", ["sitemap.xml", "feeds.opml", "addresses.txt"])
def test_a_list_of_addresses_is_a_fault(tmp_path, name):
    """It says where they belong."""
    texts = {"sitemap.xml": "<urlset>", "feeds.opml": "<opml>"}
    (tmp_path / name).write_text(texts.get(name, "https://a.example/1\n"))
    assert ids(tmp_path) == [f"{tmp_path / name}: addresses only; list them in sources.toml"]


def test_articles_in_other_languages_are_passed_over(tmp_path):
    """Unless they are asked for; each is told. A few words are names, and of any language."""
    english = "Oil prices rose on Monday after the ministers agreed to cut their output again."
    persian = "قیمت نفت خام در بازارهای جهانی افزایش یافت و وزیر نفت گفت که تولید کاهش می‌یابد"
    records = [{"title": "أسعار النفط"}, {"title": english}, {"title": persian}]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in records))
    article, *others = read_articles([path])
    assert article.title == "أسعار النفط"
    assert others == [PassedOver(path, "another language")] * 2
    assert len(ids(path)) == 3
    path.write_text('{"body": "I.B.M. sold its unit"}\n{"body": "مكتب گوگل"}\n')
    assert all(isinstance(each, Article) for each in read_articles([path]))


def test_a_kind_that_is_given_is_believed(tmp_path):
    """Whatever a file looks like."""
    (tmp_path / "a").write_text('{"title": "أسعار النفط"}')
    (article,) = read_articles([tmp_path / "a"], kind="text")
    assert article.title == '{"title": "أسعار النفط"}'


def test_a_pipe_is_a_fault(tmp_path):
    """Opening it would wait forever."""
    os.mkfifo(tmp_path / "a.jsonl")
    (fault,) = ids(tmp_path)
    assert "neither a file nor a folder" in fault


def test_folders_may_be_very_deep(tmp_path):
    """Deeper than functions may call each other."""
    deepest = tmp_path / "/".join("d" * 1200)
    for folder in [*reversed(deepest.parents), deepest]:
        folder.mkdir(exist_ok=True)
    (deepest / "a.jsonl").write_text(record(1))
    assert ids(tmp_path) == ["1"]
    (deepest / "a.jsonl").unlink()
    (tmp_path / "stay.md").touch()
    os.removedirs(deepest)  # from below: what clears temporary folders calls itself


@pytest.mark.skipif(not MEMORY.exists(), reason="only Linux has a file that fails when read")
def test_a_disk_that_fails_is_a_fault(tmp_path):
    """One for the file; the rest of the folder is read."""
    (tmp_path / "a.jsonl").symlink_to(MEMORY)
    (tmp_path / "b.jsonl").write_text(record(1))
    fault, article = ids(tmp_path)
    assert "a.jsonl: cannot be " in fault
    assert article == "1"


@pytest.mark.usefixtures("permissions_hold")
def test_what_may_not_be_read_is_a_fault(tmp_path):
    """The rest of the folder is read."""
    (tmp_path / "a.jsonl").write_text(record(1))
    (tmp_path / "b.jsonl").write_text(record(2))
    (tmp_path / "c").mkdir()
    (tmp_path / "a.jsonl").chmod(0)
    (tmp_path / "c").chmod(0)
    refused, found, folder = ids(tmp_path)
    (tmp_path / "c").chmod(0o700)
    assert "Permission denied" in refused
    assert found == "2"
    assert "Permission denied" in folder


@pytest.mark.usefixtures("permissions_hold")
@pytest.mark.parametrize("mode", [0o400, 0o100, 0], ids=["listed", "entered", "neither"])
def test_a_folder_of_which_a_part_may_not_be_read_gives_a_fault_for_each_part(tmp_path, mode):
    """Its years are folders that nothing is known of: none is lost without a word."""
    closed = tmp_path / "closed"
    for name in ("2022", "2023", "b.jsonl"):
        (closed / name).mkdir(parents=True) if name.isdigit() else (closed / name).touch()
    (tmp_path / "open.jsonl").write_text(record(1))
    closed.chmod(mode)
    *faults, found = ids(tmp_path)
    (alone, *_), total = ids(closed), total_size([tmp_path])
    closed.chmod(0o700)
    assert found == "1"
    assert len(faults) == (3 if mode == 0o400 else 1)
    assert all("Permission denied" in fault for fault in (*faults, alone))
    assert total == (tmp_path / "open.jsonl").stat().st_size


def test_what_vanishes_while_a_folder_is_read_is_a_fault(tmp_path):
    """Files, folders, packed files: each that was there when the folder was listed."""
    for name in ("a.jsonl", "c.jsonl", "d.zip"):
        (tmp_path / name).write_text(record(1))
    (tmp_path / "e").mkdir()
    articles = read_articles([tmp_path])
    assert next(articles).id == "1"
    for name in ("c.jsonl", "d.zip"):
        (tmp_path / name).unlink()
    (tmp_path / "e").rmdir()
    gone = [str(each) for each in articles]
    assert [name in each for name, each in zip(("c.jsonl", "d.zip", "/e"), gone, strict=True)]
    assert all("cannot be opened (No such file" in each for each in gone)


@pytest.mark.parametrize(("suffix", "pack"), PACKERS)
def test_a_packed_file_that_is_cut_gives_what_was_readable(tmp_path, suffix, pack):
    """Then one fault; the line that the cut goes through is no other."""
    path = tmp_path / f"a.jsonl.{suffix}"
    packed = pack(many(5000))
    path.write_bytes(packed[: len(packed) // 2])
    *articles, fault = read_articles([path], language="any")
    assert len(articles) > 1000
    assert [article.id for article in articles] == [str(n) for n in range(len(articles))]
    assert isinstance(fault, Fault)
    assert "cannot be read to its end" in fault.reason


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.json.gz"])
def test_an_article_before_the_cut_is_read_without_its_line_end(tmp_path, name):
    """Only the check sum is missing."""
    path = tmp_path / name
    path.write_bytes(gzip.compress(record(1).strip().encode())[:-8])
    article, fault = ids(path)
    assert article == "1"
    assert "cannot be read to its end" in fault


@pytest.mark.parametrize("indent", [None, 1])
def test_an_array_that_is_cut_is_one_fault(tmp_path, indent):
    """Its cause is the cut, not the JSON."""
    path = tmp_path / "a.json.gz"
    records = [{"title": os.urandom(50).hex()} for _ in range(1000)]
    path.write_bytes(gzip.compress(json.dumps(records, indent=indent).encode())[:-5000])
    (fault,) = ids(path)
    assert "cannot be read to its end" in fault


def test_a_text_that_is_cut_is_read(tmp_path):
    """As far as it goes."""
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress("ارتفاع أسعار النفط".encode())[:-8])
    article, fault = read_articles([path], language="any")
    assert article.title == "ارتفاع أسعار النفط"
    assert "cannot be read to its end" in fault.reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.jsonl.gz", record(1).encode(), id="not packed"),
        pytest.param("a.json.gz", b"\x1f\x8b", id="cut in the header"),
        pytest.param("a.json.xz", lzma.compress(b"a")[:8], id="cut in the header of xz"),
    ],
)
def test_what_is_not_packed_as_its_name_says_is_a_fault(tmp_path, name, data):
    """One, and nothing raised."""
    (tmp_path / name).write_bytes(data)
    (fault,) = ids(tmp_path / name)
    assert "cannot be read to its end" in fault


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress, zstandard.compress])
@pytest.mark.parametrize("suffix", ["", ".gz", ".xz"])
def test_the_first_bytes_say_how_a_file_is_packed(tmp_path, pack, suffix):
    """A wrong suffix, or none, does no harm."""
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(pack(record(1).encode()))
    assert ids(path) == ["1"]


@pytest.mark.parametrize(("suffix", "pack"), PACKERS)
def test_files_packed_one_after_another_are_read(tmp_path, suffix, pack):
    """Archives are appended to."""
    path = tmp_path / f"a.jsonl.{suffix}"
    path.write_bytes(pack(record(1).encode()) + pack(record(2).encode()))
    assert ids(path) == ["1", "2"]


def test_progress_adds_up_to_the_size_on_disk(folder):
    """Packed or not, read to the end or not."""
    (folder / "binary.jsonl").write_bytes(bytes(3_000_000))
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(many(4000))[:-999])
    (folder / "large.jsonl.xz").write_bytes(lzma.compress(many(4000)))
    read = []
    found = list(read_articles([folder, folder / "missing"], language="any", progress=read.append))
    assert len([each for each in found if isinstance(each, Article)]) > 4000
    assert min(read) > 0
    assert len(read) > 20
    assert sum(read) == total_size([folder, folder / "missing"])
    assert total_size([folder]) == sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts and path.name != ".hidden.jsonl"
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.binary(max_size=300),
    st.sampled_from(["jsonl", "json", "txt"]),
    st.sampled_from([gzip.compress, lzma.compress]),
    st.integers(1, 40),
)
def test_no_packed_bytes_raise(tmp_path, data, kind, pack, cut):
    """Whole, cut or spoiled: articles and faults, and at least one of them."""
    path = Path(tmp_path, f"a.{kind}.{'gz' if pack is gzip.compress else 'xz'}")
    packed = pack(data)
    spoiled = bytearray(packed)
    spoiled[cut % len(packed)] ^= 255
    for content in (packed, packed[:-cut], spoiled, data):
        path.write_bytes(content)
        assert list(read_articles([path], language="any"))


@pytest.mark.parametrize(
    "url", ["javascript:void(0)", "DATA:text/html,x", "java\tscript:x", "file:///a"]
)
def test_an_article_keeps_its_text_and_loses_an_address_that_is_not_of_the_web(tmp_path, url):
    """It is counted; articles of one such address stay two, those of one name are one."""
    path = tmp_path / "a.jsonl"
    rows = [{"title": f"سعر {n}", "body": "نص", "url": url} for n in "ab"]
    rows += [{"title": f"سعر {n}", "body": "نص", "link": "urn:x:1"} for n in "ab"]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    items = list(read_articles([path]))
    articles = [each for each in items if isinstance(each, Article)]
    assert [each.title[-1] for each in articles] == [*"abab"]
    assert {each.url for each in articles} == {""}
    assert len({each.id for each in articles[:2]}) == 2
    assert len({each.id for each in articles[2:]}) == 1
    told = [each.reason for each in items if isinstance(each, PassedOver)]
    assert told == ["an address that is neither http nor https"] * 4


def test_many_faults_in_a_row_end_a_file(tmp_path, monkeypatch):
    """Nobody waits for a file of nothing; articles between faults are all read."""
    monkeypatch.setattr("index.articles.archive.MOST_FAULTS_IN_A_ROW", 3)
    row = json.dumps({"title": "سعر", "body": "نص"})
    (tmp_path / "a.jsonl").write_text("x\n" * 5 + row)
    (tmp_path / "b.jsonl").write_text(f"x\nx\n{row}\n" * 3)
    items = list(read_articles([tmp_path]))
    assert sum(isinstance(each, Article) for each in items) == 3
    assert sum(isinstance(each, Fault) for each in items) == 4 + 6
    assert "the rest is not read" in str(items[3])


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path):
    """A pipe that nobody writes to, a device without end, a link to itself."""
    os.mkfifo(tmp_path / "a.jsonl")
    (tmp_path / "b.jsonl").symlink_to("/dev/zero")
    (tmp_path / "c.jsonl").symlink_to(tmp_path / "c.jsonl")
    (tmp_path / "d").symlink_to(tmp_path)
    (tmp_path / "e.jsonl").write_text(json.dumps({"title": "سعر", "body": "نص"}))
    items = list(read_articles([tmp_path]))
    assert [type(each) for each in items] == [Fault, Fault, Fault, Article]
    assert [type(each) for each in read_articles([tmp_path / "a.jsonl"])] == [Fault]
