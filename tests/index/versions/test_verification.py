"""Every byte of every kept version is verified, and what versions share is told of each."""

import pytest

from index.codec.segment import SEGMENT
from index.indexer.build import build_index
from index.indexer.update import update_index
from index.versions.manifest import NAME, Manifest, checksum_of
from index.versions.ownership import CURRENT, versions
from index.versions.store import current_version
from index.versions.verification import State, verify, way_back
from tests.index.versions.test_manifest import rewrite
from tests.oddities import ODDITIES, in_place_of

TEXTS = f"{SEGMENT}.texts.bin"


@pytest.fixture
def updated(tmp_path, archive):
    """Return an index and its two versions, of which the second shares files with the first."""
    live = tmp_path / "index"
    archive.write_text("\n".join(f'{{"id": "{n}", "body": "سعر {n}"}}' for n in range(40)), "utf-8")
    build_index([archive], live)
    archive.write_text('{"id": "b", "body": "سعر الغاز"}', "utf-8")
    update_index([archive], live)
    return live, *versions(live)


def change(path):
    """Change the last byte of a file in place, as a disk does."""
    with path.open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))


def test_whole_versions_are_whole(updated):
    """The oldest first, and which one is live."""
    live, first, second = updated
    found = list(verify(live))
    assert [(each.name, each.live) for each in found] == [(first, False), (second, True)]
    assert {each.state for each in found} == {State.WHOLE}
    assert [each.articles for each in found] == [40, 41]
    assert not any(each.bad_files or each.reason for each in found)
    assert way_back(found) == ""


def test_a_bad_byte_of_a_shared_file_is_told_of_all_that_share_it(updated):
    """Both are damaged; the archive is the way back."""
    live, first, second = updated
    assert (live / first / TEXTS).samefile(live / second / TEXTS)
    change(live / first / TEXTS)
    found = list(verify(live))
    assert [each.state for each in found] == [State.DAMAGED] * 2
    for each, other in zip(found, (second, first), strict=True):
        (bad,) = each.bad_files
        assert (bad.name, bad.reason) == (TEXTS, "changed since it was built")
        assert bad.shared_with == (other,)
    assert "from the archive with: iqtisad index build" in way_back(found)


def test_a_shared_file_is_read_once(updated, monkeypatch):
    """Verifying reads each byte once, however many versions have it."""
    read = []

    def counted(path):
        read.append(path.stat().st_ino)
        return checksum_of(path)

    monkeypatch.setattr("index.versions.verification.checksum_of", counted)
    list(verify(updated[0]))
    assert len(read) == len(set(read))


def test_every_bad_file_is_told(updated):
    """Also those after the first."""
    live, _, second = updated
    names = [name for name, (length, _) in Manifest.read(live / second).files.items() if length]
    for name in names[:3]:
        change(live / second / name)
    (live / second / names[3]).unlink()
    (found,) = verify(live, [second])
    assert {bad.name for bad in found.bad_files} == set(names[:4])
    assert {bad.reason for bad in found.bad_files} == {
        "changed since it was built",
        "missing or cut",
    }


def test_one_whole_version_is_the_way_back(live, archive):
    """It can be made live, or its articles printed; a whole live one needs nothing."""
    first = current_version(live)
    second = build_index([archive], live).version
    change(live / second / TEXTS)
    way = way_back(list(verify(live)))
    assert f"iqtisad index activate {first}" in way
    assert f"iqtisad index export {first}" in way
    change(live / second / TEXTS)
    change(live / first / TEXTS)
    assert way_back(list(verify(live))).startswith("the live version is whole")


@pytest.mark.parametrize("field", ["schema", "analysis", "gazetteer", "format"])
def test_an_outdated_version_is_outdated_unless_it_is_damaged(live, version, field):
    """Another release made it; its bytes are looked at where the manifest can be read."""
    rewrite(version, **{field: 99})
    (found,) = verify(live)
    assert found.state is State.OUTDATED
    assert "99" in found.reason or "another format" in found.reason
    assert way_back([found]) == ""
    if field != "format":
        change(version / TEXTS)
        (found,) = verify(live)
        assert found.state is State.DAMAGED


@pytest.mark.parametrize("oddity", ODDITIES)
@pytest.mark.parametrize("target", [NAME, TEXTS])
@pytest.mark.usefixtures("permissions_hold")
def test_whatever_lies_in_a_version_it_is_damaged(live, version, archive, target, oddity):
    """The other versions are verified all the same."""
    other = build_index([archive], live).version
    with in_place_of(version / target, oddity):
        damaged, whole = verify(live)
    assert (damaged.name, damaged.state) == (version.name, State.DAMAGED)
    assert [bad.name for bad in damaged.bad_files] == [target]
    assert damaged.bad_files[0].reason.isprintable()
    assert (whole.name, whole.state) == (other, State.WHOLE)


@pytest.mark.parametrize("oddity", ODDITIES)
@pytest.mark.usefixtures("permissions_hold")
def test_whatever_lies_in_the_place_of_the_pointer_versions_are_verified(live, oddity):
    """None of them is live then."""
    with in_place_of(live / CURRENT, oddity):
        (found,) = verify(live)
    assert (found.live, found.state) == (False, State.WHOLE)


def test_a_live_version_of_which_nothing_is_left_is_damaged(live):
    """CURRENT names it."""
    gone = "20200101T000000000000-aaaaaaaa"
    (live / CURRENT).write_text(gone)
    lost, kept = verify(live)
    assert (lost.name, lost.live, lost.state) == (gone, True, State.DAMAGED)
    assert kept.state is State.WHOLE


def test_a_version_that_a_build_removes_meanwhile_is_not_told(updated):
    """It is no damage."""
    live, first, second = updated
    found = []
    for each in verify(live):
        found.append(each.name)
        for path in sorted((live / second).iterdir()):
            path.unlink()
        (live / second).rmdir()
        (live / CURRENT).write_text(first)
    assert found == [first]
