"""Vectors of articles: what a small language model makes of the beginning of each."""
