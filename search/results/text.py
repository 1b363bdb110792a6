"""Printed text with what is highlighted in it, and an article in one line."""

from dataclasses import dataclass

from index.stored_article import Headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A piece of printed text, and the half-open character spans to highlight in it.

    cut_before and cut_after tell whether it begins and ends inside a sentence: who quotes it has to
    show that.
    """

    text: str
    highlights: tuple[tuple[int, int], ...] = ()
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An article in one line; title is its headline or, where it has none, its first words."""

    headline: Headline
    title: str
