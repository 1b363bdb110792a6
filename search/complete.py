"""What a text becomes when its last word is typed to the end.

A word alone becomes what articles repeat: a word that comes again is what they are about,
not a verb in passing. After other words it becomes what is printed right behind them, read
in a sample of the articles that hold them (صندوق ال: النقد, not the commonest word in ال).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import reduce
from itertools import islice

import numpy as np

from index.analysis import STEM_TAG, fold, terms
from index.analysis import Word as PrintedWord
from index.reader import ArticleReader
from search.query import All, Word
from search.query_parser import parse_query
from search.request import Request

#: Letters after which a word is completed.
_SHORTEST = 2
#: The commonest words that begin as typed, and the articles read for what stands behind a word.
_CONSIDERED, _SAMPLE = 48, 80
#: What may stand before a word as one letter of it.
_CLITICS = frozenset("وفبكل")


def complete(
    text: str, reader: ArticleReader, count: Callable[[Request], int], limit: int
) -> list[str]:
    """Return texts that text may become when its last word is typed to the end.

    Each leads to articles: a word alone because it is printed, a word after others because
    some article holds them all, and what is more than words because it is counted.
    """
    words = list(reader.analyzer.words(text))
    if not words or words[-1].end != len(text) or len(words[-1].exact) < _SHORTEST:
        return []
    typed, last = text[: words[-1].start], words[-1].exact
    spelling = reader.vocabulary.spelling
    match parse_query(text, reader.analyzer).query:
        case Word():
            found = _repeated(last, reader)
        case All(parts) if all(isinstance(part, Word) for part in parts):
            found = _after(words[:-1], last, reader)
        case _:
            alone = _repeated(last, reader)
            found = (word for word in alone if count(Request(text=typed + spelling(word))))
    return [typed + spelling(word) for word in islice(found, limit)]


def _repeated(prefix: str, reader: ArticleReader) -> Iterator[str]:
    """Yield the folded words that begin with prefix, those most repeated first.

    Stop words are left out, and words behind a clitic (وأسعار, بالنفط) come last: they are
    commonest among what begins with its letter, and searched for without it.
    """

    def repeats(word: str) -> tuple[int, int]:
        printed = reader.vocabulary.count(word)
        return printed - len(reader.postings("body", word).documents), printed

    behind_clitics = []
    words = reader.vocabulary.complete(prefix, _CONSIDERED)
    for word in sorted(words, key=repeats, reverse=True):
        stem = terms(word).stem.removeprefix(STEM_TAG)
        if stem and word[0] in _CLITICS and not word.startswith(stem[:2]):
            behind_clitics.append(word)
        elif stem:
            yield word
    yield from behind_clitics


def _after(before: list[PrintedWord], prefix: str, reader: ArticleReader) -> Iterator[str]:
    """Yield the folded words in prefix that stand right behind others, then those beside them."""
    texts = list(_sample(before, reader))
    behind = _followers(before[-1].exact, texts, reader)
    fitting = [word for word, _ in behind.most_common() if word.startswith(prefix)]
    yield from (word for word in fitting if terms(word).stem)
    whole = " ".join(texts)
    for word in _repeated(prefix, reader):
        if word not in behind and f" {reader.vocabulary.spelling(word)} " in whole:
            yield word


def _sample(words: list[PrintedWord], reader: ArticleReader) -> Iterator[str]:
    """Yield bodies from all over the archive that hold the words as typed, stop words aside."""
    telling = [word for word in words if word.stem] or words
    each = (reader.postings("body", word.exact).documents for word in telling)
    documents = reduce(np.intersect1d, each)
    step = -(-len(documents) // _SAMPLE) or 1
    yield from (reader.body(document) for document in documents[::step].tolist())


def _followers(word: str, texts: list[str], reader: ArticleReader) -> Counter[str]:
    """Return the printed words right behind a folded word, folded, with their texts counted."""
    behind = re.compile(rf"{re.escape(reader.vocabulary.spelling(word))}\s+(\w+)")
    printed = Counter(each for text in texts for each in set(behind.findall(text)))
    found: Counter[str] = Counter()
    for each, count in printed.items():
        if reader.vocabulary.count(folded := fold(each)):
            found[folded] += count
    return found
