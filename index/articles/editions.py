"""Which of two texts of one article counts: the later one, unless it is the lesser.

Sites print half of an article for a while, agencies send an older edition once more, and feeds
repeat summaries: none of them may take the place of the whole text. A correction may be short.
"""

import re
from dataclasses import dataclass

from index.articles.article import Article

#: A text with less than this share of the letters of the one before is its beginning, or a notice.
_SHARE = 0.5
#: How newspapers mark a correction, in the headline or at the start of the text.
_CORRECTION = re.compile(
    r"\W*(?:ال)?(?:تصحيح|تصويب|استدراك|تنويه|مصحح[ةه]?|معدل[ةه]?|correct(?:ion|ed)|update[ds]?)\b",
    re.IGNORECASE,
)
_AT_ITS_END = re.compile(r"[(\[](?:تصحيح|تصويب|مصحح[ةه]?|corrected)[)\]]\W*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Edition:
    """What is remembered of the text of an article: its number, its size in characters."""

    source: str
    number: int
    size: int
    teaser: bool


def edition_of(article: Article) -> Edition:
    """Return the edition that an article is."""
    return Edition(article.source, article.edition, len(article.body), article.teaser)


def lesser(article: Article, before: Edition) -> str:
    """Return why an article may not replace another text of it, "" if it may."""
    if article.teaser and not before.teaser:
        return "a summary of an article that is there as a whole"
    if 0 < article.edition < before.number:
        return "an older edition of an article"
    is_newer = article.edition > before.number > 0
    if is_newer or before.teaser or is_correction(article):
        return ""
    if len(article.body) < before.size * _SHARE:
        return "less than half of an article that is there as a whole, and no correction"
    return ""


def is_correction(article: Article) -> bool:
    """Return whether an article says of itself that it corrects an earlier text.

    >>> from dataclasses import replace
    >>> no = Article(id="", url="", title="سعر القمح", body="", source="", section="", author="",
    ...              published=None)
    >>> is_correction(no), is_correction(replace(no, title="تصحيح: سعر القمح"))
    (False, True)
    """
    starts = _CORRECTION.match(article.title) or _CORRECTION.match(article.body)
    return bool(starts or _AT_ITS_END.search(article.title))
