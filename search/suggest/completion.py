"""What a text becomes when it is typed to the end: what articles print, never words joined.

A word alone becomes a name, a phrase or a word. Words go on as the names and phrases do that begin
with them, or with the last of them; what stands before stays as it was typed. Where hardly anything
begins so, the other keyboard and likely slips are tried.
"""

from collections.abc import Iterable
from itertools import islice

from index.analysis import is_stop_word
from search.engine.protocol import Finder
from search.request import Request
from search.results import Completion
from search.suggest.following import continuations, followers, shorter_continuations
from search.suggest.names import sources, values
from search.suggest.opening import openings
from search.suggest.slips import repaired
from search.suggest.suggestions import Counts
from search.suggest.typed import Typed, read_typed, typed_value

#: Where no completion has more articles, likely slips are tried: what few print may be one. Set by
#: hand.
_HARDLY = 5
#: The most ends of phrases that stand where no article prints them after the words before. Set by
#: hand.
_FEW = 3
#: The articles that must print a row of words that is no phrase: in one it may be a slip. Set by
#: hand.
_PRINTED = 2
#: The most words of a text that no article prints: more are a question, which finds anything.
_LONGEST = 5


def complete(text: str, finder: Finder, counts: Counts, limit: int) -> list[Completion]:
    """Return what text may become when it is typed to the end, the likeliest first.

    Each finds articles.
    """
    if value := typed_value(text):
        return list(islice(values(value, finder.statistics), limit))
    typed = read_typed(text, finder.statistics.analyzer)
    found = _Completing(finder, counts, limit).completions(typed)
    firsts: dict[str, Completion] = {}
    for each in found:
        firsts.setdefault(each.text, each)
    return list(firsts.values())[:limit]


class _Completing:
    """Completes texts over one version of an archive."""

    def __init__(self, finder: Finder, counts: Counts, limit: int) -> None:
        self._finder, self._counts, self._limit = finder, counts, limit
        self._statistics = finder.statistics

    def completions(self, typed: Typed) -> list[Completion]:
        """Return what typed may become, by what it is, then by what it may have been meant as."""
        found = self._of(typed)
        if typed.plain.strip() and all(each.articles <= _HARDLY for each in found):
            for other in repaired(typed, self._statistics):
                if meant := self._of(other):
                    return [*found, *meant]
        return found

    def _of(self, typed: Typed) -> list[Completion]:
        if typed.head:
            plain = (each.text for each in self._plain(typed))
            return self._counted(Request(text=typed.head + text) for text in plain)
        found = self._plain(typed)
        if not typed.words and len(found) < self._limit and typed.prefix:
            found += islice(sources(typed.prefix, self._statistics), self._limit - len(found))
        return found

    def _plain(self, typed: Typed) -> list[Completion]:
        """Return what the plain words at the end of a text may become."""
        if not typed.words:
            return self._opened(typed) if typed.prefix else []
        known = islice(continuations(typed, self._statistics), self._limit)
        found = [Completion(text=typed.kept + end, articles=count) for end, count in known]
        return found or self._less_sure(typed)

    def _opened(self, typed: Typed) -> list[Completion]:
        found = list(islice(openings(typed, self._statistics), self._limit))
        unknown = [text for text, articles in found if not articles]
        totals = self._counts(Request(text=text, exact=True) for text in unknown)
        known = dict(found) | dict(zip(unknown, totals, strict=True))
        return [Completion(text=text, articles=count) for text, count in known.items() if count]

    def _less_sure(self, typed: Typed) -> list[Completion]:
        """Return what only some of the words before speak for, if articles print it after all.

        Where they print no such row of words, an end that is a phrase by itself may stand.
        """
        ends = list(islice(shorter_continuations(typed, self._statistics), self._limit))
        if not ends and typed.prefix and is_stop_word(typed.words[-1]):
            ends = [text for text, _ in islice(openings(typed, self._statistics), self._limit)]
        printed = ends or list(islice(followers(typed, self._finder), self._limit))
        texts = [typed.kept + end for end in printed]
        totals = self._counts(Request(text=f'"{text}"') for text in texts)
        rows = [
            Completion(text=text, articles=total)
            for text, total in zip(texts, totals, strict=True)
            if total >= _PRINTED
        ]
        if rows or not ends:
            return sorted(rows, key=lambda each: -each.articles)
        likely = [end for end in ends[:_FEW] if len(typed.words) + len(end.split()) <= _LONGEST]
        return self._counted(Request(text=typed.kept + end) for end in likely)

    def _counted(self, requests: Iterable[Request]) -> list[Completion]:
        """Return the texts of the requests that find articles."""
        asked = list(requests)
        return [
            Completion(text=request.text, articles=total)
            for request, total in zip(asked, self._counts(asked), strict=True)
            if total
        ]
