"""The rows of the filters as HTML: a page has a hundred, and only their numbers change.

The values of facets come back on page after page. What stands around the number of a row is
rendered once by the macro facet_row, and remembered.
"""

from collections.abc import Iterable
from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from web.components.facets import FacetRow
from web.context import preferences
from web.l10n.formats import number

#: The rows that are remembered, half a kilobyte each. Set by hand: what most readers see.
_ROWS = 8192
#: What stands for the number of a row until it is known: a character that no text has.
_NUMBER = "\0"


def facet_rows(facet: str, rows: Iterable[FacetRow]) -> Markup:
    """Return the rows of a facet as the macro facet_row renders them."""
    how = preferences()
    parts: list[str] = []
    for row in rows:
        before, after = _around(facet, row.value, row.label, row.chosen, row.excluded, how.lang)
        parts += (before, number(row.articles, how), after)
    return Markup("".join(parts))  # noqa: S704  the macro has escaped them, and numbers are ours


@lru_cache(_ROWS)
def _around(
    facet: str,
    value: str,
    label: str,
    chosen: bool,  # noqa: FBT001
    excluded: bool,  # noqa: FBT001
    _lang: str,
) -> tuple[str, str]:
    """Return the HTML of a row before and after its number, in the language of the request."""
    row = FacetRow(value, label, 0, chosen, excluded)
    macros = current_app.jinja_env.get_template("macros.html").module
    before, _, after = str(macros.facet_row(facet, row, _NUMBER)).partition(_NUMBER)  # type: ignore[attr-defined]
    return before, after
