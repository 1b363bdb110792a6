"""Where words stand: the clauses of phrases.

A phrase finds an article in which its words follow each other, each after at most some other words.
In Lucene a pair of clauses takes, for each place of the first, the nearest one of the second behind
it. So the pairs are nested from the end: of the last two words it has every place of the first from
which the second can be reached. Nested from the beginning, it would know of one place of the second
alone, from which the third may be out of reach though it is not from another.
"""

from collections.abc import Sequence

from search.engine.opensearch.translation.clauses import Clause, standing
from search.query.tree import Phrase, Word


def in_order(phrase: Phrase, field: str) -> Clause:
    """Return the articles in which the words of a phrase follow each other in a text field."""
    place = _printed if phrase.exact else _any_form
    places = [place(word, field) for word in phrase.words]
    return _following(places, phrase.slop) if phrase.slop else _near(places, 0)


def _following(places: Sequence[Clause], slop: int) -> Clause:
    first, *rest = places
    return _near([first, _following(rest, slop)], slop) if rest else first


def _near(places: Sequence[Clause], slop: int) -> Clause:
    if len(places) == 1:
        return places[0]
    return {"span_near": {"clauses": list(places), "slop": slop, "in_order": True}}


def _any_form(word: Word, field: str) -> Clause:
    return standing(field, word.finding)


def _printed(word: Word, field: str) -> Clause:
    """Return where a word is printed as it was typed, as far as the article tells."""
    exact = standing(field, (word.exact,))
    if not word.is_spelled:
        return exact
    meant = standing(field, (word.stem, *word.kin.same))
    return {"span_within": {"little": exact, "big": meant}}
