"""How close what an article means is to what was asked."""

from search.engine.meaning.closeness import Closeness
from search.engine.meaning.questions import Questions

__all__ = ["Closeness", "Questions"]
