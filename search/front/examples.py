"""Queries to try, each of a kind, that find something in this very archive."""

from collections.abc import Iterator
from itertools import islice

from search.engine.protocol import Finder
from search.front.rising import Counts
from search.request import Request

#: What shows a part of the query language, the tellingest first: words with a year, a phrase, a
#: choice. Written by hand.
_TRIED = (
    ("تعويم الجنيه 2016", "أسعار النفط 2018", "أسعار النفط", "سوق الأسهم"),
    ('"سعر الصرف" لبنان', '"سعر الصرف" مصر', '"سعر الصرف"', '"البنك المركزي"'),
    ("صكوك أو سندات", "تضخم أو غلاء", "نفط أو غاز", "شركة أو بنك"),
)
#: The words of an article's text that find it, where nothing of the kind is found.
_WORDS = 2


def examples(finder: Finder, counts: Counts) -> tuple[str, ...]:
    """Return the text of one query of each kind; words of an article where none finds anything."""
    found = tuple(_found(counts))
    return found or tuple(filter(None, [_own_words(finder)]))


def _found(counts: Counts) -> Iterator[str]:
    for kind in _TRIED:
        numbers = counts(Request(text=text) for text in kind)
        found = (text for text, number in zip(kind, numbers, strict=True) if number)
        yield from islice(found, 1)


def _own_words(finder: Finder) -> str:
    article = finder.any_article()
    text = article.headline.title or article.text
    words = (word.text for word in finder.statistics.analyzer.words(text) if word.stem)
    return " ".join(islice(words, _WORDS))
