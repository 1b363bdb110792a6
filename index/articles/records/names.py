"""The names that publishers give to the parts of an article.

Names are compared without case and signs: pubDate, pub_date and PUB-DATE are one.
"""

import re
from functools import lru_cache

from index.text.lookup import plain

_NAMES = {
    "id": "id _id articleId docId documentId guid identifier uuid uri المعرف معرف",
    "url": "url link permalink canonicalUrl articleUrl sourceUrl href mainEntityOfPage"
    " responded_url requested_url الرابط رابط رابط_الخبر رابط_المقال html",
    "title": "title headline headlines heading name العنوان عنوان عنوان_الخبر عنوان_المقال",
    "body": "body articleBody maintext body_text body_html body_xhtml bodies text content"
    " content:encoded content_html content_text fullText mainText plain_text article story rendered"
    " paragraphs sections النص نص نص_الخبر نص_المقال المحتوى المتن الخبر المقال raw_text"
    " summary_detail description summary abstract excerpt",
    "source": "source publisher newspaper outlet site siteName website provider media_name"
    " source_domain domain hostname المصدر مصدر الصحيفة الجريدة الموقع الناشر infosources"
    " infosource copyrightholder",
    "section": "section articleSection category categories topic topics subject subjects tags"
    " القسم قسم التصنيف الفئة الباب",
    "author": "author authors creator dc:creator byline by writer reporter author_detail"
    " الكاتب كاتب اسم_الكاتب المؤلف المحرر",
    "published": "published datePublished publishedAt publishedDate publishDate publicationDate"
    " date_publish publishing_date pubDate date dc:date dateTime timestamp dateCreated createdAt"
    " date_of_publication firstcreated contentcreated versioncreated التاريخ تاريخ تاريخ_النشر",
}
#: The names of texts that stand for a body only where there is none: it is a teaser.
_SUMMARIES = frozenset({"summarydetail", "description", "summary", "abstract", "excerpt"})
LONGEST_NAME = 64
#: What programs put before the names of parts, the names that it stands before, and their rank:
#: behind those that stand alone.
_KINDS = ("article", "news", "story", "post", "entry", "web", "item", "page", "main", "full")
_OF_ANY_KIND = frozenset(
    "title headline body text content description summary abstract url link source section category"
    " author date pubdate publicationdate publisheddate publishdate published".split()
)
_OF_A_KIND = 100


def part_of(name: str) -> tuple[str, int]:
    """Return the part that a field's name means, and the rank of the name; "" for none."""
    return _part(name) if len(name) <= LONGEST_NAME else ("", 0)


def is_name(name: str) -> bool:
    """Return whether a part of an article may have this name."""
    return bool(part_of(name)[0])


def is_of_body(name: str) -> bool:
    """Return whether a name is that of a whole text, not of a summary."""
    return part_of(name)[0] == "body" and not is_summary(name)


def is_summary(name: str) -> bool:
    """Return whether a name is that of a text that says what another one says in full."""
    return _known(bare(name)) in _SUMMARIES


@lru_cache(maxsize=1024)
def bare(name: str) -> str:
    """Return a name as names are compared.

    >>> bare("PUB-Date")
    'pubdate'
    """
    return re.sub(r"[\W_]", "", plain(name))


@lru_cache(maxsize=1024)
def _part(name: str) -> tuple[str, int]:
    key = bare(name)
    known = _known(key)
    part, rank = _PARTS.get(known, ("", 0))
    return part, rank + (_OF_A_KIND if known != key else 0)


def _known(key: str) -> str:
    """Return the name that is meant: title for articletitle, webtitle and the like."""
    if key in _PARTS:
        return key
    rests = (key.removeprefix(kind) for kind in _KINDS if key.startswith(kind))
    return next((rest for rest in rests if rest in _OF_ANY_KIND), key)


_PARTS = {
    bare(name): (part, rank)
    for part, names in _NAMES.items()
    for rank, name in reversed(list(enumerate(names.split())))
}
