"""A large archive, and an index of forty articles."""

import pytest

from index.indexer.build import index_articles
from tests.index.indexer.archives import numbered, write_archive


@pytest.fixture
def large_archive(tmp_path):
    """Return an archive that takes some seconds to index."""
    words = "النفط الغاز البنوك الأسهم الصادرات الموازنة التضخم الفائدة".split()
    texts = (f"{' '.join(words)} رقم {n} " + f"{words[n % 8]} مقابل {n}" * 40 for n in range(4000))
    return write_archive(tmp_path / "large.jsonl", *texts)


@pytest.fixture
def live(tmp_path):
    """Return the directory of an index of forty articles."""
    index_articles((numbered(n) for n in range(40)), tmp_path / "index")
    return tmp_path / "index"
