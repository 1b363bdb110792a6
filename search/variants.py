"""Other spellings of a foreign name: غوغل is جوجل and قوقل in the papers of other countries.

Arabic has no letter for g, v or p, and writes foreign vowels or leaves them out. A word that
no article prints is held against the printed words that differ from it in such letters only.
"""

from collections.abc import Iterator
from itertools import islice, product

from index.reader import ArticleReader
from index.vocabulary import Vocabulary
from search.query import All, Any, Query, Synonyms, Word
from search.query_parser import as_word
from search.ranking import Weights

#: Letters that stand for one foreign sound.
_SOUNDS = ("جغقك", "تط", "فب", "سزص", "ءو", "دض")
_VOWELS = "اوي"
#: Spellings tried, variants kept, letters that a name must have.
_TRIED, _KEPT, _SHORTEST = 512, 3, 4
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
    tried = {spelled for base in _vowelled(word) for spelled in islice(_respelled(base), _TRIED)}
    printed = sorted(
        (each for each in tried if len(each) >= _SHORTEST and vocabulary.count(each)),
        key=lambda each: (-vocabulary.count(each), each),
    )
    return [vocabulary.spelling(each) for each in printed[:_KEPT]]


def _vowelled(word: str) -> Iterator[str]:
    """Yield the word, and the word with one long vowel written or left out or changed."""
    yield word
    for place in range(1, len(word)):
        before, after = word[:place], word[place:]
        if after[0] in _VOWELS:
            yield before + after[1:]
            yield from (before + vowel + after[1:] for vowel in _VOWELS)
        yield from (before + vowel + after for vowel in _VOWELS)


def _respelled(word: str) -> Iterator[str]:
    """Yield the word with every choice of letters for its foreign sounds."""
    choices = (_SAME_SOUND.get(letter, letter) for letter in word)
    return ("".join(letters) for letters in product(*choices))
