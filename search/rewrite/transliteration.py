"""Other spellings of a foreign name: غوغل is جوجل and قوقل in the papers of other countries.

Arabic has no letter for g, v or p, and writes foreign vowels or omits them. A word that no
article prints is compared with the printed words that differ from it in such letters only. A word
of the language after a particle is none of them: لاغراد is no way to write لأغراض.
"""

from collections.abc import Iterator
from dataclasses import replace

from index.analysis import analyse, fold
from index.analysis.lexicon import LOAN, NAME
from index.schema import TEXT_FIELDS
from index.versions.vocabulary import Vocabulary
from search.engine.protocol import Statistics
from search.engine.weighting import held
from search.query.tree import All, Any, Query, Spellings, Synonyms, Word
from search.weights import Weights

#: Groups of letters that stand for one foreign sound.
_SOUNDS = ("جغقك", "تط", "فب", "سزص", "ءو", "دض")
_VOWELS = "اوي"
#: The most spellings that are added, and the fewest letters of a name. Set by hand: no query of the
#: collections has more than three spellings, and 3 and 5 letters leave their scores as they are.
_KEPT, _SHORTEST = 3, 4
#: The letters that may be a particle before a word.
_PARTICLES = frozenset("وفبكل")
_SAME_SOUND = {letter: sound for sound in _SOUNDS for letter in sound}


def with_transliterations(query: Query, statistics: Statistics, weights: Weights) -> Query:
    """Return query with other spellings added to the words that no article contains."""
    match query:
        case All(parts) | Any(parts):
            return type(query)(
                tuple(with_transliterations(part, statistics, weights) for part in parts)
            )
        case Spellings(part):
            return replace(query, query=with_transliterations(part, statistics, weights))
        case Word() if not query.is_stop_word and not _is_held(query, statistics):
            spellings = " ".join(transliterations(query.exact, statistics.vocabulary))
            others = tuple(map(Word.of, statistics.analyzer.words(spellings)))
            return Synonyms(query, others, weights.synonym) if others else query
    return query


def _is_held(word: Word, statistics: Statistics) -> bool:
    return any(held(statistics, field, word) for field in TEXT_FIELDS)


def transliterations(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return printed spellings of the folded word under other conventions, commonest first.

    Empty if the word itself is printed: then it needs no other spelling.
    """
    if len(word) < _SHORTEST or vocabulary.count(word):
        return []
    printed = sorted(
        (each for each in _respelled(word, vocabulary) if _may_be_name(each)),
        key=lambda each: (-vocabulary.count(each), each),
    )
    return [vocabulary.spelling(each) for each in printed[:_KEPT]]


def _may_be_name(word: str) -> bool:
    """Return whether a printed word may be a foreign name: it is none after a particle."""
    analysis = analyse(word)
    foreign = all(reading.kind in (NAME, LOAN) for reading in analysis.readings)
    has_particle = word[0] in _PARTICLES and not fold(analysis.stem).startswith(word[0])
    return len(word) >= _SHORTEST and (foreign or not has_particle)


def _respelled(word: str, vocabulary: Vocabulary) -> set[str]:
    """Return the printed words that spell the same sounds, with at most one vowel changed.

    The word is read letter by letter, and only beginnings of printed words are kept: the number
    of choices is bounded by the vocabulary, however long the word.
    """
    prefixes = {("", False)}
    for letter in word:
        prefixes = {
            (spelled, changed)
            for prefix in prefixes
            for spelled, changed in _extended(prefix, letter)
            if vocabulary.begins(spelled)
        }
    return {spelled for spelled, _ in prefixes if vocabulary.count(spelled)}


def _extended(prefix: tuple[str, bool], letter: str) -> Iterator[tuple[str, bool]]:
    """Yield the spellings of a prefix and one more letter, and whether a vowel was changed."""
    before, changed = prefix
    letters = _SAME_SOUND.get(letter, letter)
    yield from ((before + each, changed) for each in letters)
    if before and not changed:
        yield from ((before + vowel + each, True) for vowel in _VOWELS for each in letters)
        if letter in _VOWELS:
            yield before, True
            yield from ((before + vowel, True) for vowel in _VOWELS)
