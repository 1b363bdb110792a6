"""What a bench of several engines measured, as a table of MEASUREMENTS.md.

    python -m tests.benchmarks.peers_table results.jsonl [--write tests/MEASUREMENTS.md]

Each line of results.jsonl is one engine over one archive. The table of an archive stands
there between two comments, of which the first names its number of articles, and is replaced.
"""

import argparse
import json
import os
import platform
import re
import time
from pathlib import Path

OURS, REFERENCE = "iqtisad", "tantivy"
NAMES = {
    "iqtisad": "ours",
    "tantivy": "tantivy 0.27",
    "lucene9": "Lucene 9",
    "bm25s": "bm25s",
    "whoosh": "stock Whoosh",
}
QUERIES = {
    "or1": "OR of one word",
    "or2": "OR of two words",
    "or3": "OR of three words",
    "and2": "AND of two words",
    "phrase2": "phrase of two words",
    "or2+date": "OR of two, between dates",
    "or2+facet": "OR of two, counts by source",
    "or2+sort": "OR of two, by date",
    "or2+snippet": "OR of two, ten snippets",
}


def main() -> None:
    """Print the table of a file of results, or write it into the file that has a place for it."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("results", type=Path)
    arguments.add_argument("--write", type=Path, metavar="FILE")
    given = arguments.parse_args()
    results = {each["engine"]: each for each in map(json.loads, given.results.open())}
    written = table(results)
    if not given.write:
        print(written)  # noqa: T201
        return
    articles = next(iter(results.values()))["docs"]
    text = given.write.read_text("utf-8")
    place = re.compile(rf"(<!-- peers {articles} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not place.search(text):
        raise SystemExit(f"{given.write}: no line <!-- peers {articles} --> and <!-- end -->")
    given.write.write_text(place.sub(rf"\1{written}\n\2", text), "utf-8")


def table(results: dict[str, dict]) -> str:
    """Return the table of results by engine: milliseconds of CPU, medians, ours as a share."""
    engines = [name for name in NAMES if name in results]
    articles = next(iter(results.values()))["docs"]
    heads = [f"{articles:,} articles", *(NAMES[name] for name in engines), "ours / tantivy"]
    rows = [heads, ["---"] * len(heads)]
    for key, name in QUERIES.items():
        rows.append(row(name, [cpu_ms(results[each], key) for each in engines], engines))
    for name, read in (
        ("building, CPU s", lambda r: r["index"]["1"]["cpu_s"]),
        ("most memory while building, MiB", lambda r: r["index"]["1"]["peak_mib"]),
        ("index on disk, MiB", lambda r: r["disk_mib"]),
    ):
        rows.append(row(name, [read(results[each]) for each in engines], engines))
    lines = (f"| {' | '.join(cells)} |" for cells in rows)
    machine = f"{os.cpu_count()} cores of a virtual machine, Python {platform.python_version()}"
    return "\n".join([*lines, "", f"{machine}, {time.strftime('%Y-%m-%d')}."])


def row(name: str, figures: list[float | None], engines: list[str]) -> list[str]:
    """Return the cells of a row."""
    by_engine = dict(zip(engines, figures, strict=True))
    ours, theirs = by_engine.get(OURS), by_engine.get(REFERENCE)
    share = f"**{ours / theirs:.2f}**" if ours and theirs else ""
    return [name, *(shown(each) for each in figures), share]


def cpu_ms(result: dict, key: str) -> float | None:
    """Return the median CPU time of a class of queries, None where an engine has none."""
    return result["queries"].get(key, {}).get("cpu_p50")


def shown(figure: float | None) -> str:
    """Return a figure in three digits, or a dash.

    >>> shown(0.0312), shown(61.24), shown(1302), shown(None)
    ('.0312', '61.2', '1,302', '-')
    """
    if figure is None:
        return "-"
    if figure >= 1000:
        return f"{figure:,.0f}"
    return f"{figure:.3g}".removeprefix("0") if figure < 1 else f"{figure:.3g}"


if __name__ == "__main__":
    main()
