"""An archive with everything that an article can have, and its articles as a cluster has them."""

import json
from typing import NamedTuple

import pytest

from index.indexer.build import build_index
from index.versions.store import open_index
from search.engine.local.named_reader import NamedReader
from search.engine.opensearch.candidates import CandidateReader
from search.engine.opensearch.candidates.candidate import Candidate
from search.names.file import NamesFile
from tests.conftest import SAMPLE
from tests.search.conftest import OTHER, STORY
from tests.search.engine.opensearch.candidate_hits import candidates

NOTICE = "يمكنكم متابعة أهم أخبار النفط بعد تنزيل أحدث نسخة من تطبيقنا على هواتفكم."
RECORDS = [
    {"id": "late", "title": "أوبك تخفض", "body": OTHER, "published": "2023-05-08T10:00:00"},
    {"id": "first", "title": "أوبك", "body": STORY, "published": "2023-05-07", "source": "Reuters"},
    {"id": "undated", "body": STORY.replace("الطاقة", "النفط"), "author": "سعاد علي"},
    {"id": "same", "title": "أوبك", "body": STORY, "source": "وكالة"},
    {
        "id": "two-hosts",
        "url": "http://a.example\\@b.example/",
        "title": "سعر الذهب",
        "body": "ارتفع سعر الذهب",
    },
    {"id": "address", "url": "https://news.example/a b", "title": "خبر", "body": "سعر الفضة"},
    {"id": "old", "title": "تقرير", "body": "النَّفْطُ و 5٪ وoil", "published": "1932-03-01"},
    {"id": "amounts", "title": "3 مليارات دولار", "body": "3000 مليون دولار و3.5 في المئة. 5.5%"},
    {"id": "signs", "title": "؟ َ \u200f", "body": "... ـ 12 +"},
    *(
        {
            "id": f"notice{number}",
            "title": f"مصنع رقم {number}",
            "body": f"ارتفع إنتاج المصنع رقم {number} من الأسمنت في الربع الأول.\n"
            f"وقال مدير المصنع {number} إن الطلب زاد على ما كان متوقعا.\n{NOTICE}",
            "source": "الأفق",
            "section": ("طاقة", "أسواق")[number % 2],
            "published": f"2022-01-{number + 1:02}",
        }
        for number in range(14)
    ),
]


class Archive(NamedTuple):
    """A version on this machine, and its articles as a cluster has them."""

    reader: NamedReader
    candidates: list[Candidate]

    def of(self, documents) -> CandidateReader:
        """Return the reader of some articles alone."""
        chosen = [self.candidates[document] for document in documents]
        held_between, shown = self.reader.held_between, self.reader.names.shown
        return CandidateReader(chosen, self.reader, held_between, shown)

    @property
    def whole(self) -> CandidateReader:
        """Return the reader of all articles."""
        return self.of(range(len(self.candidates)))


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """Return the archive: the sample, and the articles above."""
    directory = tmp_path_factory.mktemp("candidates")
    lines = (json.dumps(record, ensure_ascii=False) for record in RECORDS)
    (directory / "more.jsonl").write_text("\n".join(lines), "utf-8")
    report = build_index([SAMPLE, directory / "more.jsonl"], directory / "index")
    assert not report.faults
    opened = open_index(directory / "index")
    reader = NamedReader(opened, NamesFile(None, directory).read())
    return Archive(reader, candidates(opened, reader))
