"""Manifests: what a version says of itself, and the damage that it recognises."""

import json
import os
import shutil

import pytest

from index.indexer.update import update_index
from index.versions.manifest import (
    FORMAT,
    NAME,
    IndexDamagedError,
    IndexOutdatedError,
    IndexUnavailableError,
    IndexUnreadableError,
    Manifest,
    checksum_of_fields,
)
from index.versions.store import open_index
from search import Searcher
from tests.oddities import ODDITIES, failing, in_place_of, unreadable
from tests.permissions import held_to_permissions


def rewrite(version, **fields):
    """Change fields of a manifest."""
    path = version / NAME
    changed = {**json.loads(path.read_text()), **fields}
    del changed["checksum"]
    path.write_text(json.dumps({**changed, "checksum": checksum_of_fields(changed)}))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("[]", id="a-list"),
        pytest.param("{}", id="no-fields"),
        pytest.param({"first": 3}, id="wrong-types"),
        pytest.param({"surprise": 1, "first": None, "last": None}, id="unknown-field"),
        pytest.param({}, id="no-checksum"),
        pytest.param("\x00\x01", id="binary"),
    ],
)
def test_a_damaged_manifest_is_recognised(live, version, text):
    """Whatever stands in the manifest's place, the answer is a sentence."""
    if isinstance(text, str):
        (version / NAME).write_text(text)
    elif text:
        rewrite(version, **text)
    else:
        (version / NAME).write_text(json.dumps({"format": FORMAT}))
    with pytest.raises(IndexDamagedError, match="manifest"):
        open_index(live)


def test_a_manifest_of_another_format_is_outdated(live, version):
    """A later format is not damage."""
    rewrite(version, format=99)
    with pytest.raises(IndexOutdatedError, match="build the index"):
        open_index(live)


def test_another_schema_is_refused(live, version):
    """An index of another schema would be read wrongly."""
    rewrite(version, schema=99)
    with pytest.raises(IndexOutdatedError, match="schema 99"):
        open_index(live)


def test_another_analysis_is_refused(live, version):
    """An index of another analysis would silently miss articles."""
    rewrite(version, analysis="0123456789ab")
    with pytest.raises(IndexOutdatedError, match="another analysis"):
        open_index(live)


def test_another_gazetteer_is_refused(live, version):
    """An index of another gazetteer would count other names than those that it is asked for."""
    rewrite(version, gazetteer="0123456789ab")
    with pytest.raises(IndexOutdatedError, match="another gazetteer"):
        open_index(live)


def test_every_cut_file_is_recognised(live, version):
    """A file that lost its end is named."""
    files = (path for path in version.iterdir() if path.stat().st_size)
    names = [path.name for path in files if path.name != NAME]
    assert len(names) >= 3
    for name in names:
        whole = (version / name).read_bytes()
        (version / name).write_bytes(whole[:-1])
        with pytest.raises(IndexDamagedError, match=name):
            open_index(live)
        (version / name).write_bytes(whole)
    assert open_index(live).manifest.articles == 1


def test_the_manifest_counts_and_dates(version):
    """What stats and the pages say comes from the manifest."""
    manifest = Manifest.read(version)
    assert (manifest.articles, manifest.copies, manifest.faults) == (1, 0, 0)
    assert manifest.first.isoformat() == manifest.last.isoformat() == "2023-05-07"


def test_it_says_what_made_a_version_and_how_long_that_took(live, archive, version):
    """A build or an update; the seconds are those until the manifest was written."""
    archive.write_text('{"id": "b", "body": "سعر الغاز"}', "utf-8")
    report = update_index([archive], live)
    built, updated = Manifest.read(version), Manifest.read(live / report.version)
    assert (built.made_by, updated.made_by) == ("build", "update")
    assert built.seconds >= 0
    assert 0 <= updated.seconds <= report.seconds


def test_a_manifest_of_the_format_before_is_read(live, version):
    """What it does not say is not known; the index need not be built again."""
    path = version / NAME
    fields = json.loads(path.read_text())
    for later in ("made_by", "seconds", "checksum"):
        del fields[later]
    fields["format"] = 5
    path.write_text(json.dumps({**fields, "checksum": checksum_of_fields(fields)}))
    manifest = open_index(live).manifest
    assert (manifest.made_by, manifest.seconds) == ("", None)


@pytest.mark.parametrize("oddity", ODDITIES)
@pytest.mark.usefixtures("permissions_hold")
def test_whatever_lies_in_its_place_the_answer_is_a_short_sentence(version, oddity):
    """With the file and the way out."""
    with (
        in_place_of(version / NAME, oddity),
        pytest.raises(IndexUnavailableError, match=f"{NAME}: .*iqtisad index build") as told,
    ):
        Manifest.read(version)
    assert str(told.value).isprintable()
    assert len(str(told.value)) < len(str(version)) + 400


@pytest.mark.parametrize("text", ["[" * 100_000, '{"' + "k" * 100_000 + '": 1, "format": 6}'])
def test_whatever_stands_in_it_the_answer_is_a_short_sentence(version, text):
    """Brackets without end, a name without end."""
    (version / NAME).write_text(text)
    with pytest.raises(IndexDamagedError) as told:
        Manifest.read(version)
    assert len(str(told.value)) < len(str(version)) + 400


def test_an_unreadable_file_is_not_called_damaged(live, version):
    """Nothing is known of it; what mends it is said."""
    path = version / "copies.json"
    with in_place_of(path, failing), pytest.raises(IndexUnavailableError, match=r"copies\.json"):
        open_index(live)
    with (
        held_to_permissions(),
        in_place_of(path, unreadable),
        pytest.raises(IndexUnreadableError, match="let the user that this runs as read it"),
    ):
        open_index(live)


def test_a_live_file_that_was_cut_is_refused_by_the_next_start(sample_index, tmp_path):
    """Cutting a mapped file kills whoever reads it; the next one looks first."""
    index_dir = shutil.copytree(sample_index, tmp_path / "index")
    version = index_dir / open_index(index_dir).name
    searcher = Searcher(index_dir)
    searcher.open()
    largest = max(version.iterdir(), key=lambda path: path.stat().st_size)
    os.truncate(largest, largest.stat().st_size // 2)
    with pytest.raises(IndexDamagedError, match=f"{largest.name}: missing or cut"):
        Searcher(index_dir).open()
    searcher.close()
