"""Families mined from an archive."""

import json
import random
import sys

import pytest
from click.testing import CliRunner

from index.commands.manage import index
from index.mining import MiningError, mine_families

LETTERS = "بتثجحخدرزسشصضطظعغفقكلمن"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Return an archive in which two forms of a word keep one company, and a third another."""
    chance = random.Random(7)  # noqa: S311  no secret
    words = ["".join(chance.sample(LETTERS, 4)) for _ in range(240)]
    company, strangers = words[:12], words[12:24]
    lines = []
    for number in range(3000):
        around, word = (company, ("سوق", "اسواق")[number % 2])
        if number % 3 == 0:
            around, word = strangers, "ساقي"
        sentence = [*chance.sample(around, 4), word, *chance.sample(around, 4)]
        lines.append(json.dumps({"body": " ".join([*chance.sample(words, 12), *sentence])}))
    path = tmp_path_factory.mktemp("mine") / "archive.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture(scope="module")
def mined(archive):
    """Return what is mined from the archive."""
    return mine_families([archive])


def test_forms_in_the_same_company_are_joined(mined):
    """A shared skeleton is not enough: the company decides."""
    families = [{leader, member} for leader, member, _ in mined.rows]
    assert {"سوق", "اسواق"} in families
    assert not any("ساق" in family and "سوق" in family for family in families)
    assert mined.articles == 3000


def test_the_command_writes_the_table_with_its_provenance(archive, mined, tmp_path):
    """The first lines say what it was made from; the others are mined letter by letter again."""
    table = tmp_path / "families.tsv"
    result = CliRunner().invoke(index, ["mine", str(archive), "--output", str(table)])
    assert result.exit_code == 0, result.output
    text = table.read_text("utf-8")
    assert "from 3000 articles" in text
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert rows == [[one, other, f"{cosine:.2f}"] for one, other, cosine in sorted(mined.rows)]


def test_a_small_archive_says_so(tmp_path):
    """Too little company tells nothing."""
    path = tmp_path / "small.jsonl"
    path.write_text('{"body": "أسعار النفط"}', "utf-8")
    with pytest.raises(MiningError, match="larger archive"):
        mine_families([path])
    assert CliRunner().invoke(index, ["mine", str(path)]).exit_code == 1


def test_without_scipy_the_way_out_is_told(archive, monkeypatch):
    """Only mining needs it, so only mining asks for it."""
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(MiningError, match="pip install"):
        mine_families([archive])
