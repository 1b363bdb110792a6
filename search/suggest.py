"""What the reader may have meant instead: another spelling, the other keyboard.

Only what leads to articles is suggested, so every suggestion has been searched.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from index.reader import ArticleReader
from search.keyboard import other_layout
from search.request import Request
from search.results import Suggestion
from search.spelling import corrections

#: Spellings tried of a mistyped word.
_TRIED = 5

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
