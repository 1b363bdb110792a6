"""Small archives as a translator sees them: one that can be surveyed, one of random articles."""

import json
from random import Random
from typing import NamedTuple

import numpy as np

from index.cluster.statistics.archive import ArchiveStatistics, read_statistics
from index.cluster.statistics.writer import write_statistics
from index.indexer.build import build_index
from index.reader import ArticleReader
from index.versions.store import OpenIndex, open_index
from search.engine.local.named_reader import NamedReader
from search.engine.opensearch.asked import Asked
from search.engine.opensearch.translation.filters import PrintedLabels, printed_labels
from search.names.table import Name, NameTable, table
from search.request import Filters, Request, Sort

#: Two labels of one source, so that what it is called stands for both.
NAMES = table([Name(facet="source", slug="reuters", value="رويترز", english="Reuters")])
SURVEYED = (
    {"body": "ارتفع سعر النفط في السوق", "title": "النفط", "source": "رويترز", "section": "طاقة"},
    {"body": "قال البنك المركزي إن الإنفاق ارتفع", "source": "reuters", "published": "2015-05-01"},
    {"body": "بلغ سعر البرميل 50 دولارا", "title": "سعر البرميل", "source": "وكالة الأنباء"},
    {"body": "حفر الأنفاق في القاهرة", "author": "علي محمد", "published": "2015-12-31T23:59:59"},
    {"body": "أسهم الشركات والأسواق بنسبة 3.5%", "section": "أسواق", "published": "2016-01-01"},
)
#: Words that are near each other in meaning or in spelling, so that random articles hold them all.
WORDS = (
    "النفط والنفط نفط نفطي أسعار سعر السعر البنك بنوك بنك الذهب في على من ارتفع ارتفاع إنفاق أنفاق"
    " انفاق نفق أسهم إسهام عبد الله OPEC 3.5% 2024 5 مليون مليار دولار الدولار ريال أن إن مصر"
    " السعودية أرامكو a!b"
).split()
SOURCES = ("رويترز", "reuters", "وكالة الأنباء", "العربية نت", "")
SECTIONS = ("طاقة", "أسواق", "", "")
NO_FILTERS = Filters()
AUTHORS = ("محمد البنك", "علي", "")


class Archive(NamedTuple):
    """An archive: opened, as one machine reads it, as a translator knows it."""

    opened: OpenIndex
    reader: NamedReader
    statistics: ArchiveStatistics
    printed: PrintedLabels


def archive_of(records, directory, names: NameTable = NAMES):
    """Return the archive of some articles, indexed in an empty directory."""
    lines = [json.dumps(each | {"id": f"a{n:04}"}) for n, each in enumerate(records)]
    (directory / "articles.jsonl").write_text("\n".join(lines), "utf-8")
    build_index([directory / "articles.jsonl"], directory / "index")
    opened = open_index(directory / "index")
    (directory / "statistics").mkdir()
    seqs = np.arange(opened.segment.documents)
    write_statistics(opened, directory / "statistics", seqs)
    reader = NamedReader(opened, names)
    printed = printed_labels(reader.names, ArticleReader(opened).label_counts)
    return Archive(opened, reader, read_statistics(directory / "statistics"), printed)


def query_of(found, printed, filters=NO_FILTERS):
    """Return the query of the ranked list of what is found, as a plan asks for it."""
    asked = Asked(
        request=Request(text="", filters=filters),
        order=Sort.RELEVANCE,
        finding=found.finding,
        scoring=found.scoring,
        printed=printed,
    )
    return asked.listed(1).body["query"]


def random_articles(count, seed=0):
    """Return so many small articles of WORDS, of four years, a third of them without a date."""
    drawn = Random(seed)  # noqa: S311  nothing is kept secret by it
    return [_random_article(drawn) for _ in range(count)]


def _random_article(drawn):
    year, some = drawn.choice((1999, 2015, 2016, 2023)), WORDS[: drawn.choice((8, 16, len(WORDS)))]
    day = f"{year}-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}"
    published = drawn.choice(("", "", day, day, f"{year}-12-31T23:59:59", f"{year}-01-01"))
    return {
        "title": " ".join(drawn.choices(WORDS, k=drawn.randint(0, 5))),
        "body": " ".join(drawn.choices(some, k=drawn.randint(1, 25))),
        "source": drawn.choice(SOURCES),
        "section": drawn.choice(SECTIONS),
        "author": drawn.choice(AUTHORS),
        "published": published,
    }
