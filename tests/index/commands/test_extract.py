"""extract prints what files give, without an index."""

import json
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from index.commands.extract import extract
from tests.processes import heed_interrupts

EXTRACT = [sys.executable, "-c", "from index.commands.extract import extract; extract()"]


@pytest.fixture
def long_archive(tmp_path):
    """Return an archive of more than any pipe holds."""
    path = tmp_path / "long.jsonl"
    rows = (json.dumps({"body": f"أسعار النفط {number}"}) for number in range(50_000))
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


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


def test_what_is_no_article_is_counted(tmp_path):
    """Another language and what a publisher took back, each with its number."""
    archive = tmp_path / "archive.jsonl"
    archive.write_text(
        '{"body": "أسعار النفط"}\n{"body": "سعر القمح", "status": "canceled"}\n'
        + json.dumps({"body": "Oil prices rose on Monday as the producers kept their output."}),
        encoding="utf-8",
    )
    told = run(archive).stderr
    assert "Passed over 1 times: another language." in told
    assert "Passed over 1 times: withdrawn by its publisher." in told
    assert len(run(archive, "--language", "any").stdout.splitlines()) == 2


def test_a_file_is_read_as_the_kind_that_is_named(tmp_path):
    """Whatever its content."""
    archive = tmp_path / "list.txt"
    archive.write_text('{"body": "أسعار النفط"}', encoding="utf-8")
    (line,) = run(archive, "--kind", "text").stdout.splitlines()
    assert json.loads(line)["title"] == '{"body": "أسعار النفط"}'


def test_nobody_reads_on(long_archive):
    """`| head -1` is served, and nothing is complained of."""
    with subprocess.Popen(
        [*EXTRACT, long_archive], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert json.loads(process.stdout.readline())["body"] == "أسعار النفط 0"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_an_interruption_keeps_what_is_printed(long_archive):
    """Ctrl-C cuts no article in two."""
    with subprocess.Popen(
        [*EXTRACT, long_archive],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,  # noqa: PLW1509  no threads are running yet
    ) as process:
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, told = process.stdout.read(), process.stderr.read()
    lines = (first + rest).splitlines()
    assert "Interrupted; each article that is printed is whole." in told.decode()
    assert json.loads(lines[-1])["body"] == f"أسعار النفط {len(lines) - 1}"
    assert process.returncode == 130


def test_nothing_that_a_file_says_commands_the_terminal(tmp_path):
    """Its name, its faults and its articles, which are the same data."""
    path = tmp_path / "a\x1b[2J\n\u202e.jsonl"
    title = "سعر\u202e \x9b2J"
    path.write_text(json.dumps({"title": title, "body": "نص"}) + "\nnot json\n", "utf-8")
    for options in ((), ("--json",)):
        result = run(path, *options, status=3)
        assert not set(result.output) & set("\x1b\x9b\u202e")
        assert len(result.stderr.splitlines()) == 1
        assert json.loads(result.stdout)["title"] == title
    assert json.loads(result.stderr)["path"] == str(path)


def test_the_first_faults_are_told_and_the_rest_is_counted(archive):
    """Programs get them all."""
    with archive.open("a", encoding="utf-8") as file:
        file.write("not json\n" * 60)
    told = run(archive, status=3).stderr.splitlines()
    assert len(told) == 51
    assert told[-1] == "… and 10 more"
    assert len(run(archive, "--json", status=3).stderr.splitlines()) == 60
