"""Parts of a text: each from a character up to another."""

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]


def spans_as_text(spans: Iterable[Span]) -> str:
    """Return spans as they are stored.

    >>> spans_as_text([(0, 9), (12, 40)])
    '0-9 12-40'
    """
    return " ".join(f"{start}-{end}" for start, end in spans)


def spans_of_text(stored: str) -> tuple[Span, ...]:
    """Return the spans that spans_as_text returned as text.

    >>> spans_of_text("0-9 12-40")
    ((0, 9), (12, 40))
    """
    pairs = (span.partition("-") for span in stored.split())
    return tuple((int(start), int(end)) for start, _, end in pairs)


def between(spans: Sequence[Span], length: int) -> list[Span]:
    """Return the spans between ascending ones, up to the length of the text.

    >>> between([(0, 2), (5, 12)], 20)
    [(0, 0), (2, 5), (12, 20)]
    """
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), length]
    return list(zip(starts, ends, strict=True))


def outside(text: str, spans: Sequence[Span]) -> str:
    """Return a text without ascending spans of it.

    >>> outside("abcdef", [(0, 2), (4, 5)])
    'cdf'
    """
    return "".join(text[start:end] for start, end in between(spans, len(text)))


def changed(
    text: str, spans: Sequence[Span], change: Callable[[str], str]
) -> tuple[str, tuple[Span, ...]]:
    """Return a text with every part changed, and where its ascending spans are now.

    >>> changed("a.b.c", [(2, 4)], lambda part: part.replace(".", ""))
    ('abc', ((1, 2),))
    """
    if not spans:  # nearly every text
        return change(text), ()
    whole, now = "", []
    for outer, inner in zip_longest(between(spans, len(text)), spans):
        whole += change(text[slice(*outer)])
        if inner:
            now.append((len(whole), len(whole) + len(change(text[slice(*inner)]))))
            whole += change(text[slice(*inner)])
    return whole, tuple(now)
