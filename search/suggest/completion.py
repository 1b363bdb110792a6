"""What a text becomes when its last word is completed.

A word alone becomes one that articles repeat: a repeated word is what they are about, and not a
verb in passing. After other words it becomes one that is printed right after them, read in a
sample of the articles that contain them (صندوق ال: النقد, not the commonest word in ال).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from index.analysis import STEM_TAG, AnalyzedWord, fold, terms
from search.engine.protocol import Finder, Statistics
from search.query.parser import parse_query
from search.query.tree import All, Word
from search.request import Request
from search.suggest.suggestions import Counts

#: The letters after which a word is completed. Set by hand.
_SHORTEST = 2
#: The commonest completions that are compared, and the articles that are read for what follows a
#: word. Set by hand: tests/relevance/completions.tsv scores the same from 12 to 1000, and has .875
#: among the first three at 40 articles, .887 at 80 and .906, but slower, at 160.
_COMPARED, _SAMPLE = 48, 80
#: The letters that may be a clitic before a word.
_CLITICS = frozenset("وفبكل")


def complete(text: str, finder: Finder, counts: Counts, limit: int) -> list[str]:
    """Return texts that text may become when its last word is completed, the likeliest first.

    Each finds articles: a word alone because it is printed, a word after others because some
    article contains them all, and any other query because it is counted.
    """
    statistics = finder.statistics
    words = list(statistics.analyzer.words(text))
    if not words or words[-1].end != len(text) or len(words[-1].exact) < _SHORTEST:
        return []
    typed, last = text[: words[-1].start], words[-1].exact
    spelling = statistics.vocabulary.spelling
    match parse_query(text, statistics.analyzer).query:
        case Word():
            completed = _repeated(last, statistics)
        case All(parts) if all(isinstance(part, Word) for part in parts):
            completed = _following(words[:-1], last, finder)
        case _:
            completed = _finding(typed, list(_repeated(last, statistics)), statistics, counts)
    return [typed + spelling(word) for word in islice(completed, limit)]


def _finding(typed: str, words: list[str], statistics: Statistics, counts: Counts) -> Iterator[str]:
    """Yield those of the folded words that find articles after what was typed before."""
    spelling = statistics.vocabulary.spelling
    requests = [Request(text=typed + spelling(word)) for word in words]
    return (word for word, total in zip(words, counts(requests), strict=True) if total)


def _repeated(prefix: str, statistics: Statistics) -> Iterator[str]:
    """Yield the folded words that begin with prefix, the most repeated first.

    Stop words are left out, and words after a clitic (وأسعار, بالنفط) come last: they are the
    commonest that begin with its letter, and readers search for them without it.
    """

    def repetitions(word: str) -> tuple[int, int]:
        printed = statistics.vocabulary.count(word)
        return printed - statistics.held("body", word), printed

    with_clitics = []
    words = statistics.vocabulary.complete(prefix, _COMPARED)
    for word in sorted(words, key=repetitions, reverse=True):
        stem = terms(word).stem.removeprefix(STEM_TAG)
        if stem and word[0] in _CLITICS and not word.startswith(stem[:2]):
            with_clitics.append(word)
        elif stem:
            yield word
    yield from with_clitics


def _following(before: list[AnalyzedWord], prefix: str, finder: Finder) -> Iterator[str]:
    """Yield the folded words in prefix that follow others in print, then those printed nearby."""
    content = [word.exact for word in before if word.stem] or [word.exact for word in before]
    bodies = list(finder.bodies(content, _SAMPLE))
    statistics = finder.statistics
    following = _followers(before[-1].exact, bodies, statistics)
    fitting = [word for word, _ in following.most_common() if word.startswith(prefix)]
    yield from (word for word in fitting if terms(word).stem)
    whole = " ".join(bodies)
    for word in _repeated(prefix, statistics):
        if word not in following and f" {statistics.vocabulary.spelling(word)} " in whole:
            yield word


def _followers(word: str, bodies: Iterable[str], statistics: Statistics) -> Counter[str]:
    """Return the folded words printed right after a folded word, with the number of bodies."""
    after = re.compile(rf"{re.escape(statistics.vocabulary.spelling(word))}\s+(\w+)")
    printed = Counter(each for body in bodies for each in set(after.findall(body)))
    followers: Counter[str] = Counter()
    for each, count in printed.items():
        if statistics.vocabulary.count(folded := fold(each)):
            followers[folded] += count
    return followers
