"""The facets of the filters as HTML: a page has a hundred rows, and only their numbers change.

The values of facets come back on page after page. What stands around the number of a row and around
the rows of a facet is rendered once, by the macros facet_row and facet_field, and remembered.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from flask import current_app
from markupsafe import Markup, escape

from web.components.facets import FacetChoice, FacetRow
from web.context import preferences
from web.l10n.formats import number
from web.l10n.preferences import Preferences

#: The rows that are remembered, half a kilobyte each. Set by hand: what most readers see.
_ROWS = 8192
#: What stands for what is not known yet: a character that no text has.
_LATER = "\0"


def facet_fields(choices: Iterable[FacetChoice]) -> Markup:
    """Return the facets of the filters as the macros render them."""
    how = preferences()
    parts = chain.from_iterable(_field(choice, how) for choice in choices)
    return Markup("".join(parts))  # noqa: S704  the macros have escaped them, or it is done here


def _field(choice: FacetChoice, how: Preferences) -> Iterator[str]:
    """Yield the parts of a facet: what stands around its rows, and the rows."""
    known = [_rows(choice.name, choice.shown, how)]
    if choice.more:
        known += number(choice.beyond, how), _rows(choice.name, choice.more, how)
        if choice.all_url:
            known.append(escape(choice.all_url))
    around = _around_rows(choice.name, bool(choice.more), bool(choice.all_url), how.lang)
    for before, text in zip(around, known, strict=False):
        yield before
        yield text
    yield around[-1]


def _rows(facet: str, rows: Iterable[FacetRow], how: Preferences) -> str:
    parts: list[str] = []
    for value, label, articles, chosen, excluded in rows:
        before, after = _around_number(facet, value, label, chosen, excluded, how.lang)
        parts += before, number(articles, how), after
    return "".join(parts)


@lru_cache(256)  # of a dozen facets, with more rows or not, in two languages
def _around_rows(
    facet: str,
    more: bool,  # noqa: FBT001
    all_url: bool,  # noqa: FBT001
    _lang: str,
) -> list[str]:
    """Return the HTML around what a facet has, in the language of the request."""
    given = _LATER, _LATER if more else "", _LATER, _LATER if all_url else ""
    return str(_macros().facet_field(facet, *given)).split(_LATER)


@lru_cache(_ROWS)
def _around_number(
    facet: str,
    value: str,
    label: str,
    chosen: bool,  # noqa: FBT001
    excluded: bool,  # noqa: FBT001
    _lang: str,
) -> tuple[str, str]:
    """Return the HTML of a row before and after its number, in the language of the request."""
    row = FacetRow(value, label, 0, chosen, excluded)
    before, _, after = str(_macros().facet_row(facet, row, _LATER)).partition(_LATER)
    return before, after


def _macros() -> Any:  # noqa: ANN401  a module whose names are those of a template
    return current_app.jinja_env.get_template("macros.html").module
