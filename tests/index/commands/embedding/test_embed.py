"""`iqtisad index embed`: every article of the live version gets a vector, the newest first."""

import json

import pytest

from index.embedding.embedder import BATCH, embed
from index.embedding.model.model import load
from index.embedding.passage import key_of, passage
from index.embedding.store import VectorStore
from index.embedding.vector_file import VECTORS, header
from index.embedding.writer import writing
from tests.index.indexer.archives import write_archive

pytestmark = pytest.mark.usefixtures("model")

#: More than two batches, the newest last.
RECORDS = [
    {
        "id": str(number),
        "title": f"سعر النفط {number}",
        "body": f"بلغ السعر {number} دولارا في السوق",
        "published": f"2023-{1 + number // 28:02}-{1 + number % 28:02}",
    }
    for number in range(2 * BATCH + 3)
]


def keys(records):
    """Return the keys of the passages of records."""
    return [key_of(passage(each["title"], each["body"])) for each in records]


def held(index_dir, records):
    """Return which of records have a vector."""
    return VectorStore(index_dir).of(keys(records)).held.tolist()


@pytest.fixture
def index_dir(tmp_path, run):
    """Return the directory of an index of the records."""
    run("build", write_archive(tmp_path / "archive.jsonl", *RECORDS))
    return tmp_path / "index"


def test_every_article_gets_a_vector(run, index_dir):
    """And the second time there is nothing to do."""
    assert f"{len(RECORDS)} articles" in run("embed").stdout
    assert all(held(index_dir, RECORDS))
    report = json.loads(run("embed", "--json").stdout)
    assert (report["embedded"], report["articles"], report["removed"]) == (0, len(RECORDS), 0)
    assert report["bytes"] == (index_dir / VECTORS).stat().st_size


def test_the_newest_come_first(run, index_dir, monkeypatch):
    """What is there when it is interrupted is what readers look for most, and it is kept."""

    class Interrupted:
        """The model, which is interrupted after its first batch."""

        def __init__(self, model):
            self.model, self.batches = model, 0

        def passages(self, texts):
            """Return vectors once."""
            self.batches += 1
            if self.batches > 1:
                raise KeyboardInterrupt
            return self.model.passages(texts)

    model = Interrupted(load())
    monkeypatch.setattr("index.commands.embedding.embed.load", lambda **_: model)
    result = run("embed", status=130)
    assert "Interrupted; what is embedded is kept" in result.output
    assert held(index_dir, RECORDS) == [False] * (BATCH + 3) + [True] * BATCH


def test_vectors_outlive_their_version(run, index_dir, tmp_path):
    """After a new build and an update only what is new, or printed otherwise, is embedded."""
    run("embed")
    changed = [{**RECORDS[0], "title": "عنوان آخر"}, *RECORDS[1:]]
    run("build", write_archive(tmp_path / "archive.jsonl", *changed))
    assert json.loads(run("embed", "--json").stdout)["embedded"] == 1
    new = {"id": "new", "title": "سعر الغاز", "body": "ارتفع"}
    run("update", write_archive(tmp_path / "new.jsonl", new))
    assert json.loads(run("embed", "--json").stdout)["embedded"] == 1
    assert all(held(index_dir, [new, *changed, RECORDS[0]]))


def test_vectors_of_nothing_are_removed_when_they_are_many(run, index_dir, tmp_path):
    """As many as the articles: fewer are kept, for whoever rolls a version back."""
    run("embed")
    run("build", write_archive(tmp_path / "archive.jsonl", *RECORDS[:20]))
    assert json.loads(run("embed", "--json").stdout)["removed"] == 0
    run("build", write_archive(tmp_path / "archive.jsonl", *RECORDS[:10]), "--allow-shrink")
    result = run("embed")
    assert f"Removed vectors of texts that it does not have: {len(RECORDS) - 10}" in result.output
    assert held(index_dir, RECORDS) == [True] * 10 + [False] * (len(RECORDS) - 10)


def test_vectors_of_another_model_are_made_anew(run, index_dir):
    """The operator is told so: it takes as long as the first time."""
    (index_dir / VECTORS).write_bytes(header("another-model") + bytes(808))
    result = run("embed")
    assert "vectors are of another kind (1, another-model" in result.output
    assert all(held(index_dir, RECORDS))


def test_what_cannot_be_is_told_in_a_sentence(run, index_dir, tmp_path, monkeypatch):
    """No index, no model, a foreign file, another embed at work: fault and way out."""
    nowhere = run("embed", index_dir=tmp_path / "none", status=1)
    assert "no index here; build the index" in nowhere.output
    assert not (tmp_path / "none").exists()
    with writing(index_dir):
        assert "another process is embedding" in run("embed", status=1).output
    (index_dir / VECTORS).write_bytes("مذكرات".encode())
    assert f"{VECTORS}: not a file of vectors; move it away" in run("embed", status=1).output
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert "pip install 'iqtisad[meaning]'" in run("embed", status=1).output


@pytest.mark.parametrize("share", ["0", "-1", "much", "nan", "inf", "1e300"])
def test_a_share_that_is_none_is_refused(run, share):
    """With the usage, before anything is loaded."""
    assert "--cpu" in run("embed", "--cpu", share, status=2).output


def test_a_damaged_vector_is_made_again(run, index_dir):
    """It is as good as none."""
    run("embed")
    path = index_dir / VECTORS
    content = bytearray(path.read_bytes())
    content[300] ^= 1
    path.write_bytes(content)
    assert json.loads(run("embed", "--json").stdout)["embedded"] == 1
    assert all(held(index_dir, RECORDS))


def test_vectors_lie_beside_an_index_and_are_nobody_elses(run, index_dir, tmp_path):
    """A directory with vectors alone can be built into, and a build leaves them."""
    run("embed")
    apart = tmp_path / "apart"
    apart.mkdir()
    (apart / VECTORS).write_bytes((index_dir / VECTORS).read_bytes())
    run("build", write_archive(tmp_path / "archive.jsonl", *RECORDS), index_dir=apart)
    assert json.loads(run("embed", "--json", index_dir=apart).stdout)["embedded"] == 0
    with writing(apart) as writer:
        assert embed([], writer, load()).embedded == 0
