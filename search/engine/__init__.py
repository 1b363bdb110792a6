"""Which articles are found, and in which order: the wall between queries and their engines."""
