"""The filters of a list: the values of each facet, counted, to be wanted or not wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search import FACETS, YEAR, Count, Facet, Page, Request
from web.context import label_name
from web.l10n.catalog import WRITTEN
from web.l10n.formats import in_digits
from web.l10n.preferences import DEFAULT, Preferences
from web.urls.builder import values_urls

#: The values of a facet that are shown at once, and those that are unfolded. Set by hand: the first
#: by what a screen holds, the second by what a page may weigh.
_SHOWN, _UNFOLDED = 4, 8
_ROWS = _SHOWN + _UNFOLDED
_SELECTABLE = frozenset(facet.name for facet in FACETS)


class FacetRow(NamedTuple):
    """A value, as the filters name it and as readers do, and its number of articles.

    chosen tells whether the list is limited to it, excluded whether it is left out.
    """

    value: str
    label: str
    articles: int
    chosen: bool
    excluded: bool


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A facet in the filters: the rows shown, those unfolded, the address of a list of all.

    beyond is the number of values that are not shown; all_url is "" where the rows are all.
    """

    name: str
    shown: tuple[FacetRow, ...]
    more: tuple[FacetRow, ...]
    beyond: int
    all_url: str = ""


def facet_choices(page: Page, how: Preferences = DEFAULT) -> Iterator[FacetChoice]:
    """Yield the facets of a page in which there is something to choose."""
    url_of = values_urls(page.request)
    for facet in page.facets:
        if facet.name in _SELECTABLE:
            rows = _rows(facet, page.request, how)
            if len(rows) > 1 or any(row.chosen or row.excluded for row in rows):
                shown, more = rows[:_SHOWN], rows[_SHOWN:]
                cut = len(rows) >= _ROWS and len(rows) < facet.values
                beyond = facet.values - len(shown) if cut else len(more)
                address = url_of(facet.name) if cut else ""
                yield FacetChoice(facet.name, shown, more, beyond, address)


def _rows(facet: Facet, request: Request, how: Preferences) -> tuple[FacetRow, ...]:
    """Return the most frequent values of a facet; those that are filtered by are always there."""
    chosen = request.filters.values(facet.name)
    excluded = request.filters.excluded_values(facet.name)
    ranked = _ranked(facet.counts, {*chosen, *excluded})
    if facet.name == YEAR.name:
        labels = [in_digits(value, how) for value, _ in ranked]
    elif how.lang == WRITTEN:
        labels = [value for value, _ in ranked]
    else:
        labels = [label_name(value, facet.name) for value, _ in ranked]
    return tuple(
        FacetRow(value, label, articles, value in chosen, value in excluded)
        for (value, articles), label in zip(ranked, labels, strict=True)
    )


def _ranked(counts: Sequence[Count], named: set[str]) -> list[tuple[str, int]]:
    """Return values with their articles: the filtered ones among the first, others while room is.

    Of the counts one at most is without a value.
    """
    if not named:
        return [count[:2] for count in counts[: _ROWS + 1] if count.value][:_ROWS]
    given = {count.value: count.articles for count in counts if count.value}
    ranked = [*given.items(), *((value, 0) for value in sorted(named - given.keys()))]
    room = _ROWS - len(named)
    order = {value: place for place, (value, _) in enumerate(ranked)}
    first = [each for each in ranked if each[0] in named]
    others = [each for each in ranked if each[0] not in named][: max(room, 0)]
    return sorted([*first, *others], key=lambda each: order.get(each[0], len(order)))
