"""A small test collection."""

import gzip
import json

import pytest


@pytest.fixture
def collection(tmp_path):
    """Return the folder of a collection of two queries, with articles and a baseline."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    articles = [{"id": "a", "title": "عنوان", "body": "أسعار النفط"}, {"id": "b", "body": "القمح"}]
    queries = [
        {"id": "1", "text": "نفط", "transform": "al_drop"},
        {"id": "2", "text": "الشعير"},
        {"id": "3", "text": "x"},
    ]
    for name, rows in (("corpus.jsonl", articles), ("queries.jsonl", queries)):
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / name).write_text("\n".join(lines), "utf-8")
    (folder / "qrels.tsv").write_text("1\ta\t1\n2\tb\t1\n")
    with gzip.open(folder / "baseline.run.gz", "wt") as run:
        run.write("1 Q0 b 1 2.0 other\n1 Q0 a 2 1.0 other\n2 Q0 b 1 1.0 other\n")
    return folder
