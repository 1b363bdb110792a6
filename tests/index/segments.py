"""Small segments of real words, and everything that can be read of one."""

from dataclasses import replace
from datetime import datetime

import numpy as np
from hypothesis import strategies as st

from index.articles import Article
from index.codec.columns import ID, LABELS, NAMES
from index.codec.lexicon import Lexicon
from index.codec.segment import FIELDS, SEGMENT, Segment
from index.codec.writer import SegmentWriter
from index.indexer.intake import read_words
from index.quantities.terms import AMOUNT_TAG
from index.schema import TEXT_FIELDS

EMPTY = Article(id="", url="", title="", body="", source="", section="", author="", published=None)
WORDS = "النفط نفط والنفط أسعار سعر الأسعار في بنوك البنك OPEC 3.5% 5 مليار دولار ـ".split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
MOMENTS = st.sampled_from([None, datetime(2023, 5, 7), datetime(2024, 1, 1, 12)])  # noqa: DTZ001


def articles(ids=None):
    """Return a strategy of articles; of the given ids, by default of a few letters."""
    return st.builds(
        Article,
        id=ids or st.sampled_from("abcdefgh"),
        url=st.just(""),
        title=st.sampled_from(["", "أسعار النفط", "أسعارُ النفط"]),
        body=TEXTS,
        source=st.sampled_from(["رويترز", "الأهرام", ""]),
        section=st.sampled_from(["", "طاقة"]),
        author=st.sampled_from(["", "سعاد"]),
        published=MOMENTS,
    )


#: Archives of up to eight articles, each with an id of its own.
ARCHIVES = st.lists(articles(), max_size=8, unique_by=lambda article: article.id)
#: Archives in pieces, and for each document whether it is deleted.
PIECES = st.lists(st.tuples(articles(), st.booleans()), max_size=10).flatmap(
    lambda rows: st.lists(st.integers(0, len(rows)), max_size=3).map(
        lambda cuts: [
            rows[begin:end]
            for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(rows)], strict=True)
        ]
    )
)


def article(article_id, body="", **fields):
    """Return an article of an id and a body."""
    return replace(EMPTY, id=article_id, body=body, **fields)


def named_in(article):
    """Return what an article names, as if each of its words but the commonest were a country."""
    words = set(article.body.split()) - {"النفط"}
    return {"country": sorted(words), "company": sorted(words & {"OPEC"})}


def written(directory, archive, *, name=SEGMENT, memory=64, lexicon=None):
    """Return a segment of some articles."""
    lexicon = lexicon or Lexicon()
    with SegmentWriter(directory, name, lexicon, memory=memory) as writer:
        for each in archive:  # one by one: an article is a batch of its own
            for read in read_words([each], lexicon):
                writer.add(replace(read, names=named_in(each)))
        writer.finish()
    return Segment(directory, name)


def written_pieces(directory, pieces):
    """Return a segment of each piece with the numbers of its deleted documents."""
    return [
        (
            written(directory, [each for each, _ in piece], name=f"MAIN_{number}"),
            np.array([n for n, (_, deleted) in enumerate(piece) if deleted], np.int64),
        )
        for number, piece in enumerate(pieces)
    ]


def remaining(pieces):
    """Return the articles of pieces that are not deleted."""
    return [each for piece in pieces for each, deleted in piece if not deleted]


def postings(segments):
    """Return the documents, frequencies and positions of every term of every field."""
    return {
        (field, term): [part.tolist() for part in segments.term(field, term)]
        for field in (ID, *FIELDS)
        for term in segments.frequent(field, "", 10**6)
    }


def rows_of(column):
    """Return the values of each document in a ragged column, and the types of its arrays."""
    rows = [column.of(document).tolist() for document in range(len(column))]
    return rows, column.values.dtype, column.starts.dtype


def between(segments):
    """Return the documents of each amount of titles and bodies, by ranges of one."""
    return {
        (field, term): sorted(segments.between(field, term, f"{term}\0").documents.tolist())
        for field in TEXT_FIELDS
        for term in segments.frequent(field, AMOUNT_TAG, 10**6)
    }


def contents(segments):
    """Return everything that can be read of a segment, or of several as one."""
    records = [segments.record(document) for document in range(segments.documents)]
    return {
        "postings": postings(segments),
        "between": between(segments),
        "lengths": {field: segments.length_bytes(field).tolist() for field in FIELDS},
        "ids": segments.ids,
        "published": segments.published.tolist(),
        "values": segments.values,
        "labels": {column: segments.labels[column].tolist() for column in LABELS},
        "names": {column: rows_of(segments.names[column]) for column in NAMES},
        "digests": segments.digests.tolist(),
        "signatures": segments.signatures.tolist(),
        "fields": [record.fields for record in records],
        "parts": [record.parts for record in records],
        "bodies": [segments.body(document) for document in range(segments.documents)],
    }
