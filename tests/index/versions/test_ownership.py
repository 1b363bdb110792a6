"""What is not ours is never removed."""

import pytest
from click.testing import CliRunner

from index.commands.manage import index
from index.indexer.build import build_index
from index.indexer.update import update_index
from index.versions.ownership import MARKER, ForeignDirectoryError, mark, unfinished, versions

#: Names that have the shape of ours, and one that an older release would have taken for ours.
SHAPED = ("20200101T000000000000-aaaaaaaa", ".building-20200101T000000000000-bbbbbbbb")


@pytest.fixture
def home(tmp_path):
    """Return a home full of files, folders, hidden folders and links."""
    home = tmp_path / "home"
    for folder in ("Documents/2023", "photos", ".config/app", *SHAPED):
        (home / folder).mkdir(parents=True)
        (home / folder / "precious.txt").write_text("precious")
    (home / "A.jsonl").write_text('{"id": "a", "body": "أسعار النفط"}', "utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    mark(elsewhere)
    (home / "20200102T000000000000-cccccccc").symlink_to(elsewhere)
    (home / ".building-20200103T000000000000-dddddddd").symlink_to(elsewhere)
    (home / "link").symlink_to(home / "Documents")
    return home


def everything(folder):
    """Return every file, folder and link below a folder, with the contents of files."""
    found = {}
    for path in sorted(folder.rglob("*")):
        kind = "link" if path.is_symlink() else "folder" if path.is_dir() else path.read_bytes()
        found[path.relative_to(folder)] = kind
    return found


def test_a_first_build_into_a_home_is_refused(home, tmp_path):
    """The message says what is in the way and what to do; nothing is touched."""
    before = everything(tmp_path)
    with pytest.raises(ForeignDirectoryError, match=r"Documents.*--index-dir"):
        build_index([home / "A.jsonl"], home)
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    "name", ["CURRENT", ".CURRENT.new", ".lexicon-aaaaaaaaaaaa.npz", ".lexicon-aaaaaaaaaaaa.new"]
)
@pytest.mark.parametrize("kind", ["text", "link"])
def test_a_name_alone_makes_nothing_ours(tmp_path, name, kind):
    """Where there is no index, files with our names are foreign unless their contents are ours."""
    home = tmp_path / "home"
    home.mkdir()
    if kind == "text":
        (home / name).write_text("theirs")
    else:
        (tmp_path / "foreign").write_text("20200101T000000000000-aaaaaaaa")
        (home / name).symlink_to(tmp_path / "foreign")
    archive = tmp_path / "a.jsonl"
    archive.write_text('{"id": "a", "body": "أسعار النفط"}', "utf-8")
    before = everything(tmp_path)
    with pytest.raises(ForeignDirectoryError, match=name):
        build_index([archive], home)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("command", ["build", "update", "rollback", "activate", "check"])
def test_no_command_changes_a_home(home, tmp_path, command, monkeypatch):
    """Whatever is typed in a home, it ends with a sentence and status 1."""
    monkeypatch.chdir(home)
    before = everything(tmp_path)
    arguments = {"build": ["A.jsonl"], "update": ["A.jsonl"], "activate": [SHAPED[0]]}
    result = CliRunner().invoke(
        index, [command, *arguments.get(command, []), "--index-dir", "."], catch_exceptions=False
    )
    assert result.exit_code == 1
    assert result.output.startswith("Error: .:")
    assert everything(tmp_path) == before


def test_foreign_things_beside_an_index_stay(home, tmp_path):
    """An index whose directory is filled with other things later touches none of them."""
    archive = tmp_path / "a.jsonl"
    (home / "A.jsonl").rename(archive)
    index_dir = tmp_path / "index"
    build_index([archive], index_dir)
    before = everything(home)
    for path in home.iterdir():
        path.rename(index_dir / path.name)
    for _ in range(3):
        build_index([archive], index_dir)
    archive.write_text('{"id": "b", "body": "أسعار الغاز"}', "utf-8")
    update_index([archive], index_dir)
    after = everything(index_dir)
    assert {path: after.get(path) for path in before} == before
    assert len(versions(index_dir)) == 2


def test_what_interrupted_builds_left_is_removed(tmp_path):
    """Our own leftovers go, those of other names or without our marker stay."""
    archive = tmp_path / "a.jsonl"
    archive.write_text('{"id": "a", "body": "أسعار النفط"}', "utf-8")
    index_dir = tmp_path / "index"
    build_index([archive], index_dir)
    ours, others = index_dir / SHAPED[1], index_dir / ".building-notes"
    for path in (ours, others):
        path.mkdir()
        mark(path)
    assert unfinished(index_dir) == [ours.name]
    assert build_index([archive], index_dir).removed == (ours.name,)
    assert others.is_dir()


@pytest.mark.parametrize("written", [None, "", "A version of"], ids=["nothing", "empty", "a part"])
def test_a_first_build_that_was_killed_before_its_mark_is_in_nobodys_way(tmp_path, written):
    """Its directory has the name and nothing else: the next build removes it."""
    archive = tmp_path / "a.jsonl"
    archive.write_text('{"id": "a", "body": "أسعار النفط"}', "utf-8")
    begun = tmp_path / "index" / SHAPED[1]
    begun.mkdir(parents=True)
    if written is not None:
        (begun / MARKER).write_text(written, "utf-8")
    assert build_index([archive], tmp_path / "index").removed == (begun.name,)
    assert not begun.exists()


def test_an_update_removes_nothing_before_the_index_is_open(tmp_path):
    """Where the live version is damaged, the leftovers may be all that is left."""
    archive = tmp_path / "a.jsonl"
    archive.write_text('{"id": "a", "body": "أسعار النفط"}', "utf-8")
    index_dir = tmp_path / "index"
    version = build_index([archive], index_dir).version
    left_over = index_dir / SHAPED[1]
    left_over.mkdir()
    mark(left_over)
    (index_dir / version / "manifest.json").unlink()
    result = CliRunner().invoke(index, ["update", str(archive), "--index-dir", str(index_dir)])
    assert result.exit_code == 1
    assert left_over.is_dir()


def test_a_version_built_before_there_were_markers_is_ours(tmp_path):
    """A version with a manifest and without a marker is ours, and is cleaned up."""
    archive = tmp_path / "a.jsonl"
    archive.write_text('{"id": "a", "body": "أسعار النفط"}', "utf-8")
    index_dir = tmp_path / "index"
    first = build_index([archive], index_dir).version
    (index_dir / first / MARKER).unlink()
    assert versions(index_dir) == [first]
    for _ in range(2):
        build_index([archive], index_dir)
    assert not (index_dir / first).exists()


def test_an_empty_directory_and_a_fresh_disk_take_a_first_build(tmp_path):
    """A mounted disk has a lost+found; what a repository keeps folders by is no obstacle."""
    archive = tmp_path / "a.jsonl"
    archive.write_text('{"id": "a", "body": "أسعار النفط"}', "utf-8")
    index_dir = tmp_path / "index"
    (index_dir / "lost+found").mkdir(parents=True)
    (index_dir / ".gitignore").write_text("*")
    assert build_index([archive], index_dir).articles == 1
    assert not list((index_dir / "lost+found").iterdir())
