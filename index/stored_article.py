"""An article as an index has it: what identifies it, its texts, the spans of its words."""

from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from operator import add, sub
from typing import NamedTuple

from index.analysis import WordSpans
from index.codec.segment import PackedSpans
from index.text.spans import Span, outside, spans_of_text

#: The bytes of the words of a text that are added up one by one: below 60 that takes less time.
_FEW = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What identifies an article in a list; "" for what its publisher did not print.

    url is a web address; what was printed in its place and must not be a link is no_address.
    published is the wall clock as printed, midnight where only the day is known, None without a
    date. copies is the number of identical articles that were left out of the index.
    """

    id: str
    url: str
    title: str
    source: str
    section: str
    author: str
    published: datetime | None
    copies: int = 0
    no_address: str = ""


class PackedParts(NamedTuple):
    """What an article has beside its texts, as it is stored."""

    title: PackedSpans
    body: PackedSpans
    repeated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article as it was printed, and the spans of the words of its title and body.

    repeated are the parts of the body, each from a character up to another, that articles of its
    source share: their words are not indexed, and not among body_words. names is what the rest
    names, each by its facet, in the order of schema.NAMED_FACETS. What few readers of an article
    need is unpacked when they ask for it.
    """

    headline: Headline
    body: str
    packed: PackedParts
    names: tuple[tuple[str, str], ...] = ()

    @property
    def title_words(self) -> WordSpans:
        """Return the spans of the words of the title."""
        return _spans(self.packed.title)

    @property
    def body_words(self) -> WordSpans:
        """Return the spans of the words of the body."""
        return _spans(self.packed.body)

    @property
    def repeated(self) -> tuple[Span, ...]:
        """Return the parts of the body that articles of its source share."""
        return spans_of_text(self.packed.repeated)

    @property
    def text(self) -> str:
        """Return the body without its repeated parts."""
        return outside(self.body, self.repeated)


def _spans(packed: PackedSpans) -> WordSpans:
    """Return the spans of words; of a long text hardly any are read, so they stay arrays.

    A title has so few words that an array of them takes longer to make than to add them up.
    """
    gaps, lengths = packed
    if len(lengths) <= _FEW and gaps[0] == lengths[0] == 1:
        ends = list(accumulate(map(add, gaps[1:], lengths[1:])))
        return WordSpans(list(map(sub, ends, lengths[1:])), ends)
    starts, stops = packed.unpacked()
    return WordSpans(starts.data, stops.data)
