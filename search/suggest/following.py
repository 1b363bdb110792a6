"""How words go on: by the phrases that begin with them, else by what is printed after them."""

import re
from collections import Counter
from collections.abc import Iterator

from index.analysis import fold, is_stop_word, terms
from index.phrases.words import is_open
from search.engine.protocol import Finder, Statistics
from search.suggest.names import names
from search.suggest.typed import Typed

#: The commonest phrases that are compared, and the articles that are read for what follows words
#: that begin no phrase. Set by hand.
_COMPARED, _SAMPLE = 24, 80


def continuations(typed: Typed, statistics: Statistics) -> Iterator[tuple[str, int]]:
    """Yield the ends of the phrases and names that begin with all that is typed.

    Beside each stands the number of its articles.
    """
    yield from _of_row(typed.words, typed.prefix, statistics)


def shorter_continuations(typed: Typed, statistics: Statistics) -> Iterator[str]:
    """Yield the ends of those that begin with the last words that are typed, longest first."""
    for begin in range(1, len(typed.words)):
        yield from (end for end, _ in _of_row(typed.words[begin:], typed.prefix, statistics))


def _of_row(
    words: tuple[str, ...], prefix: str, statistics: Statistics
) -> Iterator[tuple[str, int]]:
    begun = " ".join((*words, prefix))
    found = [
        (
            each.articles,
            " ".join(map(statistics.vocabulary.spelling, each.words.split()[len(words) :])),
        )
        for each in statistics.phrases.complete(begun, _COMPARED)
    ]
    found += [
        (articles, " ".join(name.split()[len(words) :]))
        for articles, name in names(begun, statistics)
    ]
    return ((end, articles) for articles, end in sorted(found, key=lambda each: -each[0]) if end)


def followers(typed: Typed, finder: Finder) -> Iterator[str]:
    """Yield the words that articles print right after the last whole word, the commonest first.

    A stop word ends no text, and neither does half of a name.
    """
    statistics, last = finder.statistics, typed.words[-1]
    content = [word for word in typed.words if not is_stop_word(word)] or list(typed.words)
    after = re.compile(rf"{re.escape(statistics.vocabulary.spelling(last))}\s+(\w+)")
    printed: Counter[str] = Counter()
    for body in finder.bodies(content, _SAMPLE):
        printed.update({fold(each) for each in after.findall(body)})
    for word, _ in printed.most_common():
        whole = terms(word).stem and not is_open(word)
        if whole and word.startswith(typed.prefix) and statistics.vocabulary.count(word):
            yield statistics.vocabulary.spelling(word)
