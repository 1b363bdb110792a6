"""A damaged index is recognised: an error that says so, or the right results, nothing else."""

import random
import shutil
from dataclasses import replace
from itertools import islice

import pytest

from index.articles import read_articles
from index.codec.segment import SEGMENT
from index.indexer.update import update_articles
from index.versions.manifest import NAME, IndexUnavailableError, Manifest, checksums
from index.versions.ownership import CURRENT, versions
from index.versions.store import open_index, open_version
from search import Request, Searcher
from tests.conftest import SAMPLE

#: Damages of each kind.
TIMES = 100
QUERY = Request(text="أسعار النفط")


@pytest.fixture
def copy(sample_index, tmp_path):
    """Return a copy of the index of the sample archive."""
    return shutil.copytree(sample_index, tmp_path / "index")


@pytest.fixture
def updated(copy):
    """Return an index of two segments, with deletions and identical copies."""
    (article, other) = islice((a for a in read_articles([SAMPLE]) if "النفط" in a.title), 2)
    changed = replace(article, body=f"{article.body} تحديث"), replace(other, id="copy")
    update_articles(iter(changed), copy)
    assert len(open_index(copy).manifest.segments) == 2
    shutil.rmtree(copy / versions(copy)[0])
    return copy


def flip(content, chance):
    """Change one bit."""
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def truncate(content, chance):
    """Cut the end off."""
    del content[chance.randrange(len(content)) :]


def swap(content, chance):
    """Exchange two bytes."""
    one, other = (chance.randrange(len(content)) for _ in range(2))
    content[one], content[other] = content[other], content[one]


def found(index_dir):
    """Return the hits of a query and of a list without a query."""
    searcher = Searcher(index_dir)
    pages = [searcher.snapshot().search(request) for request in (QUERY, Request(text=""))]
    return [
        [(hit.headline.id, hit.title, hit.snippets, hit.headline.published) for hit in page.hits]
        for page in pages
    ]


@pytest.mark.parametrize("damage", [flip, truncate, swap])
@pytest.mark.parametrize("index", ["copy", "updated"])
def test_damage_anywhere(index, damage, request):
    """Of 100 damages of each kind to any file, none is searched as if nothing had happened."""
    copy = request.getfixturevalue(index)
    chance = random.Random(damage.__name__)  # noqa: S311  no secret
    expected = found(copy)
    (version,) = versions(copy)
    files = [path for path in sorted((copy / version).iterdir()) if path.stat().st_size]
    recognised = 0
    for _ in range(TIMES):
        path = chance.choice([*files, copy / CURRENT])
        whole = path.read_bytes()
        content = bytearray(whole)
        damage(content, chance)
        path.write_bytes(content)
        try:
            assert found(copy) == expected, path
        except IndexUnavailableError:
            recognised += 1
        path.write_bytes(whole)
    assert recognised > TIMES / 2
    assert found(copy) == expected


@pytest.mark.parametrize("name", [f"{SEGMENT}.body.starts.npy", f"{SEGMENT}.json", "copies.json"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\x80\x04cos\nsystem\n", b"\x93NUMPY\x01\x00"])
def test_foreign_files_are_refused(copy, name, content):
    """A manifest that vouches for a file does not make it one: nothing is unpickled."""
    (version,) = versions(copy)
    directory = copy / version
    (directory / name).write_bytes(content)
    manifest = Manifest.read(directory)
    (directory / NAME).unlink()
    fields = {field: getattr(manifest, field) for field in Manifest.__slots__}
    Manifest(**{**fields, "files": checksums(directory)}).write(directory)
    if content == b"{}" and name == "copies.json":
        assert open_version(directory, name=version).copies.by_kept() == {}
        return
    with pytest.raises(IndexUnavailableError, match="cannot be read"):
        open_version(directory, name=version)
