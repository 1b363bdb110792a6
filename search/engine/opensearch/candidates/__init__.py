"""The articles that a cluster returned, as documents that our own scoring works on."""

from search.engine.opensearch.candidates.reader import CandidateReader

__all__ = ["CandidateReader"]
