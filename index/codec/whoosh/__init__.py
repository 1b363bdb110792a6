"""The same files as Whoosh sees them: the only package that imports Whoosh.

`whoosh.index.open_dir` opens a version's directory, and Whoosh's own queries search it with the
same scores.
"""
