"""Manifests: what a version says of itself, and the damage that it recognises."""

import json

import pytest

from index.versions.manifest import (
    FORMAT,
    NAME,
    IndexDamagedError,
    IndexOutdatedError,
    Manifest,
    checksum_of_fields,
)
from index.versions.store import open_index


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
