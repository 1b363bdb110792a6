"""Numbers that a source prints torn at their points, made whole again.

One archive prints 2394.47 as "47 .2394" and 5.097.820 as "820 .097 .5": the parts from right to
left. Another may only leave a blank: "2394 .47". Which of the two it is, the source's own numbers
say: "85 .0" and "08 .3" can only be 0.85 and 3.08, "0 .85" and "3 .08" only what they look like.
Where they say nothing, numbers stay as printed.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple, TypeAlias

from index.articles.article import Article
from index.articles.items import Item
from index.text.spans import changed

#: Not within a date, a time or another number, and no year at the end of a sentence: عام 2009 .20%.
_TORN = re.compile(
    r"(?<![\d.,٫،/:A-Za-z])(?<!\d-)(?!(?:19|20|١٩|٢٠)\d\d[ \u00a0])"
    r"\d+(?:[,،]\d{3})*(?:[ \u00a0][.٫]\d+(?:[,،]\d{3})*)+(?![.,٫،]?\d)"
)
_POINT = re.compile(r"[ \u00a0]([.٫])")
#: What every torn number has: quick to find, because most articles have none.
_BLANK_POINT = re.compile(r"\d[ \u00a0][.٫]\d")
#: The majority at which a source has decided. Set by hand: the one source with torn numbers says
#: the same in 99 % of those that say anything.
_CERTAIN = 8
#: The articles that may wait behind one whose source has not decided. Set by hand, to bound the
#: memory.
_WAITING = 1000
_TWO = 2


class Evidence(NamedTuple):
    """What the torn numbers of a source say: how many more are turned round than are not.

    mended counts the numbers that were made whole.
    """

    turned: int = 0
    mended: int = 0


EvidenceBySource: TypeAlias = Mapping[str, Evidence]


class TornNumbers:
    """Makes the torn numbers of articles whole; knows what each source's numbers have said."""

    def __init__(self, known: EvidenceBySource | None = None) -> None:
        """Begin with the evidence of earlier articles."""
        self.evidence: dict[str, Evidence] = dict(known or {})

    def mend(self, read: Iterable[Item]) -> Iterator[Item]:
        """Yield what is read, in its order, with whole numbers.

        An article waits for others of its source until they have decided, and all others behind it.
        """
        waiting: deque[tuple[Item, bool]] = deque()
        for each in read:
            is_torn = isinstance(each, Article) and self._is_torn(each)
            waiting.append((each, is_torn))
            while waiting and (self._is_decided(*waiting[0]) or len(waiting) > _WAITING):
                yield self._whole(*waiting.popleft())
        yield from (self._whole(*each) for each in waiting)

    def _is_torn(self, article: Article) -> bool:
        """Return whether an article may have torn numbers, after taking note of what they say."""
        if not any(_BLANK_POINT.search(text) for text in (article.title, article.body)):
            return False
        turned, mended = self.evidence.get(article.source, Evidence())
        if abs(turned) < _CERTAIN:
            numbers = _TORN.findall(f"{article.title}\n{article.body}")
            turned += sum(map(_turned, numbers))
        self.evidence[article.source] = Evidence(turned, mended)
        return True

    def _is_decided(self, item: Item, is_torn: bool) -> bool:  # noqa: FBT001
        if not is_torn or not isinstance(item, Article):
            return True
        return abs(self.evidence[item.source].turned) >= _CERTAIN

    def _whole(self, item: Item, is_torn: bool) -> Item:  # noqa: FBT001
        if not is_torn or not isinstance(item, Article):
            return item
        turned, mended = self.evidence[item.source]
        whole, numbers = _mended(item, turned)
        self.evidence[item.source] = Evidence(turned, mended + numbers)
        return whole


def decided(now: EvidenceBySource, before: EvidenceBySource) -> list[str]:
    """Return the sources that said nothing before and say something now."""
    silent = (source for source in now if not before.get(source, Evidence()).turned)
    return [source for source in silent if source in before and now[source].turned]


def whole(article: Article, evidence: Evidence) -> tuple[Article, int]:
    """Return an article with whole numbers as its source prints them, and how many they are."""
    return _mended(article, evidence.turned)


def evidence_in(kept: Mapping[str, tuple[int, int]]) -> EvidenceBySource:
    """Return the evidence that a manifest keeps."""
    return {source: Evidence(*each) for source, each in kept.items()}


def mended(now: EvidenceBySource, before: EvidenceBySource | None = None) -> dict[str, int]:
    """Return how many torn numbers of each source were made whole between two states."""
    earlier = {source: each.mended for source, each in (before or {}).items()}
    counts = {source: each.mended - earlier.get(source, 0) for source, each in now.items()}
    return {source: count for source, count in counts.items() if count}


def _turned(number: str) -> int:
    """Return 1 if a torn number makes sense only when turned round, -1 if only when not, or 0."""
    parts = _POINT.split(number)[::2]
    if len(parts) != _TWO:
        return 0
    before, after = parts
    return _makes_sense(after, before) - _makes_sense(before, after)


def _makes_sense(whole: str, decimals: str) -> bool:
    """Return whether a number is likely to be printed so: not 08.3, not 85.0, not 12.2,663."""
    needless = len(whole) > 1 and int(whole[0]) == 0
    return not needless and decimals.isdecimal() and (len(decimals) > 1 or int(decimals) != 0)


def _mended(article: Article, turned: int) -> tuple[Article, int]:
    """Return an article with whole numbers, and how many they are; as it is without evidence."""
    if not turned:
        return article, 0
    mend = _from_right_to_left if turned > 0 else _as_it_stands
    title, of_title = _TORN.subn(mend, article.title)
    of_body = sum(1 for _ in _TORN.finditer(article.body))
    body, repeated = changed(article.body, article.repeated, partial(_TORN.sub, mend))
    return replace(article, title=title, body=body, repeated=repeated), of_title + of_body


def _from_right_to_left(number: re.Match[str]) -> str:
    return "".join(reversed(_POINT.split(number[0])))


def _as_it_stands(number: re.Match[str]) -> str:
    return _POINT.sub(r"\1", number[0])
