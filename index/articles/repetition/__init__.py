"""Paragraphs that the articles of a source repeat."""
