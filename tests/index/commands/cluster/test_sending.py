"""Build and update, with a cluster to send to."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from index.cluster.filling.sending import SendingError
from index.cluster.publish import Publication, SendReport
from index.commands.cluster.sending import print_sent
from tests.conftest import ROOT

COMMAND = Path(sys.executable).with_name("iqtisad")


def write(path, *bodies):
    """Write articles with these bodies, whose ids are their places."""
    lines = (json.dumps({"id": f"n{n}", "body": body}) for n, body in enumerate(bodies))
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture
def archive(tmp_path):
    """Return an archive of three articles."""
    return write(tmp_path / "a.jsonl", "أسعار النفط", "سعر الغاز", "تراجع الذهب")


def test_a_build_is_sent_whole(run, archive, address, alias):
    """What was made is said first, then what was sent."""
    made, sent = run("build", archive, "--to", address).output.splitlines()
    assert made.startswith("3 articles in ")
    assert sent.startswith(f"3 articles in {alias}-2")
    assert "(3 sent, 0 removed, 0 unchanged, " in sent


def test_an_update_sends_what_differs(run, archive, address, tmp_path):
    """Also where nothing is named: after an update that was not sent."""
    run("build", archive, "--to", address)
    more = tmp_path / "b.jsonl"
    more.write_text('{"id": "m", "body": "ارتفاع الفضة"}', "utf-8")
    sent = run("update", more, "--remove", "n1", "--to", address).output.splitlines()[-1]
    assert "(1 sent, 1 removed, 2 unchanged, " in sent
    assert run("update", "--to", address).output.splitlines()[-1].endswith("nothing to send")
    run("update", "--remove", "n2")
    assert "(0 sent, 1 removed, 2 unchanged" in run("update", "--to", address).output


def test_what_was_sent_can_be_read_by_programs(run, archive, address, alias):
    """Beside what was made, in one value."""
    told = json.loads(run("build", archive, "--to", address, "--json").stdout)
    assert told["articles"] == told["cluster"]["sent"] == 3
    assert told["cluster"]["index"].startswith(f"{alias}-")
    again = json.loads(run("update", "--to", address, "--json").stdout)
    assert again["cluster"]["unchanged"] == 3


def test_shards_and_replicas_are_as_asked(run, archive, address, alias, opensearch):
    """Of the new index."""
    run("build", archive, "--to", address, "--shards", 2, "--replicas", 0)
    (told,) = opensearch.ask("GET", f"{alias}/_settings").values()
    index = told["settings"]["index"]
    assert (index["number_of_shards"], index["number_of_replicas"]) == ("2", "0")


def test_what_fails_is_told_with_what_is_live(run, archive, address, alias, monkeypatch):
    """The version of the index directory stays, and can be sent again."""
    run("build", archive, "--to", address)

    def fails(*_):
        raise SendingError("news-1: the cluster is full; free some space")

    with monkeypatch.context() as patched:
        patched.setattr(Publication, "whole", fails)
        told = run("build", archive, "--to", address, status=1).output
    assert "Error: news-1: the cluster is full; free some space; " in told
    assert f"{alias}-2" in told
    assert "is live in the cluster as before; send it again with: iqtisad index update" in told
    assert run("update", "--to", address).output


def test_an_alias_of_somebody_else_is_refused_before_there_is_work(
    run, archive, address, opensearch, tmp_path
):
    """No version is made."""
    opensearch.ask("PUT", address.rpartition("/")[2])
    assert "name of an index" in run("build", archive, "--to", address, status=1).output
    assert not (tmp_path / "index").exists()


def test_what_only_removes_has_no_rate(capsys):
    """No article was sent: it would be 0 a second."""
    report = SendReport(index="n-1", version="v", whole=False, articles=4, removed=2, seconds=1.0)
    print_sent(report)
    print_sent(replace(report, sent=2))
    removed, sent = capsys.readouterr().out.splitlines()
    assert removed.endswith("0 requests, 1.0 s)")
    assert sent.endswith("1.0 s, 2 a second)")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_an_interrupt_is_told_with_what_is_live(archive, address, opensearch, tmp_path, number):
    """At whatever moment of the sending it comes."""
    options = ["--index-dir", str(tmp_path / "index"), "--to", address]
    with subprocess.Popen(
        [str(COMMAND), "index", "build", str(archive), *options],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        begun = f"{address.rpartition('/')[2]}-*/_settings"
        while not opensearch.ask("GET", begun):
            time.sleep(0.05)
        process.send_signal(number)
        _, told = process.communicate()
    assert process.returncode == 130
    assert told.strip().startswith("Interrupted; ")
    assert told.strip().endswith(
        "in the cluster yet; send it again with: iqtisad index update --to ADDRESS."
    )
