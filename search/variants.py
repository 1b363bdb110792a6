"""Other spellings of a foreign name: غوغل is جوجل and قوقل in the papers of other countries.

Arabic has no letter for g, v or p, and writes foreign vowels or leaves them out. A word that
no article prints is held against the printed words that differ from it in such letters only.
"""

from collections.abc import Iterator

from index.reader import ArticleReader
from index.vocabulary import Vocabulary
from search.query import All, Any, Query, Synonyms, Word
from search.query_parser import as_word
from search.ranking import Weights

#: Letters that stand for one foreign sound.
_SOUNDS = ("جغقك", "تط", "فب", "سزص", "ءو", "دض")
_VOWELS = "اوي"
#: Variants kept, letters that a name must have.
_KEPT, _SHORTEST = 3, 4
_SAME_SOUND = {letter: sound for sound in _SOUNDS for letter in sound}


def with_variants(query: Query, reader: ArticleReader, weights: Weights) -> Query:
    """Return query with other spellings for the words in it that no article holds."""
    match query:
        case All(parts):
            return All(tuple(with_variants(part, reader, weights) for part in parts))
        case Any(parts):
            return Any(tuple(with_variants(part, reader, weights) for part in parts))
        case Word() if query.stem and not _is_held(query, reader):
            spelled = " ".join(variants(query.exact, reader.vocabulary))
            others = tuple(as_word(printed) for printed in reader.analyzer.words(spelled))
            return Synonyms(query, others, weights.synonym) if others else query
    return query


def _is_held(word: Word, reader: ArticleReader) -> bool:
    return any(len(reader.postings(field, word.stem).documents) for field in ("title", "body"))


def variants(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return printed forms of the folded word under other conventions, commonest first.

    Empty where the word itself is printed: then it needs no other spelling.
    """
    if len(word) < _SHORTEST or vocabulary.count(word):
        return []
    printed = sorted(
        (each for each in _respelled(word, vocabulary) if len(each) >= _SHORTEST),
        key=lambda each: (-vocabulary.count(each), each),
    )
    return [vocabulary.spelling(each) for each in printed[:_KEPT]]


def _respelled(word: str, vocabulary: Vocabulary) -> set[str]:
    """Return the printed words that write the same sounds, with one vowel changed at most.

    Read letter by letter, keeping what some printed word begins with: the number of
    choices is that of the words in the vocabulary, however long the word.
    """
    begun = {("", False)}
    for letter in word:
        begun = {
            (spelled, changed)
            for before in begun
            for spelled, changed in _continued(before, letter)
            if vocabulary.begins(spelled)
        }
    return {spelled for spelled, _ in begun if vocabulary.count(spelled)}


def _continued(begun: tuple[str, bool], letter: str) -> Iterator[tuple[str, bool]]:
    """Yield what may be written up to a letter, and whether a vowel was changed by then."""
    before, changed = begun
    letters = _SAME_SOUND.get(letter, letter)
    yield from ((before + each, changed) for each in letters)
    if before and not changed:
        yield from ((before + vowel + each, True) for vowel in _VOWELS for each in letters)
        if letter in _VOWELS:
            yield before, True
            yield from ((before + vowel, True) for vowel in _VOWELS)
