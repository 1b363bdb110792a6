"""The codec: an archive in compact arrays that are mapped, never decoded.

    articles -> lexicon (each printed word once) -> runs (inverted in memory)
             -> a segment (merged on disk)       -> postings, columns, texts

A segment is a handful of NumPy files and one JSON file: nothing in it can run code. It never
changes; what is removed from it is listed beside it (live), several are read as one (multi)
and made one when there are many (merger). Whoosh opens the same directory by
codec.whoosh_codec and searches it with its own queries.
"""

from index.codec.lexicon import Lexicon, Tokens
from index.codec.live import LiveSegment, write_removed
from index.codec.merger import merge, to_merge
from index.codec.multi import MultiSegment, Segments, as_one, open_parts, open_segments
from index.codec.segment import LENGTHS, Segment, TermPostings
from index.codec.writer import ReadArticle, SegmentWriter

__all__ = [
    "LENGTHS",
    "Lexicon",
    "LiveSegment",
    "MultiSegment",
    "ReadArticle",
    "Segment",
    "SegmentWriter",
    "Segments",
    "TermPostings",
    "Tokens",
    "as_one",
    "merge",
    "open_parts",
    "open_segments",
    "to_merge",
    "write_removed",
]
