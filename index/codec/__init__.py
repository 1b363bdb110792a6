"""The codec: an archive in compact arrays that are mapped, never decoded.

    articles -> lexicon (each printed word once) -> runs (inverted in memory)
             -> a segment (merged on disk)       -> postings, columns, texts

A segment is a handful of NumPy files and one JSON file: nothing in it can run code. Whoosh
opens the same directory by codec.whoosh_codec and searches it with its own queries.
"""

from index.codec.lexicon import Lexicon, Tokens
from index.codec.segment import LENGTHS, FieldReader, Segment, open_segment
from index.codec.writer import SegmentWriter

__all__ = [
    "LENGTHS",
    "FieldReader",
    "Lexicon",
    "Segment",
    "SegmentWriter",
    "Tokens",
    "open_segment",
]
