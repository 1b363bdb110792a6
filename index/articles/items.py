"""What a reader yields: an article, a fault, or word of what is no article for a reason."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from index.articles.article import Article
from index.articles.fault import Fault
from index.articles.files.limits import LONGEST_REASON, MOST_LISTED

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


class Reasons(Counter[str]):
    """Why things were passed over, and how often; a file may name more reasons than are told."""

    def note(self, reason: str, count: int = 1) -> None:
        """Count a reason; beyond the first ones, as one of the others."""
        reason = reason[:LONGEST_REASON]
        is_told = reason in self or len(self) < MOST_LISTED
        self[reason if is_told else "for another reason"] += count


Item: TypeAlias = Article | Fault | Withdrawal | PassedOver
#: What a reader yields.
Read: TypeAlias = Item | OfLanguage
