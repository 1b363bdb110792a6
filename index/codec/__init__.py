"""The codec: an archive in compact arrays that are mapped, never decoded.

    articles -> lexicon (each printed word once) -> runs (inverted in memory)
             -> a segment (merged on disk)       -> postings, columns, stored articles

A segment is some NumPy files and one JSON file: nothing in them can run code. It never changes.
Documents that are deleted from it are listed beside it (deletions); several segments are read as
one (multi), and merged into one when they become many (merger). codec.whoosh lets Whoosh open the
same directory; for it the directory has a table of contents, a pickle that only Whoosh reads.

Import the modules one by one: a search then imports no writer.
"""
