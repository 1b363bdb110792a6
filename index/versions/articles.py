"""The articles of a version as they were read: those that are indexed, and their copies."""

from collections.abc import Iterator

import numpy as np

from index.articles import Article
from index.codec.multi import Segments
from index.codec.segment import Segment
from index.schema import NO_DATE, TRUE, moment
from index.text.spans import spans_of_text
from index.versions.store import OpenIndex


def articles_of(opened: OpenIndex) -> Iterator[Article]:
    """Yield every article of a version, each before its copies: in the order of their days.

    Those without a day come last, and the ids decide between equals: the order says nothing of how
    the version was made. A build of these articles indexes the same ones.
    """
    segment = opened.segment
    undated = segment.published == NO_DATE
    for document in np.lexsort((np.array(segment.ids), segment.published, undated)).tolist():
        yield stored_article(segment, document)
        yield from opened.copies.articles(segment.ids[document])


def stored_article(segment: Segments | Segment, document: int) -> Article:
    """Return the article of a document of a segment."""
    labels = {
        column: segment.values[column][codes[document]] for column, codes in segment.labels.items()
    }
    stored = segment.record(document).fields
    published = moment(int(segment.published[document]))
    teaser, edition = stored.pop("teaser") == TRUE, int(stored.pop("edition") or 0)
    repeated = spans_of_text(stored.pop("repeated"))
    return Article(
        **stored,
        **labels,
        published=published,
        teaser=teaser,
        edition=edition,
        repeated=repeated,
    )
