"""A bare year is the date of the article too: موازنة مصر 2018 need not print 2018."""

from datetime import date

from search.query.tree import All, Dates, Query, Spellings, Word
from search.weights import Weights

#: The years that a newspaper can be of; other numbers of four digits are numbers.
_FIRST, _LAST = 1950, 2049
_DIGITS = 4


def with_years(query: Query, weights: Weights) -> Query:
    """Return query with the articles of a year added to its number, beside other words.

    Alone, or where any word is enough, a year would find every article of it.
    """
    if not isinstance(query, All) or all(_days(part) for part in query.parts):
        return query
    return All(tuple(_with_year(part, weights) for part in query.parts))


def _with_year(query: Query, weights: Weights) -> Query:
    days = _days(query)
    return Spellings(query, (days,), weights.spelling) if days else query


def _days(query: Query) -> Dates | None:
    """Return the days of the year that a query is, None if it is none."""
    if not (isinstance(query, Word) and query.exact.isdecimal() and len(query.exact) == _DIGITS):
        return None
    year = int(query.exact)
    return Dates(date(year, 1, 1), date(year, 12, 31)) if _FIRST <= year <= _LAST else None
