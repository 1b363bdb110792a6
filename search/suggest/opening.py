"""What the beginning of a word alone may become: a name, a phrase, a word."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from index.analysis import STEM_TAG, analyse, fold, terms
from index.phrases.phrases import Phrase
from search.engine.protocol import Statistics
from search.suggest.names import folded, names
from search.suggest.typed import Typed

#: The commonest that are compared. Set by hand.
_COMPARED = 48
#: The letters that may be a clitic before a word.
_CLITICS = frozenset("وفبكل")
#: A name counts as so many phrases that as many articles print: it is what is asked for. Set by
#: hand.
_NAME = 2.0
#: A word counts less after one letter, where nearly every word begins so. Set by hand.
_OF_A_LETTER = 0.2
#: How likely a text is, the text, and the number of articles that print it.
Weighed: TypeAlias = tuple[float, str, int]


def openings(typed: Typed, statistics: Statistics) -> Iterator[tuple[str, int]]:
    """Yield the texts that begin with the last word typed, likeliest first, with their articles.

    The number of a word's articles is 0 where it is not known yet.
    """
    prefix = typed.prefix
    phrases = statistics.phrases.complete(prefix, _COMPARED)
    weighed = list(_phrases(phrases, statistics))
    weighed += [(_NAME * held, name, held) for held, name in names(prefix, statistics)]
    weighed += _single(phrases, statistics) if len(prefix) == 1 else ()
    weighed += _repeated(prefix, phrases, statistics) if len(prefix) > 1 or not weighed else ()
    told: set[str] = set()
    for _, text, articles in sorted(weighed, key=lambda each: _rank(typed, each)):
        if (name := folded(text)) not in told:
            told.add(name)
            yield text, articles


def _rank(typed: Typed, weighed: Weighed) -> tuple[bool, float, str]:
    """Return what sorts the likeliest first, and texts with another hamza than the typed last."""
    weight, text, _ = weighed
    other = typed.last[:1] in _HAMZAS and not text.startswith(typed.last[:1])
    return other, -weight, text


def _phrases(phrases: Sequence[Phrase], statistics: Statistics) -> Iterator[Weighed]:
    for words, articles in phrases:
        if " " in words:
            spelled = " ".join(map(statistics.vocabulary.spelling, words.split()))
            yield articles, spelled, articles


def _single(phrases: Sequence[Phrase], statistics: Statistics) -> Iterator[Weighed]:
    """Yield the words that are phrases by themselves."""
    for word, articles in phrases:
        if " " not in word:
            alone = _OF_A_LETTER * (articles - _begun(word, phrases))
            yield alone, statistics.vocabulary.spelling(word), articles


def _repeated(prefix: str, phrases: Sequence[Phrase], statistics: Statistics) -> Iterator[Weighed]:
    """Yield the words that begin with prefix, weighed by how often an article repeats them.

    A repeated word is what an article is about, and not a verb in passing. Stop words are left out,
    and so are words with a clitic (وأسعار, بالنفط, أسعارها) unless nothing else begins so: they are
    the commonest that begin with its letter, and readers search for them without it.
    """
    with_clitic: list[Weighed] = []
    without: list[Weighed] = []
    for word in statistics.vocabulary.complete(prefix, _COMPARED):
        if stem := fold(terms(word).stem.removeprefix(STEM_TAG)):
            held = statistics.held("body", word)
            repeated = statistics.vocabulary.count(word) - held
            alone = min(repeated, held - _begun(word, phrases))
            has_clitic = word[0] in _CLITICS and not word.startswith(stem[:1])
            has_clitic |= analyse(word).suffix.endswith(_PRONOUNS)
            weighed = alone, statistics.vocabulary.spelling(word), 0
            (with_clitic if has_clitic else without).append(weighed)
    return iter(without or with_clitic)


def _begun(word: str, phrases: Sequence[Phrase]) -> int:
    """Return how many articles a word begins a phrase in: الولايات hardly ever stands alone."""
    return sum(articles for words, articles in phrases if words.startswith(f"{word} "))


_PRONOUNS = ("ها", "هم")
_HAMZAS = frozenset("أإآ")
