"""The codec: an archive in compact arrays that are mapped, never decoded.

    articles -> lexicon (each printed word once) -> runs (inverted in memory)
             -> a segment (merged on disk)       -> postings, columns, texts

A segment is a handful of NumPy files and one JSON file: nothing in it can run code. It never
changes; what is removed from it is listed beside it (live), several are read as one (multi)
and made one when there are many (merger). Whoosh opens the same directory by
codec.whoosh_codec and searches it with its own queries.

What reads and what writes is imported module by module: a search imports no writer.
"""
