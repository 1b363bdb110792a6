"""What the reader may have meant instead: another spelling, the other keyboard, a filter.

Only requests that find articles are suggested, so each has been counted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial

from index.analysis import AnalyzedWord, analyse, fold, terms
from index.analysis.segmentation import BY_RULE
from index.entities.directory import directory
from index.schema import PRINTED_FACETS, TEXT_FIELDS
from search.engine.protocol import Statistics
from search.names.labels import NO_LABELS, LabelNames
from search.query.parser import LATIN_OPERATORS
from search.query.tree import All, Phrase, Query, Word, unparse
from search.request import Label, Request
from search.results import Suggestion
from search.suggest.keyboard import other_layout
from search.suggest.spelling import MISPRINTED, corrections

#: The most spellings that are tried for a misspelled word. Set by hand.
_TRIED = 5
#: The fewest letters of a word that is misspelled, and of a text that is in the other layout: of
#: two letters any two words differ by one. Set by hand.
_FEWEST = 3
#: The most names that a text is offered as: البنك المركزي is one of every country. Set by hand.
_OFFERED = 3
#: The names of labels whose folds are cached.
_NAMES = 4096
#: How many times as many articles as any other a sure repair finds. Set by hand.
_SURELY = 10
_TWO = 2

#: Yields the number of articles that each request finds.
Counts = Callable[[Iterable[Request]], Iterator[int]]
#: Returns whether a folded word is known, whether articles contain it or not.
IsKnown = Callable[[str], bool]
#: The start, the end and the fold of a word of a text.
Place = tuple[int, int, str]
#: Returns the words of a text that are likely slips.
Slips = Callable[[str], list[Place]]


def suggestions(
    request: Request,
    statistics: Statistics,
    counts: Counts,
    is_known: IsKnown,
    found: int = 0,
) -> Iterator[Suggestion]:
    """Yield what else may have been meant, the likeliest first.

    A word that is_known by its fold is none that an article has to print: English. found is how
    many articles the request finds: what finds no more is no suggestion, because other spellings of
    a name are searched for anyway.
    """
    slips = partial(_slips, statistics=statistics, is_known=is_known)
    wrong = slips(request.text)
    if not wrong:  # as nearly every text
        return
    for kind, texts in (
        ("layout", _in_other_layout(request.text, slips)),
        ("spelling", _respelled(request.text, _long(wrong), statistics)),
    ):
        others = [text for text in texts if _folded(text) != _folded(request.text)]
        meant = [request.change(text=text, literal=False) for text in others]
        suggested = [each for each in _finding(kind, meant, counts) if each.total > found]
        yield from suggested
        if suggested:
            return


def sure_repair(found: Sequence[Suggestion]) -> Suggestion | None:
    """Return the suggestion that was surely meant, None if several may have been."""
    if not found:
        return None
    first, *others = found
    sure = all(first.total >= _SURELY * other.total for other in others)
    return first if first.kind == "layout" or sure else None


def as_phrase(request: Request, query: Query, counts: Counts) -> Suggestion | None:
    """Return the request for the plain words of a query as a phrase, None if it finds nothing."""
    words = query.parts if isinstance(query, All) else ()
    if request.exact or len(words) < _TWO or not all(isinstance(word, Word) for word in words):
        return None
    phrase = Phrase(tuple(word for word in words if isinstance(word, Word)))
    return next(_finding("phrase", [request.change(text=unparse(phrase))], counts), None)


def filter_offers(
    request: Request, statistics: Statistics, names: LabelNames = NO_LABELS
) -> list[Suggestion]:
    """Return the filter for each label that the query is a name of, if any article has it.

    Nothing is searched: how many articles have a label is known.
    """
    folded = _folded(request.text)
    if not folded or request.filters:
        return []
    labels = [*_printed(request.text, statistics, names), *_named(request.text)]
    totals = [_total(statistics, label) for label in labels]
    return [
        Suggestion(kind=label.facet, request=request.change(text="").narrow(label), total=total)
        for label, total in zip(labels, totals, strict=True)
        if total
    ]


def _total(statistics: Statistics, label: Label) -> int:
    """Return how many articles have a label; the most frequent ones are found first."""
    counts = statistics.label_counts(label.facet)
    return next((articles for value, articles in counts if value == label.value), 0)


def _printed(text: str, statistics: Statistics, names: LabelNames) -> Iterator[Label]:
    """Yield the labels of publishers that a text is a name of."""
    folded = _folded(text)
    for facet in PRINTED_FACETS:
        shown = names.shown(facet.name, text)
        for value in sorted(value for value, _ in statistics.label_counts(facet.name)):
            if value == shown or _folded(value) == folded:
                yield Label(facet.name, value)


def _named(text: str) -> Iterator[Label]:
    """Yield the names that a text is one of the writings of, unless they are many."""
    called = directory().called(text)
    for entity in called if len(called) <= _OFFERED else ():
        yield Label(entity.kind, entity.name)


def _finding(kind: str, requests: list[Request], counts: Counts) -> Iterator[Suggestion]:
    """Yield those of the requests that find articles."""
    for request, total in zip(requests, counts(requests), strict=True):
        if total:
            yield Suggestion(kind=kind, request=request, total=total)


@lru_cache(_NAMES)
def _folded(text: str) -> str:
    return " ".join(fold(word) for word in text.split())


def _in_other_layout(text: str, slips: Slips) -> Iterator[str]:
    """Yield text, or its wrong words, as the other keyboard types it, if no word is then wrong.

    NOT is no slip of the keyboard, and a word that is printed is none.
    """
    if LATIN_OPERATORS.intersection(text.split()) or len(text.strip()) < _FEWEST:
        return
    some = " ".join((other_layout(word) or word) if slips(word) else word for word in text.split())
    for other in dict.fromkeys((other_layout(text) or text, some)):
        if other != text and not slips(other):
            yield other
            return


def _slips(text: str, statistics: Statistics, is_known: IsKnown) -> list[Place]:
    """Return the words of text that are likely slips: start, end and fold of each.

    No article contains them, or a few that misprint another word.
    """
    return [
        (word.start, word.end, word.exact)
        for word in statistics.analyzer.words(text)
        if word.stem and word.exact[0].isalpha() and word.text not in LATIN_OPERATORS
        if not (_is_held(statistics, word) or is_known(word.exact))
    ]


def _long(slips: list[Place]) -> list[Place]:
    return [place for place in slips if len(place[2]) >= _FEWEST]


def _is_held(statistics: Statistics, word: AnalyzedWord) -> bool:
    """Return whether a word is printed, or a form of one; as others spell it, it may be meant."""
    if printed := statistics.vocabulary.count(word.exact):
        return printed > MISPRINTED or not corrections(word.exact, statistics.vocabulary, 1)
    is_form = analyse(word.text).evidence != BY_RULE or word.exact.isascii()
    return is_form and any(statistics.held(field, word.stem) > 1 for field in TEXT_FIELDS)


def _respelled(text: str, wrong: list[Place], statistics: Statistics) -> Iterator[str]:
    """Yield text with its wrong words corrected: each by its best, the last by others too.

    Spellings of one word find the same: the best of them is enough.
    """
    choices = [corrections(word, statistics.vocabulary, _TRIED) for _, _, word in wrong]
    if not wrong or not all(choices):
        return
    by_stem: dict[str, str] = {}
    for last in choices[-1]:
        by_stem.setdefault(terms(last).stem, last)
    for last in list(by_stem.values())[:_TRIED]:
        spelled = text
        chosen = [each[0] for each in choices[:-1]] + [last]
        for (start, end, _), word in reversed(list(zip(wrong, chosen, strict=True))):
            spelled = spelled[:start] + word + spelled[end:]
        yield spelled
