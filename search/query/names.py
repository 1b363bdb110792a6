"""The names in a query: بلد:مصر asks for the articles that name what the gazetteer calls مصر."""

from collections.abc import Sequence

from index.entities.directory import directory
from search.query.tree import All, Any, Named, Not, Query

#: The most words of a name that is not in quotes.
_MOST = 6
#: The signs of currencies, as the gazetteer writes them: it has words only.
_CURRENCY = "currency"
_SIGNS = dict(
    each.split("=") for each in "$=USD €=EUR £=GBP ¥=JPY ₺=TRY ₪=ILS ₽=RUB ₹=INR ₩=KRW".split()
)


def named(facet: str, text: str) -> Named:
    """Return what a text names by a facet; a name that nothing has finds nothing.

    One that is the part of several names asks for all of them.
    """
    typed = " ".join(text.split())
    written = _SIGNS.get(typed, typed) if facet == _CURRENCY else typed
    found = tuple(entity.name for entity in directory().meant(written, facet))
    return Named(facet, found[0] if len(found) == 1 else typed, found)


def length_of_name(facet: str, words: Sequence[str]) -> int:
    """Return how many of the words after a facet are its name: as many as are a writing, or one."""
    for count in range(min(len(words), _MOST), 1, -1):
        if directory().called(" ".join(words[:count]), facet):
            return count
    return 1


def has_shared_name(query: Query) -> bool:
    """Return whether a name in a query finds nothing because too many have it: شركة:البنك."""
    match query:
        case Named(facet, text, ()):
            return directory().is_shared(text, facet)
        case All(parts) | Any(parts):
            return any(map(has_shared_name, parts))
        case Not(part):
            return has_shared_name(part)
    return False
