"""What a reader yields: an article, a fault, or word of what is no article for a reason."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from index.articles.article import Article
from index.articles.fault import Fault


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An item that its publisher took back: no article, and none that an archive may keep."""

    id: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something that is no fault and no article, but is counted and told: a picture, a draft."""

    path: Path
    reason: str


Item: TypeAlias = Article | Fault | Withdrawal | PassedOver
