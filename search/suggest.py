"""What the reader may have meant instead: another spelling, the other keyboard.

Only what leads to articles is suggested, so every suggestion has been searched.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from index.analysis import fold
from index.reader import ArticleReader, Labels
from search.keyboard import other_layout
from search.request import Request
from search.results import Suggestion
from search.spelling import corrections

#: Spellings tried of a mistyped word.
_TRIED = 5
#: Names of sources and sections whose folds are remembered.
_NAMES = 4096

Counter = Callable[[Request], int]


def suggestions(request: Request, reader: ArticleReader, count: Counter) -> Iterator[Suggestion]:
    """Yield what else may have been meant, likeliest first; count tells what a request finds."""
    other = other_layout(request.text)
    if other and _mistyped(request.text, reader):
        meant = replace(request, text=other, page=1)
        if not _mistyped(other, reader) and (total := count(meant)):
            yield Suggestion(kind="layout", request=meant, total=total)
            return
    for text in _respelled(request.text, reader):
        meant = replace(request, text=text, page=1)
        if total := count(meant):
            yield Suggestion(kind="spelling", request=meant, total=total)


def filter_offers(request: Request, reader: ArticleReader, count: Counter) -> Iterator[Suggestion]:
    """Yield the filter for each source or section that the query is the name of."""
    asked = _folded(request.text)
    if not asked or request.filtered:
        return
    bare = replace(request, text="", page=1)
    for value in _named(reader.sources, asked):
        chosen = replace(bare, sources=(value,))
        yield Suggestion(kind="source", request=chosen, total=count(chosen))
    for value in _named(reader.sections, asked):
        chosen = replace(bare, sections=(value,))
        yield Suggestion(kind="section", request=chosen, total=count(chosen))


def _named(labels: Labels, folded: str) -> list[str]:
    return [value for value in labels.values if _folded(value) == folded]


@lru_cache(_NAMES)
def _folded(text: str) -> str:
    return " ".join(fold(word) for word in text.split())


def _mistyped(text: str, reader: ArticleReader) -> list[tuple[int, int, str]]:
    """Return the words of text that no article holds: where they stand, and their fold."""
    return [
        (word.start, word.end, word.exact)
        for word in reader.analyzer.words(text)
        if word.stem and word.exact[0].isalpha() and not _is_held(reader, word.exact, word.stem)
    ]


def _is_held(reader: ArticleReader, exact: str, stem: str) -> bool:
    held = any(len(reader.postings(field, stem).documents) > 1 for field in ("title", "body"))
    return held or reader.vocabulary.count(exact) > 0  # the vocabulary is read when it must be


def _respelled(text: str, reader: ArticleReader) -> Iterator[str]:
    """Yield text with its mistyped words corrected: all by their best, then the last by others."""
    wrong = _mistyped(text, reader)
    choices = [corrections(word, reader.vocabulary, _TRIED) for _, _, word in wrong]
    if not wrong or not all(choices):
        return
    for last in choices[-1][:_TRIED]:
        spelled = text
        chosen = [each[0] for each in choices[:-1]] + [last]
        for (start, end, _), word in reversed(list(zip(wrong, chosen, strict=True))):
            spelled = spelled[:start] + word + spelled[end:]
        yield spelled
