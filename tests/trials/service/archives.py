"""The index that a service is tried with: articles made of the sentences of the sample archive."""

import json
import os
import random
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from index.indexer.build import build_index
from tests.trials.mounts import in_memory
from tests.trials.service.running import ROOT

#: An index that is used in place of a made one.
VARIABLE = "IQTISAD_TRIAL_INDEX"
_SAMPLE = ROOT / "index" / "sample" / "articles.jsonl"
#: The sentences of an article that is made. Set by hand: the length of an agency's.
_SENTENCES = 12
#: What readers ask for: words of every frequency, phrases, fields, words that must not be there.
_QUERIES = """النفط|أسعار النفط|صندوق النقد|البنك المركزي|التضخم|الغاز|"أسعار النفط"|مصر|السعودية
|النفط -الغاز|عنوان:النفط|الدولار|أوبك|صكوك|البورصة|oil|الذهب|قطاع السياحة|ميزانية|النمو"""
QUERIES = [quote(each.strip()) for each in _QUERIES.split("|")]


def made(count, chance):
    """Yield the records of so many articles: titles, sources and days of the sample."""
    sample = [json.loads(line) for line in _SAMPLE.read_text("utf-8").splitlines()]
    sentences = [each for record in sample for each in record["body"].split(". ") if len(each) > 30]
    for number in range(count):
        like = chance.choice(sample)
        body = ". ".join(chance.sample(sentences, _SENTENCES))
        yield like | {
            "id": f"{number}-{like['id']}",
            "url": f"https://example.com/{number}",
            "body": body,
        }


@contextmanager
def archive(articles):
    """Yield the directory of an index of so many articles, or of the one that is named."""
    if VARIABLE in os.environ:
        yield Path(os.environ[VARIABLE])
        return
    with in_memory() as folder:
        yield build(folder, articles)


def build(folder, articles):
    """Return the directory of a new index of so many articles."""
    path = folder / "made.jsonl"
    chance = random.Random(articles)  # noqa: S311  the same articles in every run
    records = made(articles, chance)
    path.write_text("".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in records))
    build_index([path], folder / "index", processes=1)
    return folder / "index"


def pages(chance):
    """Yield addresses of pages without end: some are asked for again and again, most never."""
    while True:
        query = chance.choice(QUERIES)
        yield chance.choice(
            (
                f"/search?q={query}",
                f"/search?q={query}&page={chance.randint(1, 40)}",
                f"/search?q={query}%20{chance.choice(QUERIES)}&size={chance.randint(1, 50)}",
                f"/search?q={query}&from={chance.randint(2005, 2020)}",
                f"/api/v1/search?q={query}&size={chance.randint(1, 50)}",
                f"/suggest?q={query[: chance.randint(6, 30) // 6 * 6]}",
                f"/trends?q={query}&lang=en",
                "/",
            )
        )
