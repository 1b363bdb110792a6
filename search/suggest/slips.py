"""What was meant where nothing begins with what is typed: the other keyboard, another spelling."""

from collections.abc import Iterator

from index.analysis import fold, is_stop_word
from index.versions.vocabulary import Vocabulary
from search.engine.protocol import Statistics
from search.suggest.keyboard import other_layout
from search.suggest.spelling import corrected_beginnings, corrections
from search.suggest.typed import Typed, read_plain

#: The most beginnings of a word that are tried, and the fewest letters of a word that is corrected.
#: Set by hand.
_TRIED, _FEWEST = 3, 3


def repaired(typed: Typed, statistics: Statistics) -> Iterator[Typed]:
    """Yield what may have been meant, the likeliest first."""
    for plain in (*_in_other_layout(typed.plain, statistics), *_respelled(typed, statistics)):
        if plain != typed.plain:
            yield read_plain(typed.head, plain, statistics.analyzer)


def _in_other_layout(plain: str, statistics: Statistics) -> Iterator[str]:
    """Yield the text with the words that are none typed in the other layout: all, or some."""
    words = plain.split(" ")
    switched = [_switched(word, statistics) for word in words]
    if switched != words:
        yield " ".join(switched)


def _switched(word: str, statistics: Statistics) -> str:
    """Return a word in the other layout, if it begins no printed word and the other does."""
    other = other_layout(word)
    if not other or statistics.vocabulary.begins(fold(word)):
        return word
    begun = fold(other)
    return other if begun and (is_stop_word(begun) or statistics.vocabulary.begins(begun)) else word


def _respelled(typed: Typed, statistics: Statistics) -> Iterator[str]:
    """Yield the text with its misspelled words corrected, and the last one, which is not whole."""
    vocabulary = statistics.vocabulary
    words = [next(iter(_corrected(word, vocabulary)), word) for word in typed.words]
    kept = typed.kept
    if words != list(typed.words):
        kept = "".join(f"{vocabulary.spelling(word)} " for word in words)
        yield kept + typed.last
    if typed.prefix:
        whole = _corrected(typed.prefix, vocabulary)
        for begun in (*whole, *corrected_beginnings(typed.prefix, vocabulary, _TRIED)):
            yield kept + begun


def _corrected(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return what a whole word was meant as, if it is a slip."""
    if len(word) < _FEWEST or is_stop_word(word):
        return []
    return corrections(word, vocabulary, 1)
