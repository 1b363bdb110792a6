"""A live index of one article."""

import pytest

from index.indexer.build import build_index
from index.versions.store import current_version


@pytest.fixture
def archive(tmp_path):
    """Return an archive of one article."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "body": "أسعار النفط", "published": "2023-05-07"}', "utf-8")
    return path


@pytest.fixture
def live(tmp_path, archive):
    """Return a live index."""
    build_index([archive], tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def version(live):
    """Return the directory of the live version."""
    return live / current_version(live)
