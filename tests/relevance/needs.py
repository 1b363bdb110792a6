"""Thirty needs with our judgments -> a collection: python -m tests.relevance.needs REAL FOLDER.

Half of the queries are lines of REAL, a file of queries that the project does not ship
(queries-real.txt): needs/queries.jsonl has their numbers, counted from 1 without blank lines.
"""

import json
import shutil
import sys
from pathlib import Path

NEEDS = Path(__file__).parent / "needs"


def write_collection(real, folder):
    """Write queries.jsonl and qrels.tsv into a folder, which is made, and return it."""
    lines = [line.strip() for line in real.read_text("utf-8").splitlines() if line.strip()]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "queries.jsonl").open("w", encoding="utf-8") as written:
        for row in map(json.loads, (NEEDS / "queries.jsonl").read_text("utf-8").splitlines()):
            number = row.pop("line", None)
            text = row["text"] if number is None else lines[number - 1]
            written.write(json.dumps({**row, "text": text}, ensure_ascii=False) + "\n")
    shutil.copy(NEEDS / "qrels.tsv", folder)
    return folder


if __name__ == "__main__":
    write_collection(*map(Path, sys.argv[1:3]))
