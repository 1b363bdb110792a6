"""What a reader yields: an article, a fault, or word of what is no article for a reason."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from index.articles.article import Article
from index.articles.fault import Fault

#: What is said of an item that is not shown yet, or not now: it may come again.
_PASSING = frozenset("draft autodraft pending future private trash embargoed".split())


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An item that its publisher took back: no article, and none that an archive may keep.

    why is the status that says so, or the answer of its address.
    """

    id: str
    url: str
    why: str
    source: str = ""

    @property
    def is_lasting(self) -> bool:
        """Return whether the article may never come back, whoever brings it."""
        return self.why not in _PASSING


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something that is no fault and no article, but is counted and told: a picture, a draft."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class OfLanguage:
    """An article of a source whose language its archive names, in place of the one asked for."""

    article: Article
    language: str


Item: TypeAlias = Article | Fault | Withdrawal | PassedOver
#: What a reader yields.
Read: TypeAlias = Item | OfLanguage
