"""Amounts that lead, and the best score of what they lead, over the whole archive.

Articles with an amount come before all that only print its words: the evaluator adds to their
scores the best of those words. It may stand in an article that is no candidate, so the cluster is
asked for it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from index.cluster.client import Search
from index.schema import TEXT_FIELDS
from search.engine.opensearch.opened import Answer, OpenedIndex, candidates_of
from search.engine.scoring.evaluator import Evaluator
from search.query.tree import All, Any, InField, Quantity, Query, Spellings, Synonyms
from search.request import Filters, Sort

#: The articles of which the best score is taken, in our own scoring. Set by hand: the cluster's
#: order of the first ones differs by few places.
_FIRST = 20


class Led(NamedTuple):
    """The names that an amount leads, as one query of some fields."""

    names: tuple[Query, ...]
    query: Query
    fields: tuple[str, ...]

    def search(self, opened: OpenedIndex) -> Search:
        """Return the search for the articles of the whole archive that fit the names best."""
        found = opened.translator(exact=False).found(self.query, self.fields)
        asked = replace(
            opened.everything(Filters()),
            order=Sort.RELEVANCE,
            finding=found.finding,
            scoring=found.scoring,
        )
        return asked.listed(_FIRST)

    def best_score(self, opened: OpenedIndex, answer: Answer) -> float:
        """Return the best score among the articles of an answer, 0 without one."""
        evaluator = Evaluator(opened.reader(candidates_of(answer)), weights=opened.weights)
        return float(evaluator.matches(self.query, self.fields).scores.max(initial=0))


def led(query: Query, fields: tuple[str, ...] = TEXT_FIELDS) -> Iterator[Led]:
    """Yield what amounts lead in a query, each once."""
    match query:
        case All(parts) | Any(parts):
            for part in parts:
                yield from led(part, fields)
        case InField(field, part):
            yield from led(part, (field,))
        case Synonyms(part, others) | Spellings(part, others):
            names = (part, *others)
            for number, name in enumerate(names):
                if isinstance(name, Quantity) and name.leads:
                    before = names[:number]
                    yield Led(before, replace(query, query=part, others=before[1:]), fields)
