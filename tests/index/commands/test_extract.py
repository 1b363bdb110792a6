"""extract prints what files give, without an index."""

import json

from click.testing import CliRunner

from index.commands.extract import extract


def run(*arguments, status=0):
    """Return the result of the command."""
    result = CliRunner().invoke(extract, list(map(str, arguments)), catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result


def test_articles_are_json_lines(archive):
    """One a line, with every key; a day that is not known is null."""
    rows = [json.loads(line) for line in run(archive).stdout.splitlines()]
    assert [row["body"] for row in rows] == ["أسعار النفط", "سعر الغاز"]
    assert set(rows[0]) == {*"id url title body source section author published".split()}
    assert rows[0]["published"] is None


def test_a_fault_is_told_and_the_status_is_3(archive):
    """As JSON, where that is asked for."""
    with archive.open("a", encoding="utf-8") as file:
        file.write('not json\n{"body": "سعر القمح", "published": "2023-05-07T10:20"}\n')
    result = run(archive, status=3)
    assert f"{archive}:3: " in result.stderr
    assert json.loads(result.stdout.splitlines()[-1])["published"] == "2023-05-07T10:20:00"
    assert json.loads(run(archive, "--json", status=3).stderr)["line"] == 3


def test_nothing_is_a_failure(tmp_path):
    """With status 1."""
    assert "no article found" in run(tmp_path / "nowhere", status=1).stderr
