"""How well names are found, held against what was read: mentions.tsv and named.tsv say how."""

import gzip
import json
from pathlib import Path

import pytest

from index.analysis.scanner import scan
from index.codec.lexicon import Lexicon
from index.entities.finder import Texts
from index.entities.tree import tree

HERE = Path(__file__).parent
#: The least share of right ones among what is found, and of what is found among what is named.
PRECISION, RECALL = 0.95, 0.85
PARTS = ("title", "body")


def rows(name):
    """Return the rows of a table of judgments."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.fixture(scope="module")
def found(shared_data):
    """Return the names and the mentions of every judged article, by its id."""
    judged = {row[0] for name in ("mentions.tsv", "named.tsv") for row in rows(name)}
    with gzip.open(shared_data / "econ-news" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [each for each in map(json.loads, lines) if each["id"] in judged]
    texts, lexicon = [each[part] for each in articles for part in PARTS], Lexicon()
    words = scan(texts)
    looked_at = Texts(words, lexicon.numbers(words), texts, [()] * len(texts))
    mentions = {each["id"]: set() for each in articles}
    for mention in lexicon.finder.mentions(looked_at):
        where = PARTS[mention.text % 2], str(mention.start), str(mention.end)
        for meaning in mention.meanings:
            own = articles[mention.text // 2]["id"]
            mentions[own].add((*where, tree().entities[meaning.entity].name))
    names = [{n for of in each.values() for n in of} for each in lexicon.finder.names(looked_at)]
    own = (each["id"] for each in articles)
    return dict(zip(own, zip(names, mentions.values(), strict=True), strict=True))


def test_what_is_found_is_meant(found):
    """Of the judged mentions, those that are found are right, and the right ones stay found."""
    verdicts = {"yes": [], "no": []}
    for article, *mention, verdict in rows("mentions.tsv"):
        names, mentions = found[article]
        verdicts[verdict].append(mention[-1] in names and tuple(mention) in mentions)
    right, wrong = sum(verdicts["yes"]), sum(verdicts["no"])
    assert right / (right + wrong) >= PRECISION
    assert right / len(verdicts["yes"]) >= PRECISION


def test_what_is_named_is_found(found):
    """Of what the gazetteer holds."""
    expected = [(article, set(named.split(", "))) for article, named in rows("named.tsv") if named]
    total = sum(len(named) for _, named in expected)
    assert sum(len(named & found[article][0]) for article, named in expected) / total >= RECALL
