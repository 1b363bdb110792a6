"""Files as sites and programs write them give exactly the articles that they hold.

Beside each input stands what is expected of it: the articles, the faults that are due, and texts
that may stand in no article.
"""

import json
from pathlib import Path

import pytest

from index.articles import Fault, read_articles
from index.articles.article import own_or_made_id
from index.indexer.build import build_index
from index.versions.articles import stored_article
from index.versions.publish import BuildError
from index.versions.store import open_index

INPUTS = sorted(Path(__file__).with_name("inputs").glob("*.expected.json"))


def built(path, index_dir):
    """Return the articles that an index of a file holds, in its order; none where it has none."""
    try:
        build_index([path], index_dir)
    except BuildError:
        return []
    opened = open_index(index_dir)
    return [stored_article(opened.segment, number) for number in range(opened.segment.documents)]


def parts(article, wanted):
    """Return the parts of an article that are wanted of it, a body of any text as None."""
    found = {name: getattr(article, name, None) for name in wanted}
    if "body" in wanted:
        # A no-break blank may stay one.
        body = article.body.replace("\u00a0", " ")
        found["body"] = body if wanted["body"] is not None else None
    if "published" in wanted:
        found["published"] = article.published.isoformat() if article.published else None
    if "id_from" in wanted:
        is_made = article.id == own_or_made_id(wanted["id_from"], source="", url="", text="")
        found["id_from"] = wanted["id_from"] if is_made else article.id
    return found


@pytest.mark.parametrize("expectation", INPUTS, ids=lambda path: path.name.partition(".")[0])
def test_a_file_gives_what_it_holds(expectation, tmp_path):
    """Every part of each article, every fault with its line, and nothing else."""
    expected = json.loads(expectation.read_text("utf-8"))
    path = expectation.with_name(expected["file"])
    faults = [each for each in read_articles([path]) if isinstance(each, Fault)]
    articles = built(path, tmp_path)
    found = [parts(*pair) for pair in zip(articles, expected["articles"], strict=True)]
    assert found == expected["articles"]
    assert [fault.line for fault in faults] == [each["line"] for each in expected["faults"]]
    for fault, wanted in zip(faults, expected["faults"], strict=True):
        assert wanted["says"] in str(fault)
    texts = "\n".join(f"{each.title}\n{each.body}" for each in articles)
    assert all(text in texts for text in expected["body_holds"])
    assert not any(text in texts for text in expected["nowhere"])
    assert expected["exit"] == (1 if not articles else 3 if faults else 0)
