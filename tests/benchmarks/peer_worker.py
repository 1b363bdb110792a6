"""Our engine for a bench that measures search engines side by side, in JSON lines.

One request a line on standard input, one answer a line on standard output:

    {"op": "index", "corpus": path, "dir": path, "threads": n}   build an index of the bodies
    {"op": "open", "dir": path}                                   open it
    {"op": "search", "q": Q}                                      hits, facets, snippets
    {"op": "bench", "queries": [Q...], "passes": n, "budget_s": s}  milliseconds of each

    Q = {"terms": [word...], "mode": "or" | "and" | "phrase", "k": 10, "date": [first, last],
         "facet": true, "sort": "date", "snippets": true}

The corpus has id, body, source and date (days since 1970) on each line. Words go through the
whole analysis: up to four terms each.
"""

import json
import math
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from index.articles import Article
from index.indexer.build import index_articles
from index.reader import open_reader
from search.engine.scoring.evaluator import Evaluator
from search.engine.scoring.highlights import highlights
from search.engine.scoring.top_k import top_k
from search.hits.snippet import snippets
from search.query.tree import All, Any, Phrase, Word

_DAY = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_FIELDS = ("body",)


class Worker:
    """Answers the requests of the bench."""

    def __init__(self) -> None:
        self._evaluator: Evaluator | None = None

    def index(self, request: dict) -> dict:
        """Build the index, with the lexicon that the build before kept beside the directory.

        A bench begins with an empty directory; a rebuild does not.
        """
        directory = Path(request["dir"])
        kept = directory.with_name(f"{directory.name}.kept")
        if kept.is_dir():
            shutil.copytree(kept, directory, dirs_exist_ok=True)
        started = time.perf_counter()
        report = index_articles(_articles(Path(request["corpus"])), directory)
        seconds = time.perf_counter() - started
        kept.mkdir(exist_ok=True)
        for path in directory.glob(".lexicon-*"):
            path.replace(kept / path.name)
        return {"seconds": seconds, "docs": report.articles}

    def open(self, request: dict) -> dict:
        """Open the index."""
        # Not above: building does not pay for it.
        from search.engine.scoring.compiled import COMPILED  # noqa: PLC0415

        started = time.perf_counter()
        reader = open_reader(Path(request["dir"]))
        COMPILED.prepare(reader)
        self._evaluator = Evaluator(reader, kernels=COMPILED)
        return {"ms": (time.perf_counter() - started) * 1e3}

    def search(self, request: dict) -> dict:
        """Return what one query finds."""
        return self._search(request["q"])

    def bench(self, request: dict) -> dict:
        """Return the best time of each query over the passes; a first pass warms."""
        queries = request["queries"]
        started = time.perf_counter()
        hits = [self._search(query)["hits"] for query in queries]
        wall, cpu = ([math.inf] * len(queries) for _ in range(2))
        for _ in range(max(1, request["passes"])):
            for number, query in enumerate(queries):
                at, spent = time.perf_counter(), time.thread_time()
                self._search(query)
                cpu[number] = min(cpu[number], (time.thread_time() - spent) * 1e3)
                wall[number] = min(wall[number], (time.perf_counter() - at) * 1e3)
            if time.perf_counter() - started > request["budget_s"]:
                break
        return {"ms": wall, "cpu_ms": cpu, "hits": hits}

    def _search(self, asked: dict) -> dict:
        evaluator = self._evaluator
        reader = evaluator.documents
        words = tuple(Word.of(w) for term in asked["terms"] for w in reader.analyzer.words(term))
        query = {"or": Any, "and": All, "phrase": _phrase}[asked["mode"]](words)
        matches = evaluator.matches(query, _FIELDS)
        found = matches.mask
        if asked.get("date"):
            lowest, highest = asked["date"]
            found &= reader.published >= lowest * _DAY
            found &= reader.published < (highest + 1) * _DAY
        keys = (reader.published,) if asked.get("sort") else (matches.scores, reader.published)
        best = top_k(found, asked["k"], *keys, candidates=evaluator.kernels.candidates).tolist()
        answer = {"hits": [reader.ids[document] for document in best]}
        if asked.get("facet"):
            sources = reader.labels("source")
            counts = np.bincount(sources.codes[np.flatnonzero(found)])
            answer["facets"] = {
                value: count
                for value, count in zip(sources.values, counts.tolist(), strict=False)
                if count
            }
        if asked.get("snippets"):
            marked = highlights(reader, query, best, exact=False)
            articles = map(reader.stored, best)
            answer["snippets"] = [
                _snippet(article, words.body)
                for article, words in zip(articles, marked, strict=True)
            ]
        return answer


def _phrase(words: tuple) -> Phrase:
    return Phrase(words, exact=False)


def _snippet(article, positions) -> list[str]:
    return [fragment.text for fragment in snippets(article.body, article.body_words, positions)]


def _articles(corpus: Path) -> Iterator[Article]:
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield Article(
                id=record["id"],
                url="",
                title="",
                body=record["body"],
                source=record["source"],
                section="",
                author="",
                published=_EPOCH + timedelta(days=record["date"]),
            )


def main() -> None:
    """Answer requests until there is none or one says quit."""
    worker = Worker()
    for line in sys.stdin:
        request = json.loads(line)
        if request["op"] == "quit":
            break
        try:
            answer = {"ok": True, **getattr(worker, request["op"])(request)}
        except Exception as error:  # noqa: BLE001  the bench is told
            answer = {"ok": False, "error": repr(error)}
        print(json.dumps(answer, ensure_ascii=False), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
