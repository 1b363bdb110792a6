"""Articles in, index directory out."""
