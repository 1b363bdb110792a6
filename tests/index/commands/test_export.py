"""What an index holds can be taken out, and gives the same index again."""

import json

from tests.index.indexer.archives import write_archive

RECORDS = [
    {"id": "b", "title": "سعر النفط", "body": "ارتفع سعر النفط", "published": "2023-05-08"},
    {
        "id": "a",
        "title": "سعر القمح",
        "body": "هبط\n\nسعر القمح",
        "published": "2023-05-07T10:20:30",
    },
    {"id": "copy", "title": "سعر النفط", "body": "ارتفع سعر النفط", "source": "المرفأ"},
    {"id": "t", "title": "سعر الغاز", "description": "ارتفع…", "url": "https://a.example/t"},
    {"uri": "e", "version": "3", "title": "سعر الذهب", "body": "هبط سعر الذهب", "author": "سعاد"},
]


def test_every_article_is_printed_and_reads_as_itself(run, tmp_path):
    """In the order of their days, each before its copies, with all that is known of it."""
    archive = write_archive(tmp_path / "archive.jsonl", *RECORDS)
    run("build", archive)
    printed = run("export").stdout
    rows = [json.loads(line) for line in printed.splitlines()]
    assert [row["id"] for row in rows] == ["a", "b", "copy", "e", "t"]
    assert list(rows[0]) == [
        *("id", "url", "title", "body", "source", "section", "author", "published"),
    ]
    assert rows[0]["body"] == "هبط\n\nسعر القمح"
    assert (rows[0]["published"], rows[4]["published"]) == ("2023-05-07T10:20:30", None)
    assert (rows[3]["edition"], rows[4]["teaser"]) == (3, True)
    (tmp_path / "all.jsonl").write_text(printed, "utf-8")
    run("build", tmp_path / "all.jsonl")
    assert run("export").stdout == printed


def test_what_was_withdrawn_is_not_printed(run, tmp_path):
    """Neither after an update nor after a build."""
    archive = write_archive(tmp_path / "archive.jsonl", *RECORDS)
    run("build", archive)
    run("update", "--remove", "a")
    assert '"id": "a"' not in run("export").stdout
    told = run("build", archive)
    assert "1 left out, because they were withdrawn" in told.stderr
    assert '"id": "a"' not in run("export").stdout


def test_how_an_index_was_made_does_not_show(run, tmp_path):
    """A build and updates of the same articles print the same bytes."""
    run("build", write_archive(tmp_path / "all.jsonl", *RECORDS))
    built = run("export").stdout
    run("build", write_archive(tmp_path / "1.jsonl", RECORDS[4]), "--allow-shrink")
    for record in RECORDS[:4]:
        run("update", write_archive(tmp_path / "next.jsonl", record))
    assert run("export").stdout == built
