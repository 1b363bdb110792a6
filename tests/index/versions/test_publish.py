"""Publishing: a new version is made, sealed, probed and made live, or nothing happens."""

import errno
import json
from datetime import date, datetime

import pytest

from index.analysis import fingerprint
from index.codec.multi import open_parts
from index.codec.segment import SEGMENT
from index.indexer.build import build_index, index_articles
from index.schema import VERSION
from index.versions.former_ids import NONE
from index.versions.manifest import NAME, Manifest
from index.versions.ownership import BUILDING, MARKER, unfinished, versions
from index.versions.publish import BuildError, check, go_live, new_version, seal
from index.versions.store import current_version, open_index
from tests.index.indexer.archives import write_archive
from tests.index.segments import article, written

ARCHIVE = [
    article("a", "أسعار النفط", published=datetime(2023, 5, 7, 10, 20)),  # noqa: DTZ001
    article("b", "سعر الغاز"),
    article("c", "سعر القمح", published=datetime(2021, 1, 1)),  # noqa: DTZ001
]


def sealed(directory, archive=ARCHIVE, **known):
    """Write articles into the directory of a new version and seal it; return the manifest."""
    written(directory, archive)
    (directory / "copies.json").write_text(json.dumps({}))
    NONE.write({}, directory)
    parts = open_parts(directory, [SEGMENT])
    return seal(directory, parts, copies=2, faults=1, torn={"الأفق": (9, 4)}, **known)


def test_the_directory_of_a_new_version_is_ours(tmp_path):
    """From its first moment on; what does not go live is removed."""
    with new_version(tmp_path) as directory:
        assert (directory / MARKER).is_file()
        assert unfinished(tmp_path) == [directory.name]
        assert directory.name.startswith(BUILDING)
        assert directory.name.endswith(fingerprint()[:8])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_told_with_the_way_out(tmp_path, error):
    """And leaves nothing behind."""
    with pytest.raises(BuildError, match="no space left on the disk"), new_version(tmp_path):
        raise OSError(error, "full")
    assert list(tmp_path.iterdir()) == []


def test_other_errors_are_what_they_are(tmp_path):
    """Only what freeing space would mend is blamed on space."""
    with pytest.raises(PermissionError), new_version(tmp_path):
        raise PermissionError(errno.EACCES, "denied")
    assert list(tmp_path.iterdir()) == []


def test_a_manifest_says_what_a_version_contains(tmp_path):
    """Counts, days, segments, and every other file with its checksum."""
    with new_version(tmp_path) as directory:
        manifest = sealed(directory)
        assert Manifest.read(directory) == manifest
        assert (manifest.schema, manifest.analysis) == (VERSION, fingerprint())
        assert (manifest.articles, manifest.copies, manifest.faults) == (3, 2, 1)
        assert (manifest.first, manifest.last) == (date(2021, 1, 1), date(2023, 5, 7))
        assert manifest.segments == (SEGMENT,)
        assert set(manifest.files) == {path.name for path in directory.iterdir()} - {NAME}
        manifest.verify(directory)


def test_without_dates_there_is_no_span(tmp_path):
    """Neither first nor last day."""
    with new_version(tmp_path) as directory:
        manifest = sealed(directory, [article("a", "نفط")])
    assert manifest.first is manifest.last is None


def test_files_of_an_older_version_are_not_read_again(tmp_path):
    """Their lengths and checksums are taken as they are told."""
    name = f"{SEGMENT}.json"
    with new_version(tmp_path) as directory:
        manifest = sealed(directory, known={name: (1, 2)})
    assert manifest.files[name] == (1, 2)


def test_going_live(tmp_path):
    """The version has its name, is the current one, and can be opened."""
    with new_version(tmp_path) as directory:
        sealed(directory)
        name = go_live(tmp_path, directory)
    assert versions(tmp_path) == [name]
    assert current_version(tmp_path) == name
    assert open_index(tmp_path).segment.ids == ["a", "b", "c"]
    assert unfinished(tmp_path) == []


@pytest.mark.parametrize(
    ("count", "goes"),
    [pytest.param(5, True, id="half"), pytest.param(4, False, id="less-than-half")],
)
def test_less_than_half_of_the_articles_needs_a_word(tmp_path, count, goes):
    """The live version stays, unless that is intended."""
    index_articles((article(str(n), f"سعر {n}") for n in range(10)), tmp_path)
    before, few = current_version(tmp_path), [article(str(n), f"غاز {n}") for n in range(count)]
    with new_version(tmp_path) as directory:
        sealed(directory, few)
        if goes:
            check(tmp_path, directory, allow_shrink=False)
        else:
            with pytest.raises(BuildError, match=f"has {count} articles, the live one 10"):
                check(tmp_path, directory, allow_shrink=False)
            check(tmp_path, directory, allow_shrink=True)
        assert versions(tmp_path) == [before]


def test_where_nothing_is_live_anything_may_go(tmp_path):
    """A damaged live version has no articles to lose."""
    index_articles((article(str(n), f"سعر {n}") for n in range(10)), tmp_path)
    (tmp_path / current_version(tmp_path) / NAME).unlink()
    with new_version(tmp_path) as directory:
        sealed(directory, ARCHIVE[:1])
        check(tmp_path, directory, allow_shrink=False)


def test_a_much_smaller_archive_needs_a_word(live, tmp_path):
    """A build from half an archive does not take the whole one's place unasked."""
    before = current_version(live)
    small = write_archive(tmp_path / "small.jsonl", "مقال")
    build_index([write_archive(tmp_path / "five.jsonl", *(f"مقال {n}" for n in range(5)))], live)
    with pytest.raises(BuildError, match="--allow-shrink"):
        build_index([small], live)
    assert current_version(live) != before
    assert build_index([small], live, allow_shrink=True).articles == 1


def test_two_versions_are_kept(live, archive):
    """The live one and the one before it, for a rollback."""
    names = [build_index([archive], live).version for _ in range(3)]
    assert versions(live) == names[1:]
