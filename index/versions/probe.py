"""Whether an index may go live: some of its articles are searched for by their own words."""

from collections.abc import Iterator
from functools import reduce

import numpy as np

from index.analysis import ArabicAnalyzer
from index.codec.multi import Segments
from index.text.spans import outside, spans_of_text

#: The number of articles that are searched for, and of the words of each.
_ARTICLES = 20
_WORDS = 6


def lost_articles(segment: Segments) -> list[str]:
    """Return the ids of probed articles that their own words do not find."""
    step = max(1, segment.documents // _ARTICLES)
    probed = (
        (number, segment.record(number).fields) for number in range(0, segment.documents, step)
    )
    return [fields["id"] for number, fields in probed if not _is_found(segment, number, fields)]


def _is_found(segment: Segments, document: int, fields: dict[str, str]) -> bool:
    name = "title" if fields["title"] else "body"
    text = fields["title"] or outside(fields["body"], spans_of_text(fields["repeated"]))
    words = (word.stem for word in ArabicAnalyzer().words(text) if word.stem)
    stems = [stem for stem, _ in zip(words, range(_WORDS), strict=False)]
    holding = list(_documents(segment, name, stems))
    return not stems or document in reduce(np.intersect1d, holding)


def _documents(segment: Segments, field: str, terms: list[str]) -> Iterator[np.ndarray]:
    for term in terms:
        found = segment.term(field, term)
        yield found.documents if found else np.zeros(0, np.uint32)
